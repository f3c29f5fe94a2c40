"""What of mentors waits for staff: requests that nobody could take, people who want to be mentors, complaints."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, Mentor, MentorState, Report, ReportState, RequestState


@dataclass(frozen=True)
class LeftToStaff:
    """How many wait."""

    requests: int
    applications: int
    reports: int

    @property
    def is_nothing(self) -> bool:
        return not (self.requests or self.applications or self.reports)


async def left_to(session: AsyncSession, person_id: int) -> LeftToStaff:
    """What waits for this member of staff, who does not hear of complaints made by or about him- or herself."""
    return LeftToStaff(
        requests=await _count(session, HelpRequest.state == RequestState.STAFF),
        applications=await _count(session, Mentor.state == MentorState.APPLIED, Mentor.person_id != person_id),
        reports=await _count(
            session,
            Report.state == ReportState.OPEN,
            Report.reporter_id != person_id,
            Report.reported_id != person_id,
        ),
    )


async def _count(session: AsyncSession, *which: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).where(*which)) or 0
