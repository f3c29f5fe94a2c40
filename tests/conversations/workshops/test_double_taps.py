"""Buttons of a class pressed twice at once: done once, and everybody concerned hears of it once."""

from __future__ import annotations

import pytest

from models import SeatState, WorkshopState
from tests.conversations.test_double_taps import presses_twice
from tests.driver import Reply

from .conftest import School

S = SeatState


def count_by_chat(replies: list[Reply]) -> dict[int, int]:
    """{chat: how many messages}"""
    return {chat: sum(reply.chat_id == chat for reply in replies) for chat in {reply.chat_id for reply in replies}}


@pytest.mark.pitfall(21)
async def test_seat_is_taken_and_given_back_once(school_on_both: School) -> None:
    school = school_on_both
    workshop_id = await school.opened(seats=2)
    sent = await presses_twice(school.siti, f"workshop:take:{workshop_id}")
    assert (count_by_chat(sent), await school.states(workshop_id)) == ({11: 1}, [S.TAKEN, S.INVITED, S.INVITED])
    await school.joined(workshop_id, school.budi, school.tono)
    sent = await presses_twice(school.siti, f"workshop:leave_yes:{workshop_id}")
    assert (count_by_chat(sent), await school.states(workshop_id)) == ({11: 1, 13: 1}, [S.LEFT, S.TAKEN, S.OFFERED])


@pytest.mark.pitfall(21)
async def test_class_is_called_off_once(school: School) -> None:
    workshop_id = await school.opened()
    await school.joined(workshop_id, school.siti)
    sent = await presses_twice(school.dewi, f"workshop:off_why:{workshop_id}.ill")
    assert (await school.workshop(workshop_id)).state is WorkshopState.CANCELLED
    assert count_by_chat(sent) == {school.dewi.chat_id: 1, school.siti.chat_id: 1}
