"""Four eyes, where four are there: when the member of staff who asked may confirm alone.

Another one confirms, as long as another was active within three working days. Otherwise the first one may,
half an hour after asking: time to read it once more. So nothing waits for ever on an office of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.holidays import is_holiday
from durable.inbox import conversations
from models import Account, Role
from services.roles import Act, who_may

READS_AGAIN = timedelta(minutes=30)
ACTIVE_DAYS = 3
_SATURDAY = 5


@dataclass(frozen=True)
class Place:
    """Where staff write from, the bot and the channel of its chats, and whose days count."""

    bot: int
    channel: str
    zone: tzinfo


async def alone_from(
    session: AsyncSession, place: Place, first_id: int, asked_at: datetime, act: Act = Act.EDIT_FAQ
) -> datetime:
    """When this person may confirm what they asked for themselves, as things stand: a confirmation is an `act`.

    It moves on when another member of staff writes.
    """
    c = conversations.c
    query = (
        select(func.max(c.last_heard_at))
        .join(Account, (Account.chat_id == c.chat_id) & (Account.channel == place.channel))
        .join(Role, Role.person_id == Account.person_id)
        .where(c.bot == place.bot, Account.person_id != first_id)
        .where(Role.kind.in_(tuple(who_may(act))), Role.revoked_at.is_(None))
    )
    heard = await session.scalar(query)
    rested = asked_at + READS_AGAIN
    return rested if heard is None else max(rested, working_days_after(heard, ACTIVE_DAYS, place.zone))


def working_days_after(start: datetime, days: int, zone: tzinfo) -> datetime:
    """The same time of day so many working days later: Monday to Friday, without holidays."""
    local = start.astimezone(zone)
    while days:
        local += timedelta(days=1)
        days -= is_working_day(local.date())
    return local.astimezone(start.tzinfo)


def is_working_day(day: date) -> bool:
    """Monday to Friday, without holidays."""
    return day.weekday() < _SATURDAY and not is_holiday(day)
