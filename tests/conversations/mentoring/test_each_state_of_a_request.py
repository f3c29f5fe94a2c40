"""Each state of a request and each button of it, pressed by its producer and by others: a defined result."""

from __future__ import annotations

import pytest

from models import HelpRequest, RequestState
from tests.conversations.tickets.conftest import Time
from tests.driver import Person

from .talk import MentoredOffice, refusals, request_words

BUTTONS = ("view", "cancel", "cancel_yes")
S = RequestState
TOLD = {
    S.WAITING: request_words.told_state_waiting, S.STAFF: request_words.told_state_staff,
    S.CLOSED: request_words.told_state_closed, S.CANCELLED: request_words.told_state_cancelled,
    S.AGREED: request_words.told_state_class, S.OFFERED: request_words.told_state_card.format(name="Bu Dewi"),
}  # fmt: skip
REFUSED = {
    S.AGREED: refusals.refused_request_booked, S.CLOSED: refusals.refused_request_done,
    S.CANCELLED: refusals.refused_request_done,
}  # fmt: skip
"""Who tries to take it back then is told why it cannot be; in all other states it is taken back."""


async def a_request_in(mentored: MentoredOffice, state: RequestState) -> tuple[Person, int]:
    """The producer, and the id of a request in this state; an agreed one has found a class."""
    siti = await mentored.producer()
    await mentored.asks(siti)
    (request,) = await mentored.requests()
    async with mentored.office.database.session() as session:
        (await session.get_one(HelpRequest, request.id)).state = state
    siti.hears()
    return siti, request.id


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("state", RequestState)
async def test_each_button_in_each_state(
    mentored: MentoredOffice, time: Time, state: RequestState, button: str
) -> None:
    siti, number = await a_request_in(mentored, state)
    data = f"requests:{button}:{number}"
    for other in (mentored.mentors["Bu Dewi"], mentored.office.person(77)):
        assert [reply.text for reply in await other.presses(data)] == [refusals.refused_no_request]
    assert [request.state for request in await mentored.requests()] == [state]
    (told,) = await siti.presses(data)
    is_taken_back = button == "cancel_yes" and state not in REFUSED
    assert [request.state for request in await mentored.requests()] == [S.CANCELLED if is_taken_back else state]
    if is_taken_back:
        assert told.text == request_words.told_cancelled.strip()
    elif button == "cancel_yes":
        assert told.text == REFUSED[state]
    elif button == "view":
        assert TOLD[state] in told.text
