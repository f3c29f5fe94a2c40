"""How somebody wants to be reminded. Every change plans what lies ahead of this person anew, at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Occasion, Person, ReminderWishes
from services.errors import WindowRefused
from services.office_clock import OfficeClock
from services.reminders.allowed import Window, is_within_quiet_hours
from services.reminders.planning import plan_again


async def wishes_of(session: AsyncSession, person_id: int, now: datetime) -> ReminderWishes:
    """What this person wishes; where nothing was said, what holds for everybody (not kept until it is changed)."""
    found = await session.get(ReminderWishes, person_id)
    return found or ReminderWishes(
        person_id=person_id, wants_day_before=True, wants_hour_before=True, changed_at=now,
        signal_from=None, signal_until=None, signal_asked_at=None,
    )  # fmt: skip


async def keep_occasion(
    session: AsyncSession, person: Person, occasion: Occasion, now: datetime, office: OfficeClock, *, is_wanted: bool
) -> ReminderWishes:
    """Turns a reminder before sessions on or off; only those two can be."""
    wishes = await wishes_of(session, person.id, now)
    if occasion is Occasion.DAY_BEFORE:
        wishes.wants_day_before = is_wanted
    elif occasion is Occasion.HOUR_BEFORE:
        wishes.wants_hour_before = is_wanted
    return await _keep(session, wishes, now, office)


async def keep_window(
    session: AsyncSession, person: Person, window: Window | None, now: datetime, office: OfficeClock
) -> ReminderWishes:
    """When this person has a connection; None: any time. Raises WindowRefused where nobody is reminded then."""
    if window is not None and is_within_quiet_hours(office.quiet_hours, window):
        start, end = office.quiet_hours
        raise WindowRefused("refused_window_quiet", start=f"{start:%H.%M}", end=f"{end:%H.%M}")
    wishes = await wishes_of(session, person.id, now)
    wishes.signal_from, wishes.signal_until = window or (None, None)
    wishes.signal_asked_at = wishes.signal_asked_at or now
    return await _keep(session, wishes, now, office)


async def is_to_be_asked(session: AsyncSession, person_id: int, now: datetime) -> bool:
    """Whether this person is to be asked for the signal window now; marks it: everybody is asked once."""
    wishes = await wishes_of(session, person_id, now)
    if wishes.signal_asked_at is not None:
        return False
    wishes.signal_asked_at = now
    session.add(wishes)
    await session.flush()
    return True


async def _keep(session: AsyncSession, wishes: ReminderWishes, now: datetime, office: OfficeClock) -> ReminderWishes:
    wishes.changed_at = now
    session.add(wishes)
    await session.flush()
    await plan_again(session, wishes.person_id, now, office)
    return wishes
