"""Mentoring in figures: what was asked for and waits, what was held, what came to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, Meeting, MeetingRating, MeetingState, RequestState, Side
from services.mentoring.requests import OPEN
from services.statistics.periods import Period


@dataclass(frozen=True)
class MeetingFigures:
    """Of the sessions whose hour was in the time looked at: how many in each state; and what waits now.

    `stars` is what producers gave on average, None where none gave any.
    """

    states: Mapping[MeetingState, int]
    asked: int
    waiting: int
    stars: float | None

    @property
    def booked(self) -> int:
        """How many were booked, whatever became of them."""
        return sum(self.states.values())


async def meetings_in(session: AsyncSession, period: Period) -> MeetingFigures:
    """Sessions that ended in the period, and requests made in it; what waits, waits now."""
    states: dict[MeetingState, int] = dict.fromkeys(MeetingState, 0)
    states.update((state, count) for state, count in await session.execute(states_query(period)))
    stars = await session.scalar(stars_query(period))
    return MeetingFigures(
        states=states,
        asked=await session.scalar(asked_query(period)) or 0,
        waiting=await session.scalar(select(func.count(HelpRequest.id)).where(HelpRequest.state.in_(OPEN))) or 0,
        stars=round(float(stars), 1) if stars is not None else None,
    )


def states_query(period: Period) -> Select[MeetingState, int]:
    """What became of them; naming every state lets the index over state and time be used."""
    counted = select(Meeting.state, func.count(Meeting.id)).where(
        Meeting.state.in_(MeetingState), Meeting.ends_at > period.start, Meeting.ends_at <= period.end
    )
    return counted.group_by(Meeting.state)


def stars_query(period: Period) -> Select[float]:
    """What producers gave on average."""
    given = select(func.avg(MeetingRating.stars)).join(Meeting, Meeting.id == MeetingRating.meeting_id)
    held = (Meeting.state == MeetingState.HELD, Meeting.ends_at > period.start, Meeting.ends_at <= period.end)
    return given.where(MeetingRating.side == Side.PRODUCER, *held)


def asked_query(period: Period) -> Select[int]:
    """How many requests were made."""
    return select(func.count(HelpRequest.id)).where(
        HelpRequest.state.in_(RequestState),
        HelpRequest.opened_at > period.start,
        HelpRequest.opened_at <= period.end,
    )
