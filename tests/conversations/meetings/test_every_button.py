"""Each state of a session x each button x each side: done, or refused for a reason that is told; never a fault."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, Meeting, Outcome, Side, Way
from services.mentoring import meetings, moving
from services.mentoring.outcome import settle
from services.mentoring.rating import rate
from services.office_clock import OfficeClock
from tests.conversations.meetings.conftest import SITI, STARTS, Pair, Time, book, refusals

OFFICE = OfficeClock()
HOURS = 20  # between two sessions, so that each can be moved by a few

BUTTONS = {
    "view": "view:{}", "ok": "ok:{}", "ics": "ics:{}", "move": "move:{}", "move_why": "move_why:{}.ill",
    "move_to": "move_to:{}.{minutes}.ill", "move_type": "move_type:{}.ill", "move_yes": "move_yes:{}",
    "move_no": "move_no:{}", "cancel": "cancel:{}", "cancel_why": "cancel_why:{}.ill",
    "cancel_yes": "cancel_yes:{}.ill", "place": "place:{}", "sure": "sure:{}.mentor_missed", "held": "settle:{}.held",
    "missed": "settle:{}.mentor_missed", "stars": "stars:{}.4", "note": "note:{}", "done": "done:{}",
    "tried": "tried:{}.7.yes",
}  # fmt: skip
CHANGED, BEGUN, EARLY = "refused_meeting_changed", "refused_meeting_begun", "refused_meeting_not_yet"
SAID, RATED = "refused_meeting_settled", "refused_meeting_rated"
MOVES = ("move", "move_why", "move_to", "move_type", "cancel", "cancel_why", "cancel_yes")
ANSWERS = ("move_yes", "move_no")
WORDS = ("sure", "held", "missed")
AFTERWARDS = ("stars", "note", "tried")
_AHEAD = {**dict.fromkeys(WORDS, EARLY), **dict.fromkeys(AFTERWARDS, CHANGED)}
_BEGUN = {**dict.fromkeys(MOVES, BEGUN), **dict.fromkeys((*ANSWERS, *AFTERWARDS), CHANGED)}
_SETTLED = dict.fromkeys((*MOVES, *ANSWERS, "ics", "place"), CHANGED)
REFUSED = {
    "ahead": {**_AHEAD, **dict.fromkeys(ANSWERS, CHANGED)},
    "i_proposed": {**_AHEAD, "move_yes": CHANGED},
    "proposed": _AHEAD,
    "begun": _BEGUN,
    "over": {**_BEGUN, "ics": CHANGED, "place": BEGUN},
    "i_said_held": {**_SETTLED, "sure": SAID, "missed": SAID},
    "said_held": _SETTLED,
    "rated": {**_SETTLED, "sure": SAID, "missed": SAID, "stars": RATED},
    "missed": {**_SETTLED, **dict.fromkeys(AFTERWARDS, CHANGED)},
    "cancelled": dict.fromkeys((*_SETTLED, *WORDS, *AFTERWARDS), CHANGED),
}
"""What each state refuses, and why; everything else is done. Looking, coming and having done can always be pressed."""


async def bring(session: AsyncSession, meeting: Meeting, state: str, side: Side) -> datetime:
    """Brings a session into a state as this side meets it; gives the instant at which it is met."""
    before, after = meeting.starts_at - timedelta(hours=9), meeting.ends_at + timedelta(hours=1)
    match state:
        case "ahead":
            return before
        case "i_proposed" | "proposed":
            by = side if state == "i_proposed" else side.other
            to = meeting.starts_at + timedelta(hours=3)
            await moving.propose_move(session, meeting, by, to, ChangeReason.ROAD, before)
            return before
        case "begun":
            return meeting.starts_at + timedelta(minutes=5)
        case "cancelled":
            await meetings.cancel(session, meeting, side.other, ChangeReason.ROAD, before)
            return before
        case "over":
            return after
        case "missed":
            await settle(session, meeting, side.other, Outcome.PRODUCER_MISSED, after)
            return after
        case "said_held":
            await settle(session, meeting, side.other, Outcome.HELD, after)
            return after
    await settle(session, meeting, side, Outcome.HELD, after)
    if state == "rated":
        await rate(session, meeting, side, 3, after)
    return after


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("state", REFUSED)
async def test_every_button_in_every_state(pair: Pair, time: Time, state: str, side: Side) -> None:
    who, _ = pair.of(side.value)
    reasons = {str(refusals[key]): key for key in sorted(refusals.keys()) if "{" not in refusals[key]}
    found = {}
    for number, (name, data) in enumerate(BUTTONS.items(), start=1):
        time.now = STARTS - timedelta(hours=24)
        async with pair.office.database.session() as session:
            meeting_id = await book(session, STARTS + timedelta(hours=HOURS * number), SITI, Way.PHONE)
            time.now = await bring(session, await session.get_one(Meeting, meeting_id), state, side)
        meeting = await pair.meeting(meeting_id)
        minutes = int((meeting.starts_at + timedelta(hours=5)).timestamp()) // 60
        replies = await who.presses("meeting:" + data.format(meeting_id, minutes=minutes))
        assert replies != [], name
        found[name] = reasons.get(replies[0].text, "done")
        await who.says("/menu")
    refused = REFUSED[state] | ({"tried": "refused_no_meeting"} if side is Side.MENTOR else {})
    assert found == {name: refused.get(name, "done") for name in BUTTONS}
