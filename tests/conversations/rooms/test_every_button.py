"""Each state of a session x each button of its room and of the contacts: what changes, and what is said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import MeetingState, Report
from tests.conversations.rooms.conftest import STARTS, Pair, Time, contact_words, refusals, words
from tests.conversations.test_double_taps import presses_twice

STATES: dict[str, tuple[float, dict[str, Any]]] = {
    "ahead": (-20, {}),
    "open": (0.1, {}),
    "without_a_room": (
        0.1,
        {"mentor_shows_contact": True, "mentor_contact": "@dewi", "producer_shows_contact": True,
         "producer_contact": "+62812"},
    ),
    "ended": (0.5, {"room_opened_at": STARTS, "room_closed_at": STARTS}),
    "held": (2, {"state": MeetingState.HELD, "settled_at": STARTS}),
    "no_show": (2, {"state": MeetingState.NO_SHOW, "settled_at": STARTS, "mentor_missed": True}),
    "cancelled": (-3, {"state": MeetingState.CANCELLED, "cancelled_at": STARTS}),
    "long_over": (48, {}),
}  # fmt: skip
"""{state: (hours after the beginning, what else is so)}"""
OPEN, SCHEDULED = ("open", "held", "no_show"), ("ahead", "open", "without_a_room", "ended", "long_over")
BUTTONS = (
    "room:choose:{}", "room:end:{}", "room:end_yes:{}", "room:report:{}", "room:report_yes:{}", "contact:ask:{}",
    "contact:show:{}.phone", "contact:show:{}.none", "contact:other:{}",
)  # fmt: skip
CONTACTS = ("mentor_shows_contact", "mentor_contact", "producer_shows_contact", "producer_contact")
UNTOUCHED: dict[str, Any] = {
    "state": MeetingState.SCHEDULED, "settled_at": None, "mentor_missed": False, "cancelled_at": None,
    "room_opened_at": None, "room_closed_at": None, **dict.fromkeys(CONTACTS),
}  # fmt: skip


def expected(state: str, button: str) -> str:
    """How the answer to the producer begins."""
    not_there = words.told_ended if state == "ended" else words.told_not_open
    shown = contact_words.told_hidden if button.endswith("none") else contact_words.told_shown
    told = {
        "room:choose": words.told_not_in_room,
        "room:end": words.ask_end if state in OPEN else not_there,
        "room:end_yes": words.told_ended if state in OPEN else not_there,
        "room:report": words.ask_report,
        "room:report_yes": words.told_reported,
        "contact:ask": contact_words.ask_contact,
        "contact:show": shown if state in SCHEDULED else refusals.refused_meeting_changed,
        "contact:other": contact_words.ask_number,
    }[button.rpartition(":")[0]]
    return told.replace("{name}", "Bu Dewi").split("{")[0].strip()


@pytest.mark.parametrize("state", STATES)
async def test_every_button_in_every_state(pair: Pair, time: Time, state: str) -> None:
    hours, values = STATES[state]
    time.is_after(hours=hours)
    for button in BUTTONS:
        await pair.change(**UNTOUCHED | values)
        before = await pair.meeting()
        (told,) = await pair.siti.presses(button.format(pair.meeting_id))
        time.now += timedelta(minutes=1)  # no double tap
        assert told.text.startswith(expected(state, button)), button
        after = await pair.meeting()
        is_ended = button == "room:report_yes:{}" or (button == "room:end_yes:{}" and state in OPEN)
        assert (after.room_closed_at != before.room_closed_at) == (is_ended and state != "ended"), button
        is_kept = button.startswith("contact:show") and state in SCHEDULED
        assert (after.producer_shows_contact != before.producer_shows_contact) == (
            is_kept and (state != "without_a_room" or button.endswith("none"))
        ), button
        assert len(pair.dewi.hears()) == (is_ended and state in OPEN), button
    async with pair.office.database.read() as connection, AsyncSession(bind=connection) as session:
        assert len(list(await session.scalars(select(Report)))) == 1


@pytest.mark.pitfall(21)
@pytest.mark.parametrize(
    ("by", "button", "heard"),
    [("siti", "room:end_yes:{}", 1), ("siti", "room:report_yes:{}", 1), ("siti", "contact:show:{}.none", 0),
     ("dewi", "contact:show:{}.user", 1)],
)  # fmt: skip
async def test_pressed_twice_the_other_side_hears_once(
    pair: Pair, time: Time, by: str, button: str, heard: int
) -> None:
    time.is_after(minutes=10)
    person, other = (pair.siti, pair.dewi) if by == "siti" else (pair.dewi, pair.siti)
    sent = await presses_twice(person, button.format(pair.meeting_id))
    assert [reply.chat_id for reply in sent].count(person.chat_id) == 1
    assert [reply.chat_id for reply in sent].count(other.chat_id) == heard
