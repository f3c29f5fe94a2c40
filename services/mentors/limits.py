"""How much a mentor takes on: absences, the pace of each week, and the most sessions of a week and of a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Mentor, MentorAbsence, MentorWeek, Pace

_COUNTED = (MeetingState.SCHEDULED, MeetingState.HELD)


def monday_of(day: date) -> date:
    """The Monday with which the week of this day begins."""
    return day - timedelta(days=day.weekday())


def most_in_week(most_per_week: int, pace: Pace) -> int:
    """The most sessions of a week at this pace: `LESS` is half of the usual, at least one."""
    return {Pace.FULL: most_per_week, Pace.LESS: max(1, most_per_week // 2), Pace.NONE: 0}[pace]


@dataclass(frozen=True)
class Limits:
    """What holds for one mentor between two instants. Weeks are named by their Monday, months by their first day."""

    zone: ZoneInfo
    most_per_week: int
    most_per_month: int
    absences: Sequence[tuple[date, date]]
    paces: Mapping[date, Pace]
    in_week: Mapping[date, int]
    in_month: Mapping[date, int]

    def allow(self, starts_at: datetime) -> bool:
        """Whether one more session may begin at this instant, which lies between the two."""
        day = starts_at.astimezone(self.zone).date()
        monday = monday_of(day)
        most = most_in_week(self.most_per_week, self.paces.get(monday, Pace.FULL))
        return (
            not any(first <= day <= last for first, last in self.absences)
            and self.in_week.get(monday, 0) < most
            and self.in_month.get(day.replace(day=1), 0) < self.most_per_month
        )


async def limits_of(
    session: AsyncSession,
    mentor_id: int,
    earliest: datetime,
    latest: datetime,
    zone: ZoneInfo,
    moving: int | None = None,
) -> Limits:
    """The limits of a mentor for sessions that begin between these instants; the meeting `moving` is not counted."""
    first_day, last_day = earliest.astimezone(zone).date(), latest.astimezone(zone).date()
    m, a, w = Mentor, MentorAbsence, MentorWeek
    most = (await session.execute(select(m.most_per_week, m.most_per_month).where(m.person_id == mentor_id))).one()
    absences = await session.execute(
        select(a.first_on, a.last_on).where(a.mentor_id == mentor_id, a.last_on >= first_day, a.first_on <= last_day)
    )
    paces = await session.execute(
        select(w.monday, w.pace).where(w.mentor_id == mentor_id, w.monday >= monday_of(first_day), w.monday <= last_day)
    )
    days = await _session_days(session, mentor_id, first_day, last_day, zone, moving)
    return Limits(
        zone=zone,
        most_per_week=most.most_per_week,
        most_per_month=most.most_per_month,
        absences=[(row.first_on, row.last_on) for row in absences],
        paces={row.monday: row.pace for row in paces},
        in_week=Counter(monday_of(day) for day in days),
        in_month=Counter(day.replace(day=1) for day in days),
    )


async def _session_days(
    session: AsyncSession, mentor_id: int, first_day: date, last_day: date, zone: ZoneInfo, moving: int | None
) -> list[date]:
    """The day of each session that counts, in all weeks and months that these days touch."""
    start = min(monday_of(first_day), first_day.replace(day=1))
    end = max(monday_of(last_day) + timedelta(days=7), (last_day.replace(day=1) + timedelta(days=31)).replace(day=1))
    query = select(Meeting.id, Meeting.starts_at).where(
        Meeting.mentor_id == mentor_id,
        Meeting.starts_at >= datetime.combine(start, time(), zone),
        Meeting.starts_at < datetime.combine(end, time(), zone),
        Meeting.state.in_(_COUNTED),
    )
    found = await session.execute(query)
    return [row.starts_at.astimezone(zone).date() for row in found if row.id != moving]
