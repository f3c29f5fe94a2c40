"""Each state of a request x each button of the staff's desk: an offer is made only for what waits."""

from __future__ import annotations

import pytest

import content.texts
from models import Expertise, RequestState
from tests.conversations.walks import texts

from .conftest import Time
from .office import MatchingOffice

refusals = content.texts.load("refusals")
WAITS = (RequestState.WAITING, RequestState.STAFF)
BUTTONS = ("view:{request}", "suggest:{request}", "offer:{request}.{mentor}")


@pytest.mark.parametrize("state", RequestState)
async def test_every_button_in_every_state(desk: MatchingOffice, time: Time, state: RequestState) -> None:
    mentor, producer = await desk.mentor("Budi"), await desk.producer()
    request = await desk.request(producer, state=state, topic=Expertise.PACKAGING)
    for button in BUTTONS:
        told = texts(await desk.ani.presses("matching_desk:" + button.format(request=request, mentor=mentor)))
        assert len(told) == 1, button
        time.passes(minutes=1)
        assert (told == [refusals.refused_request_done]) == (state not in WAITS), button
    assert await desk.offers() == ([(request, mentor)] if state in WAITS else [])
    assert len(producer.hears()) == (state in WAITS)
