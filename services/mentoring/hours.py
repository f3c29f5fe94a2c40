"""The hours at which a request could be met by one mentor."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, Mentor, MentorState, Offer
from services.matchmaking.window import Window
from services.mentoring import booking, requests
from services.mentors import availability
from services.office_clock import OfficeClock
from services.week import PARTS, Part

SHORT_LEAD = timedelta(hours=3)
"""The first hour a mentor who answers now can choose: time for the producer to read of it."""
HORIZON = timedelta(days=14)
FARTHEST = timedelta(days=60)
"""How far ahead somebody may propose an hour."""


async def first_hour(
    session: AsyncSession, request: HelpRequest, mentor_id: int, now: datetime, office: OfficeClock
) -> datetime | None:
    """The first hour at which this mentor and the producer can meet; None when there is none, or no such mentor."""
    mentor = await session.get(Mentor, mentor_id)
    if mentor is None or mentor.state is not MentorState.ACTIVE:
        return None
    window = Window.after(now, office.zone)
    found = await _free(session, request, mentor_id, window.earliest, window, 1)
    return found[0] if found else None


async def other_hours(
    session: AsyncSession, offer: Offer, now: datetime, office: OfficeClock, *, most: int = 6
) -> list[datetime]:
    """Hours at which both can, other than the one proposed."""
    window = Window.after(now, office.zone)
    found = await _free(session, offer.request, offer.mentor_id, now + SHORT_LEAD, window, most + 1)
    return [each for each in found if each != offer.starts_at][:most]


async def are_free(
    session: AsyncSession, people: tuple[int, int], starts_at: datetime, now: datetime, *, but: int | None = None
) -> bool:
    """Whether an hour lies ahead and neither of the two is booked then, except by the meeting `but`."""
    return starts_at > now and not await booking.booked(
        session, people, starts_at, starts_at + availability.MEETING_LASTS, but=but
    )


async def free_of_day(
    session: AsyncSession,
    people: tuple[int, int],
    day: date,
    part: Part | None,
    now: datetime,
    zone: ZoneInfo,
    *,
    but: int | None = None,
) -> list[datetime]:
    """The hours of this day (or part of it) at which `are_free`, unless they are far off."""
    named = [PARTS[part]] if part is not None else list(PARTS.values())
    starts = [datetime.combine(day, time(hour), zone).astimezone(UTC) for each in named for hour in each]
    return [each for each in starts if each <= now + FARTHEST and await are_free(session, people, each, now, but=but)]


async def renew(session: AsyncSession, offer: Offer, now: datetime, office: OfficeClock) -> None:
    """Proposes another hour where the proposed one is over, near, or taken meanwhile; stays where there is none."""
    people = offer.mentor_id, offer.request.producer_id
    if offer.starts_at > now + SHORT_LEAD and await are_free(session, people, offer.starts_at, now):
        return
    window, soon = Window.after(now, office.zone), now + SHORT_LEAD
    for earliest in (max(soon, offer.starts_at), soon):  # rather later than sooner: the producer was told of the other
        if found := await _free(session, offer.request, offer.mentor_id, earliest, window, 1):
            offer.starts_at = found[0]
            return


async def _free(
    session: AsyncSession, request: HelpRequest, mentor_id: int, earliest: datetime, window: Window, most: int
) -> list[datetime]:
    wanted = requests.hours_wanted(request)
    return await availability.free_starts(
        session, mentor_id, request.producer_id, wanted, earliest, window.latest, window.zone, most=most
    )
