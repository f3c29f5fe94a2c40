"""What came of a session: each side's word, the stars, what will be tried, and whether it was."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, FollowUp, Meeting, MeetingState, Mentor, Outcome, RequestState, Side, Tried
from services.errors import ActionRefused, FieldRefused, MeetingConflict, MeetingMissing
from services.mentoring import actions, meetings
from services.mentoring.follow_up import answer_tried
from services.mentoring.outcome import settle
from services.mentoring.rating import rate
from tests.services.conftest import NOW
from tests.services.mentoring.booked import AFTER, OFFICE, TOMORROW, NewPerson, a_meeting

H, M, P = Outcome.HELD, Outcome.MENTOR_MISSED, Outcome.PRODUCER_MISSED
FIRST = {
    H: (MeetingState.HELD, False, False, RequestState.CLOSED),
    M: (MeetingState.NO_SHOW, True, False, RequestState.WAITING),
    P: (MeetingState.NO_SHOW, False, True, RequestState.CANCELLED),
}


async def held(session: AsyncSession, new_person: NewPerson) -> Meeting:
    meeting = await a_meeting(session, new_person)
    await settle(session, meeting, Side.PRODUCER, H, AFTER)
    return meeting


@pytest.mark.parametrize(("first", "second", "side"), list(product(Outcome, Outcome, Side)))
async def test_first_word_decides_and_both_are_kept(
    session: AsyncSession, new_person: NewPerson, first: Outcome, second: Outcome, side: Side
) -> None:
    meeting = await a_meeting(session, new_person)
    other = Side.MENTOR if side is Side.PRODUCER else Side.PRODUCER
    await settle(session, meeting, side, first, AFTER)
    state, mentor_missed, producer_missed, request = FIRST[first]
    assert (meeting.state, meeting.mentor_missed, meeting.producer_missed, meeting.request.state) == FIRST[first]
    await settle(session, meeting, other, second, AFTER)
    if first is not H and second is not H:
        mentor_missed, producer_missed = mentor_missed or second is M, producer_missed or second is P
    assert (meeting.said_by(side), meeting.said_by(other)) == (first, second)
    assert (meeting.state, meeting.mentor_missed, meeting.producer_missed, meeting.request.state) == (
        state, mentor_missed, producer_missed, request,
    )  # fmt: skip
    with pytest.raises(MeetingConflict) as said:
        await settle(session, meeting, side, second, AFTER)
    assert said.value.reason == "refused_meeting_settled"


async def test_nothing_is_said_before_it_began_or_after_it_was_cancelled(
    session: AsyncSession, new_person: NewPerson
) -> None:
    meeting = await a_meeting(session, new_person)
    with pytest.raises(MeetingConflict) as early:
        await settle(session, meeting, Side.PRODUCER, M, NOW)
    assert early.value.reason == "refused_meeting_not_yet"
    await meetings.cancel(session, meeting, Side.MENTOR, ChangeReason.BUSY, NOW)
    with pytest.raises(MeetingConflict):
        await settle(session, meeting, Side.PRODUCER, H, AFTER)
    assert meeting.settled_at is None


async def test_each_side_rates_once_and_the_producers_stars_count(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await held(session, new_person)
    await rate(session, meeting, Side.PRODUCER, 4, AFTER)
    await rate(session, meeting, Side.MENTOR, 1, AFTER)
    assert (meeting.stars_of(Side.PRODUCER), meeting.stars_of(Side.MENTOR)) == (4, 1)
    with pytest.raises(MeetingConflict) as again:
        await rate(session, meeting, Side.PRODUCER, 5, AFTER)
    assert again.value.reason == "refused_meeting_rated"
    mentor = await session.get_one(Mentor, meeting.mentor_id, populate_existing=True)
    assert (mentor.rating_sum, mentor.rating_count, mentor.version) == (4, 1, 1)


@pytest.mark.parametrize("stars", [0, 6, -1])
async def test_stars_are_one_to_five(session: AsyncSession, new_person: NewPerson, stars: int) -> None:
    meeting = await held(session, new_person)
    with pytest.raises(FieldRefused):
        await rate(session, meeting, Side.PRODUCER, stars, AFTER)


async def test_what_was_not_held_is_not_rated(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await a_meeting(session, new_person)
    with pytest.raises(MeetingConflict):
        await rate(session, meeting, Side.PRODUCER, 5, TOMORROW)
    with pytest.raises(MeetingConflict):
        await actions.note(session, meeting, Side.PRODUCER, ["Ganti plastik"], TOMORROW, OFFICE)


async def test_three_things_to_try_by_either_side(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await held(session, new_person)
    await actions.note(session, meeting, Side.PRODUCER, ["Ganti plastik"], AFTER, OFFICE)
    with pytest.raises(ActionRefused) as many:
        await actions.note(session, meeting, Side.MENTOR, ["a", "b", "c"], AFTER, OFFICE)
    assert many.value.values == {"most": 2}
    await actions.note(session, meeting, Side.MENTOR, ["Beli sealer", "Uji simpan"], AFTER, OFFICE)
    assert [(each.position, each.words, each.noted_by) for each in meeting.actions] == [
        (1, "Ganti plastik", Side.PRODUCER), (2, "Beli sealer", Side.MENTOR), (3, "Uji simpan", Side.MENTOR),
    ]  # fmt: skip
    with pytest.raises(MeetingConflict) as full:
        await actions.note(session, meeting, Side.MENTOR, ["Lagi"], AFTER, OFFICE)
    assert full.value.reason == "refused_actions_noted"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Ganti plastik", ["Ganti plastik"]),
        ("1. Ganti  plastik\n2) Beli sealer\n- Uji simpan", ["Ganti plastik", "Beli sealer", "Uji simpan"]),
        ("3 bungkus untuk contoh", ["3 bungkus untuk contoh"]),
        ("\n\n  <b>label</b>  \n", ["<b>label</b>"]),
        ("x" * 200, ["x" * 200]),
    ],
)
def test_things_to_try_are_read_line_by_line(said: str, found: list[str]) -> None:
    assert actions.read_actions(said) == found


@pytest.mark.parametrize("said", ["", "...", "1.\n-", "x" * 201])
def test_nothing_to_try_is_refused(said: str) -> None:
    with pytest.raises(ActionRefused):
        actions.read_actions(said)


async def test_last_answer_to_tried_counts(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await held(session, new_person)
    for tried in (Tried.NOT_YET, Tried.YES):
        await answer_tried(session, meeting, Side.PRODUCER, 7, tried, AFTER)
    await answer_tried(session, meeting, Side.PRODUCER, 30, Tried.NEEDS_HELP, AFTER)
    rows = await session.scalars(select(FollowUp).order_by(FollowUp.days))
    assert [(row.days, row.tried) for row in rows] == [(7, Tried.YES), (30, Tried.NEEDS_HELP)]


async def test_tried_is_asked_of_the_producer_on_two_days(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await held(session, new_person)
    with pytest.raises(MeetingMissing):
        await answer_tried(session, meeting, Side.MENTOR, 7, Tried.YES, AFTER)
    with pytest.raises(FieldRefused):
        await answer_tried(session, meeting, Side.PRODUCER, 8, Tried.YES, AFTER)
