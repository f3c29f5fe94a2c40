"""What an announcement would mean, before anything is sent: how many, who for example, until when, at what cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import NewsTopic, Person
from services.announcements.audience import Audience, Reach, reach_of, recipients_in
from services.office_clock import OfficeClock
from services.reach import Line
from services.reminders.allowed import allowed_time

EXAMPLES = 3
FREE_A_SECOND = 30
STARS_A_MESSAGE = 0.1
"""Of each message above the free ones in a second. From memory: not checked against Telegram's own page."""


@dataclass(frozen=True)
class Pace:
    """How fast the bot sends: messages in a second, 0 = as fast as it can; and whether more than the free ones."""

    rate: float
    is_paid: bool = False

    def takes(self, messages: int) -> timedelta:
        """The time for so many messages."""
        return timedelta(seconds=messages / self.rate if self.rate else 0)

    def stars(self, messages: int) -> float:
        """What so many messages cost; nothing without paying for it."""
        above = max(self.rate - FREE_A_SECOND, 0) / self.rate if self.is_paid and self.rate else 0
        return messages * above * STARS_A_MESSAGE


@dataclass(frozen=True)
class DryRun:
    """The answer. `names` are a few of those who get it."""

    reach: Reach
    names: Sequence[str]
    begins_at: datetime
    ends_at: datetime
    stars: float


async def dry_run(
    session: AsyncSession,
    audience: Audience,
    topic: NewsTopic,
    messages_each: int,
    send_at: datetime | None,
    line: Line,
    pace: Pace,
    office: OfficeClock,
    now: datetime,
) -> DryRun:
    """What it would mean as things stand. Each picture of an album is a message."""
    reach = await reach_of(session, audience, topic, line, now)
    messages = reach.reachable * messages_each
    begins_at = allowed_time(office.zone, office.quiet_hours).first_from(max(send_at or now, now))
    ends_at = finished_at(begins_at, pace.takes(messages), office)
    names = await _some_names(session, audience, topic, line, now)
    return DryRun(reach, names, begins_at, ends_at, pace.stars(messages))


def finished_at(begins_at: datetime, takes: timedelta, office: OfficeClock) -> datetime:
    """When something that takes so long and rests in the quiet hours is done."""
    allowed = allowed_time(office.zone, office.quiet_hours)
    at = allowed.first_from(begins_at)
    while (rest_at := _next_rest(at, office)) is not None and at + takes > rest_at:
        takes -= rest_at - at
        at = allowed.first_from(rest_at)
    return at + takes


def _next_rest(at: datetime, office: OfficeClock) -> datetime | None:
    """The next beginning of quiet hours; None where there are none."""
    start, end = office.quiet_hours
    if start == end:
        return None
    local = at.astimezone(office.zone)
    rest_at = datetime.combine(local.date(), time(start.hour, start.minute), office.zone)
    return rest_at if rest_at > local else rest_at + timedelta(days=1)


async def _some_names(
    session: AsyncSession, audience: Audience, topic: NewsTopic, line: Line, now: datetime
) -> Sequence[str]:
    """The first who get it and have a name."""
    order = recipients_in(audience, topic, line, now).subquery()
    query = select(Person.name).join(order, order.c.person_id == Person.id).where(Person.name.is_not(None))
    return [name for name in await session.scalars(query.order_by(order.c.position).limit(EXAMPLES)) if name]
