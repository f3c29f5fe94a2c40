"""What mentors did: sessions held and missed, classes, and how long producers waited for a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, Meeting, MeetingState, Person, RequestState, SeatState, Workshop, WorkshopSeat
from models import WorkshopState as State
from services.statistics.periods import Period

MOST_MEASURED = 1000
_DAY_SECONDS = 86400


@dataclass(frozen=True)
class MentorFigures:
    """Of one mentor: sessions held, and those to which one of the two did not come."""

    mentor_id: int
    name: str | None
    held: int
    missed: int


@dataclass(frozen=True)
class ClassFigures:
    """Classes that were held, and how many people came to them."""

    held: int
    came: int


async def mentors_in(session: AsyncSession, period: Period) -> list[MentorFigures]:
    """Every mentor with a session that was held or missed, most held first."""
    return [MentorFigures(*row) for row in await session.execute(mentors_query(period))]


async def classes_in(session: AsyncSession, period: Period) -> ClassFigures:
    """Classes that ended in the period."""
    is_held = (Workshop.state == State.HELD, Workshop.starts_at > period.start, Workshop.starts_at <= period.end)
    came = select(func.count()).select_from(WorkshopSeat).join(Workshop, Workshop.id == WorkshopSeat.workshop_id)
    return ClassFigures(
        held=await session.scalar(select(func.count(Workshop.id)).where(*is_held)) or 0,
        came=await session.scalar(came.where(*is_held, WorkshopSeat.state == SeatState.CAME)) or 0,
    )


async def days_until_booked(session: AsyncSession, period: Period) -> float | None:
    """After how many days the middle one of the requests made in the period had its session booked."""
    rows = (await session.execute(booked_query(period).limit(MOST_MEASURED))).all()
    waits = [(booked - opened).total_seconds() / _DAY_SECONDS for opened, booked in rows if booked is not None]
    return round(median(waits), 1) if waits else None


def mentors_query(period: Period) -> Select[int, str | None, int, int]:
    """By what became of the sessions that ended in the period."""
    held = func.count(Meeting.id).filter(Meeting.state == MeetingState.HELD)
    missed = func.count(Meeting.id).filter(Meeting.state == MeetingState.NO_SHOW)
    is_over = Meeting.state.in_((MeetingState.HELD, MeetingState.NO_SHOW))
    is_in = (Meeting.ends_at > period.start, Meeting.ends_at <= period.end)
    query = select(Meeting.mentor_id, Person.name, held, missed).join(Person, Person.id == Meeting.mentor_id)
    return (
        query.where(is_over, *is_in).group_by(Meeting.mentor_id, Person.name).order_by(held.desc(), Meeting.mentor_id)
    )


def booked_query(period: Period) -> Select[datetime, datetime | None]:
    """When each request was made and its first session was booked, the newest first."""
    booked = select(func.min(Meeting.booked_at)).where(Meeting.request_id == HelpRequest.id).scalar_subquery()
    is_in = (HelpRequest.opened_at > period.start, HelpRequest.opened_at <= period.end)
    query = select(HelpRequest.opened_at, booked).where(HelpRequest.state.in_(RequestState), *is_in)
    return query.where(booked.is_not(None)).order_by(HelpRequest.opened_at.desc())
