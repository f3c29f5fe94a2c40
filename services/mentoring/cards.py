"""Who is due for the one message of a day: at the hour the mentor chose, or the first hour after quiet ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import lazyload

from durable.inbox import insert_ignoring
from models import Mentor, MentorCard, MentorState
from services.mentors import weeks
from services.office_clock import OfficeClock

_HAVE_CARDS = (MentorState.ACTIVE, MentorState.RESTING)
_table: Table = MentorCard.__table__  # type: ignore[assignment]


@dataclass(frozen=True, order=True)
class Slot:
    """An hour of a day where the office is."""

    day: date
    hour: int

    def kept(self) -> str:
        """As it is kept between two ticks."""
        return f"{self.day.isoformat()} {self.hour}"


def slot_of(now: datetime, office: OfficeClock) -> Slot:
    """The hour that it is."""
    local = now.astimezone(office.zone)
    return Slot(local.date(), local.hour)


def read_slot(kept: str | None) -> Slot | None:
    """What `Slot.kept` wrote."""
    day, _, hour = (kept or "").partition(" ")
    return Slot(date.fromisoformat(day), int(hour)) if hour else None


def hour_of(mentor: Mentor, day: date, office: OfficeClock) -> int:
    """The hour of this day's card: what the mentor chose, never inside quiet hours."""
    hour = weeks.card_hour_on(mentor, day)
    start, end = office.quiet_hours
    at = time(hour)
    is_quiet = start <= at < end if start <= end else at >= start or at < end
    return end.hour + (end.minute > 0) if is_quiet else hour


def next_at(mentor: Mentor, now: datetime, office: OfficeClock, *, had_today: bool) -> datetime:
    """When the next card of this mentor goes out, if it has something to tell."""
    day = now.astimezone(office.zone).date()
    today = at(mentor, day, office)
    return today if today > now and not had_today else at(mentor, day + timedelta(days=1), office)


def at(mentor: Mentor, day: date, office: OfficeClock) -> datetime:
    """The moment of this day's card."""
    return datetime.combine(day, time(hour_of(mentor, day, office)), office.zone)


async def due(session: AsyncSession, last: Slot | None, now: Slot, office: OfficeClock) -> list[int]:
    """The mentors whose hour has come since the last look, without those who had a card today."""
    first = last.hour + 1 if last is not None and last.day == now.day else 0
    had = select(MentorCard.mentor_id).where(MentorCard.sent_on == now.day)
    query = select(Mentor).where(Mentor.state.in_(_HAVE_CARDS), Mentor.person_id.not_in(had))
    mentors = await session.scalars(query.order_by(Mentor.person_id).options(lazyload("*")))
    return [each.person_id for each in mentors if first <= hour_of(each, now.day, office) <= now.hour]


async def names_of_last(session: AsyncSession, mentor_id: int) -> list[str]:
    """What stood on the last card of a mentor."""
    query = select(MentorCard.names).where(MentorCard.mentor_id == mentor_id)
    return (await session.scalar(query.order_by(MentorCard.sent_on.desc()).limit(1)) or "").split()


async def begin(session: AsyncSession, mentor_id: int, day: date, names: list[str], now: datetime) -> bool:
    """Keeps that the card of this day goes out; False when it has already, from whatever clock."""
    connection = await session.connection()
    row = {"mentor_id": mentor_id, "sent_on": day, "sent_at": now, "names": " ".join(names)}
    statement = insert_ignoring(connection, _table).values(row).returning(MentorCard.mentor_id)
    return (await connection.execute(statement)).first() is not None
