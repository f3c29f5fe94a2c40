"""The weekly question, "Minggu ini bisa?": who is asked, what an answer means, and what silence means.

Every Sunday each active mentor with hours gets a row for the week that begins the next day, with the pace of the week
before: that holds until there is an answer. After two weeks in a row without one the mentor rests and is not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, MentorHour, MentorState, MentorWeek, Pace
from services.errors import WeekMissing
from services.mentors.limits import monday_of
from services.mentors.locking import lock
from services.mentors.rest import rest

SUNDAY = 6
SUNDAY_CARD_HOUR = 18
MOST_SILENT_WEEKS = 2
_WEEK = timedelta(days=7)


class WeekAnswer(StrEnum):
    """What a mentor may say about a week."""

    SAME = "same"
    """As last week."""
    FULL = "full"
    """As usual, after a week of less."""
    LESS = "less"
    NONE = "none"


def card_hour_on(mentor: Mentor, day: date) -> int:
    """The local hour of the mentor's card on this day: on Sundays not before the evening."""
    return max(mentor.card_hour, SUNDAY_CARD_HOUR) if day.weekday() == SUNDAY else mentor.card_hour


def asked_about(today: date) -> date:
    """The Monday of the week that is asked about today: on Sundays the next one, on other days the last."""
    return monday_of(today + timedelta(days=1))


def carried_on(former: Pace | None) -> Pace:
    """What "as last week" means after a week at this pace; a week without sessions does not make the next one so."""
    return Pace.LESS if former is Pace.LESS else Pace.FULL


async def pace_of(session: AsyncSession, mentor_id: int, monday: date) -> Pace:
    """What holds for this week."""
    week = await session.get(MentorWeek, (mentor_id, monday))
    return week.pace if week is not None else Pace.FULL


async def to_be_opened(session: AsyncSession, monday: date, most: int) -> Sequence[Mentor]:
    """The active mentors with hours who have no row for this week yet."""
    m = Mentor
    has_hours = exists().where(MentorHour.mentor_id == m.person_id)
    has_week = exists().where(MentorWeek.mentor_id == m.person_id, MentorWeek.monday == monday)
    query = select(m).where(m.state == MentorState.ACTIVE, has_hours, ~has_week).order_by(m.person_id).limit(most)
    return (await session.scalars(query)).all()


async def open_week(session: AsyncSession, mentor: Mentor, monday: date, now: datetime) -> None:
    """Counts the silence of the week before, and opens the next one (or the mentor rests). A second time does nothing.

    A week that nobody asked about, as the bot was away, counts neither way.
    """
    await lock(session, mentor)
    if mentor.state is not MentorState.ACTIVE or await session.get(MentorWeek, (mentor.person_id, monday)) is not None:
        return
    former = await session.get(MentorWeek, (mentor.person_id, monday - _WEEK))
    if former is not None and former.answered_at is None:
        mentor.weeks_silent += 1
    if mentor.weeks_silent >= MOST_SILENT_WEEKS:
        await rest(session, mentor, None, now, monday)
        return
    pace = carried_on(former.pace if former is not None else None)
    session.add(MentorWeek(mentor_id=mentor.person_id, monday=monday, pace=pace, asked_at=now))
    mentor.version += 1
    await session.flush()


async def open_question(session: AsyncSession, mentor_id: int, today: date) -> MentorWeek | None:
    """The week that the mentor is asked about and has not answered: on Sunday, and for the late on Monday."""
    if today.weekday() not in (SUNDAY, 0):
        return None
    week = await session.get(MentorWeek, (mentor_id, asked_about(today)))
    return week if week is not None and week.answered_at is None else None


async def answer(
    session: AsyncSession, mentor: Mentor, monday: date, said: WeekAnswer, now: datetime, today: date
) -> Pace:
    """Keeps what a mentor says about a week, as often as the mentor likes until the week ends; gives what holds now.

    Raises WeekMissing for a week that was not asked about or is over.
    """
    await lock(session, mentor)
    week = await session.get(MentorWeek, (mentor.person_id, monday))
    if week is None or monday + _WEEK <= today:
        raise WeekMissing
    if said is WeekAnswer.SAME:
        former = await session.get(MentorWeek, (mentor.person_id, monday - _WEEK))
        week.pace = carried_on(former.pace if former is not None else None)
    else:
        week.pace = Pace(said.value)
    week.answered_at = now
    mentor.weeks_silent = 0
    mentor.version += 1
    await session.flush()
    return week.pace
