"""What of a person decides when they are reminded: what they wished for, and how far away they live."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, District, Mentor, Occasion, ReminderWishes
from services.reminders.rules import Recipient


async def recipients(session: AsyncSession, people: Collection[int]) -> Mapping[int, Recipient]:
    """Of each of these people. Remote is who lives, as a mentor or with any business, in a remote district."""
    wishes = await session.scalars(select(ReminderWishes).where(ReminderWishes.person_id.in_(people)))
    wished = {row.person_id: row for row in wishes}
    remote = await _remote(session, people)
    return {person: _recipient(wished.get(person), person in remote) for person in people}


def _recipient(wishes: ReminderWishes | None, is_remote: bool) -> Recipient:
    if wishes is None:
        return Recipient(is_remote)
    wants = {Occasion.DAY_BEFORE: wishes.wants_day_before, Occasion.HOUR_BEFORE: wishes.wants_hour_before}
    return Recipient(is_remote, window_of(wishes), frozenset(each for each, wanted in wants.items() if not wanted))


def window_of(wishes: ReminderWishes) -> tuple[int, int] | None:
    """The signal window, where one was told."""
    if wishes.signal_from is None or wishes.signal_until is None:
        return None
    return wishes.signal_from, wishes.signal_until


async def _remote(session: AsyncSession, people: Collection[int]) -> frozenset[int]:
    mentors = select(Mentor.person_id).join(District, District.id == Mentor.district_id)
    owners = select(Business.owner_id).join(District, District.id == Business.district_id)
    either = union(
        mentors.where(Mentor.person_id.in_(people), District.is_remote),
        owners.where(Business.owner_id.in_(people), District.is_remote),
    )
    return frozenset(await session.scalars(either))
