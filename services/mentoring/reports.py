"""Complaints about the other side of a session: the talk stops, staff settle it, and nobody else learns of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MessageKind, Person, Report, ReportState, Side
from services import audit, roles
from services.errors import NotAllowed, ReportMissing
from services.mentoring import rooms
from services.roles import Act
from services.tickets import Said

MOST_CHARACTERS = 3000


async def report(session: AsyncSession, meeting: Meeting, side: Side, said: Said | None, now: datetime) -> Report:
    """Keeps what this side complains about, and ends the talk. A complaint that is open already is given back as it is.

    `said` is the message of the other that was pressed, if one was.
    """
    query = select(Report).where(
        Report.meeting_id == meeting.id,
        Report.reporter_id == meeting.person_of(side),
        Report.state == ReportState.OPEN,
    )
    existing = await session.scalar(query)
    await rooms.close(session, meeting, now)
    if existing is not None:
        return existing
    made = Report(
        meeting=meeting,
        reporter_id=meeting.person_of(side),
        reported_id=meeting.person_of(side.other),
        words=(said.words or "")[:MOST_CHARACTERS] or None if said else None,
        file_kind=said.kind if said and said.kind is not MessageKind.TEXT else None,
        file_id=said.file_id if said else None,
        reported_at=now,
        state=ReportState.OPEN,
    )
    session.add(made)
    await session.flush()
    return made


async def open_reports(session: AsyncSession, by: Person | None) -> list[Report]:
    """What staff have to settle, oldest first. Raises NotAllowed."""
    roles.require(by, Act.SETTLE_REPORTS)
    query = select(Report).where(Report.state == ReportState.OPEN).order_by(Report.reported_at, Report.id)
    return list(await session.scalars(query.limit(50)))


async def office_report(session: AsyncSession, by: Person | None, report_id: int | None) -> Report:
    """An open report, for staff who are not a side of it. Raises NotAllowed before it looks, or ReportMissing."""
    person = roles.require(by, Act.SETTLE_REPORTS)
    found = await session.get(Report, report_id) if report_id is not None else None
    if found is None or found.state is not ReportState.OPEN:
        raise ReportMissing
    if person.id in (found.reporter_id, found.reported_id):
        raise NotAllowed
    return found


async def settle(session: AsyncSession, report: Report, by: Person, state: ReportState, now: datetime) -> None:
    """Ends it; what was written is not needed any more and goes."""
    report.state, report.settled_by_id, report.settled_at = state, by.id, now
    report.words = report.file_kind = report.file_id = None
    audit.record(session, by, "report_settled", "report", report.id, now, state.value)
    await session.flush()
