"""Batal: a reason, asked once more, the other side told at once with a file that empties the calendar."""

from __future__ import annotations

import pytest

from models import ChangeReason, MeetingState, RequestState, Side
from tests.conversations.meetings.conftest import WHEN, Pair, Time, refusals, words
from tests.conversations.walks import texts


@pytest.mark.parametrize(
    ("side", "next_key", "request_state"),
    [
        ("mentor", "told_next_search", RequestState.WAITING),
        ("producer", "told_next_nothing", RequestState.CANCELLED),
    ],
)
async def test_called_off_in_three_taps(
    pair_on_both: Pair, side: str, next_key: str, request_state: RequestState
) -> None:
    pair = pair_on_both
    who, other = pair.of(side)
    me, them = ("Bu Dewi", "Siti") if side == "mentor" else ("Siti", "Bu Dewi")
    (asked,) = await who.presses(f"meeting:cancel:{pair.id}")
    assert asked.text == words.ask_cancel_reason.format(when=WHEN, name=them)
    assert ("Sudah teratasi" in {key for row in asked.keys for key in row}) is (side == "producer")
    (sure,) = await who.presses("Jalan/sungai putus")
    reason = words.reason_road
    assert sure.text == words.ask_cancel_sure.format(when=WHEN, name=them, reason=reason)
    assert texts(await who.presses("Ya, batalkan")) == [
        f"{words.told_cancelled.format(when=WHEN, name=them)} {words.told_told.format(name=them)}"
    ]
    (told,) = other.hears()
    assert (told.method, told.text) == (
        "sendDocument", words.told_cancelled_theirs.format(when=WHEN, name=me, reason=reason, next=words[next_key]),
    )  # fmt: skip
    meeting = await pair.meeting()
    assert (meeting.state, meeting.cancelled_by, meeting.changed_reason, meeting.request.state) == (
        MeetingState.CANCELLED, Side(side), ChangeReason.ROAD, request_state,
    )  # fmt: skip


async def test_called_off_twice_or_by_both_is_called_off_once(pair: Pair) -> None:
    await pair.siti.presses(f"meeting:cancel_yes:{pair.id}.busy")
    pair.dewi.hears()
    for person in (pair.siti, pair.dewi):
        (refused,) = await person.presses(f"meeting:cancel_yes:{pair.id}.ill")
        assert refused.text == refusals.refused_meeting_changed
    meeting = await pair.meeting()
    assert (meeting.cancelled_by, meeting.changed_reason) == (Side.PRODUCER, ChangeReason.BUSY)
    assert pair.siti.hears() + pair.dewi.hears() == []


async def test_too_late_to_call_off(pair: Pair, time: Time) -> None:
    time.is_after(minutes=1)
    for step in ("cancel", "cancel_why", "cancel_yes", "move", "move_why"):
        (refused,) = await pair.siti.presses(f"meeting:{step}:{pair.id}.busy")
        assert refused.text == refusals.refused_meeting_begun
    assert (await pair.meeting()).state is MeetingState.SCHEDULED


async def test_back_changes_nothing(pair: Pair) -> None:
    await pair.siti.presses(f"meeting:cancel:{pair.id}")
    await pair.siti.presses("Sakit")
    (session,) = await pair.siti.presses("Kembali")
    assert session.keys[0] == ("Bisa", "Tunda", "Batal")
    assert (await pair.meeting()).state is MeetingState.SCHEDULED


@pytest.mark.parametrize("reason", ["suspended", "solved", "x", ""])
async def test_reasons_that_a_mentor_cannot_give(pair: Pair, reason: str) -> None:
    (refused,) = await pair.dewi.presses(f"meeting:cancel_yes:{pair.id}.{reason}")
    assert refused.text == refusals.refused_choice
    assert (await pair.meeting()).state is MeetingState.SCHEDULED
