"""The weekly question: who is asked, what silence means, and what an answer does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, MentorState, MentorWeek, Pace, Person
from services.errors import WeekMissing
from services.mentors.availability import set_hours
from services.mentors.weeks import (
    WeekAnswer,
    answer,
    asked_about,
    card_hour_on,
    open_question,
    open_week,
    pace_of,
    to_be_opened,
)
from services.office_clock import WITA
from tests.mentoring_rows import a_mentor

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)


def sunday_before(monday: date) -> datetime:
    return datetime(monday.year, monday.month, monday.day, 0, 10, tzinfo=WITA).astimezone(UTC) - timedelta(days=1)


async def opens(session: AsyncSession, mentor: Mentor, monday: date) -> None:
    await open_week(session, mentor, monday, sunday_before(monday))


async def says(session: AsyncSession, mentor: Mentor, monday: date, said: WeekAnswer) -> Pace:
    return await answer(session, mentor, monday, said, sunday_before(monday), monday - timedelta(days=1))


@pytest.mark.parametrize(("day", "hour"), [(22, 18), (23, 8), (28, 8), (29, 18)])
def test_card_of_sunday_comes_in_the_evening(day: int, hour: int) -> None:
    assert card_hour_on(Mentor(card_hour=8), date(2026, 11, day)) == hour


def test_card_of_sunday_at_a_later_hour_keeps_it() -> None:
    assert card_hour_on(Mentor(card_hour=20), date(2026, 11, 22)) == 20


@pytest.mark.parametrize(("day", "monday"), [(22, 23), (23, 23), (28, 23), (29, 30)])
def test_week_that_is_asked_about(day: int, monday: int) -> None:
    assert asked_about(date(2026, 11, day)) == date(2026, 11, monday)


async def test_only_active_mentors_with_hours_and_without_a_row(
    session: AsyncSession, mentor: Mentor, new_person: Callable[..., Awaitable[Person]]
) -> None:
    await a_mentor(session, await new_person())
    for state in (MentorState.RESTING, MentorState.SUSPENDED, MentorState.APPLIED):
        await set_hours(session, await a_mentor(session, await new_person(), state=state), [16])
    assert list(await to_be_opened(session, MONDAY, 10)) == [mentor]
    await opens(session, mentor, MONDAY)
    assert list(await to_be_opened(session, MONDAY, 10)) == []


async def test_first_week_is_full(session: AsyncSession, mentor: Mentor) -> None:
    assert await pace_of(session, mentor.person_id, MONDAY) is Pace.FULL
    await opens(session, mentor, MONDAY)
    assert await pace_of(session, mentor.person_id, MONDAY) is Pace.FULL


@pytest.mark.parametrize(
    ("said", "after"), [(WeekAnswer.LESS, Pace.LESS), (WeekAnswer.NONE, Pace.FULL), (WeekAnswer.FULL, Pace.FULL)]
)
async def test_silence_is_as_last_week(session: AsyncSession, mentor: Mentor, said: WeekAnswer, after: Pace) -> None:
    await opens(session, mentor, MONDAY)
    await says(session, mentor, MONDAY, said)
    await opens(session, mentor, MONDAY + WEEK)
    assert await pace_of(session, mentor.person_id, MONDAY + WEEK) is after
    assert await says(session, mentor, MONDAY + WEEK, WeekAnswer.SAME) is after


async def test_two_silent_weeks_and_the_mentor_rests(session: AsyncSession, mentor: Mentor) -> None:
    for week in range(2):
        await opens(session, mentor, MONDAY + week * WEEK)
        assert (mentor.state, mentor.weeks_silent) == (MentorState.ACTIVE, week)
    await opens(session, mentor, MONDAY + 2 * WEEK)
    assert (mentor.state, mentor.weeks_silent) == (MentorState.RESTING, 2)
    assert (mentor.rested_at, mentor.rests_until) == (sunday_before(MONDAY + 2 * WEEK), None)
    assert await session.get(MentorWeek, (mentor.person_id, MONDAY + 2 * WEEK)) is None


async def test_second_clock_counts_nothing_twice(session: AsyncSession, mentor: Mentor) -> None:
    for week in (0, 0, 1, 1, 1):
        await opens(session, mentor, MONDAY + week * WEEK)
    assert (mentor.state, mentor.weeks_silent) == (MentorState.ACTIVE, 1)


async def test_answer_ends_the_silence(session: AsyncSession, mentor: Mentor) -> None:
    await opens(session, mentor, MONDAY)
    await opens(session, mentor, MONDAY + WEEK)
    assert mentor.weeks_silent == 1
    await says(session, mentor, MONDAY + WEEK, WeekAnswer.SAME)
    assert mentor.weeks_silent == 0
    await opens(session, mentor, MONDAY + 2 * WEEK)
    assert (mentor.state, mentor.weeks_silent) == (MentorState.ACTIVE, 0)


async def test_week_that_was_not_asked_about_is_no_silence(session: AsyncSession, mentor: Mentor) -> None:
    await opens(session, mentor, MONDAY)
    await opens(session, mentor, MONDAY + 2 * WEEK)
    await opens(session, mentor, MONDAY + 4 * WEEK)
    assert (mentor.state, mentor.weeks_silent) == (MentorState.ACTIVE, 0)


async def test_question_is_open_on_sunday_and_monday(session: AsyncSession, mentor: Mentor) -> None:
    await opens(session, mentor, MONDAY)
    asked = [await open_question(session, mentor.person_id, MONDAY + timedelta(days=day)) for day in range(-2, 3)]
    assert [week and week.monday for week in asked] == [None, MONDAY, MONDAY, None, None]
    await says(session, mentor, MONDAY, WeekAnswer.SAME)
    assert await open_question(session, mentor.person_id, MONDAY) is None


async def test_mind_may_change_until_the_week_ends(session: AsyncSession, mentor: Mentor) -> None:
    await opens(session, mentor, MONDAY)
    await says(session, mentor, MONDAY, WeekAnswer.NONE)
    before = mentor.version
    assert await answer(
        session, mentor, MONDAY, WeekAnswer.LESS, sunday_before(MONDAY), MONDAY + timedelta(days=6)
    ) is Pace.LESS  # fmt: skip
    assert mentor.version == before + 1
    with pytest.raises(WeekMissing):
        await answer(session, mentor, MONDAY, WeekAnswer.SAME, sunday_before(MONDAY), MONDAY + WEEK)
    assert await pace_of(session, mentor.person_id, MONDAY) is Pace.LESS


async def test_week_that_nobody_asked_about_cannot_be_answered(session: AsyncSession, mentor: Mentor) -> None:
    with pytest.raises(WeekMissing):
        await says(session, mentor, MONDAY, WeekAnswer.NONE)
    assert await pace_of(session, mentor.person_id, MONDAY) is Pace.FULL
