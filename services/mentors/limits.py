"""How much a mentor takes on: absences, the pace of each week, and the most sessions of a week and of a month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Mentor, MentorAbsence, MentorWeek, Pace

_COUNTED = (MeetingState.SCHEDULED, MeetingState.HELD)

# Built once, on the tables: matching asks these for every request, and building them took longer than answering them.
_mentors: BindParameter[Any] = bindparam("mentors", expanding=True)
_m, _a = Mentor.__table__.c, MentorAbsence.__table__.c
_w, _s = MentorWeek.__table__.c, Meeting.__table__.c
_most = select(_m.person_id, _m.most_per_week, _m.most_per_month).where(_m.person_id.in_(_mentors))
_absences = select(_a.mentor_id, _a.first_on, _a.last_on).where(
    _a.mentor_id.in_(_mentors), _a.last_on >= bindparam("first"), _a.first_on <= bindparam("last")
)
_paces = select(_w.mentor_id, _w.monday, _w.pace).where(
    _w.mentor_id.in_(_mentors), _w.monday >= bindparam("monday"), _w.monday <= bindparam("last")
)
_sessions = select(_s.id, _s.mentor_id, _s.starts_at).where(
    _s.mentor_id.in_(_mentors),
    _s.starts_at >= bindparam("from"),
    _s.starts_at < bindparam("until"),
    _s.state.in_(_COUNTED),
)


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
        return self.room_on(starts_at.astimezone(self.zone).date()) > 0

    def room_on(self, day: date) -> int:
        """How many more sessions the week and the month of this day take; none on a day of absence."""
        if any(first <= day <= last for first, last in self.absences):
            return 0
        monday = monday_of(day)
        week = most_in_week(self.most_per_week, self.paces.get(monday, Pace.FULL)) - self.in_week.get(monday, 0)
        return max(0, min(week, self.most_per_month - self.in_month.get(day.replace(day=1), 0)))

    def with_one_more(self, starts_at: datetime) -> Limits:
        """The same limits when a session that begins then is counted as well."""
        day = starts_at.astimezone(self.zone).date()
        return replace(
            self,
            in_week=Counter(self.in_week) + Counter([monday_of(day)]),
            in_month=Counter(self.in_month) + Counter([day.replace(day=1)]),
        )

    def sessions_in_week(self, starts_at: datetime) -> int:
        """How many sessions the week of this instant has already."""
        return self.in_week.get(monday_of(starts_at.astimezone(self.zone).date()), 0)


async def limits_of(
    session: AsyncSession,
    mentor_id: int,
    earliest: datetime,
    latest: datetime,
    zone: ZoneInfo,
    moving: int | None = None,
) -> Limits:
    """The limits of a mentor for sessions that begin between these instants; the meeting `moving` is not counted."""
    return (await limits_of_all(session, [mentor_id], earliest, latest, zone, moving))[mentor_id]


async def limits_of_all(
    session: AsyncSession,
    mentor_ids: Collection[int],
    earliest: datetime,
    latest: datetime,
    zone: ZoneInfo,
    moving: int | None = None,
) -> dict[int, Limits]:
    """The same for many mentors, in as few questions."""
    first_day, last_day = earliest.astimezone(zone).date(), latest.astimezone(zone).date()
    asked = {"mentors": mentor_ids, "first": first_day, "monday": monday_of(first_day), "last": last_day}
    absences: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for mentor, first_on, last_on in await session.execute(_absences, asked):
        absences[mentor].append((first_on, last_on))
    paces: dict[int, dict[date, Pace]] = defaultdict(dict)
    for mentor, monday, pace in await session.execute(_paces, asked):
        paces[mentor][monday] = pace
    days = await _session_days(session, mentor_ids, first_day, last_day, zone, moving)
    return {
        row.person_id: Limits(
            zone=zone,
            most_per_week=row.most_per_week,
            most_per_month=row.most_per_month,
            absences=absences[row.person_id],
            paces=paces[row.person_id],
            in_week=Counter(map(monday_of, days[row.person_id])),
            in_month=Counter(day.replace(day=1) for day in days[row.person_id]),
        )
        for row in await session.execute(_most, asked)
    }


async def _session_days(
    session: AsyncSession,
    mentor_ids: Collection[int],
    first_day: date,
    last_day: date,
    zone: ZoneInfo,
    moving: int | None,
) -> dict[int, list[date]]:
    """{mentor: the day of each session that counts}, in all weeks and months that these days touch."""
    start = min(monday_of(first_day), first_day.replace(day=1))
    end = max(monday_of(last_day) + timedelta(days=7), (last_day.replace(day=1) + timedelta(days=31)).replace(day=1))
    asked = {
        "mentors": mentor_ids,
        "from": datetime.combine(start, time(), zone),
        "until": datetime.combine(end, time(), zone),
    }
    found: dict[int, list[date]] = defaultdict(list)
    for row in await session.execute(_sessions, asked):
        if row.id != moving:
            found[row.mentor_id].append(row.starts_at.astimezone(zone).date())
    return found
