"""Who answers: the chats of staff, who of them is at work, and whom a ticket concerns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.inbox import conversations
from models import Account, Role, RoleKind, Ticket
from services.roles import Act, who_may
from services.working_time import OfficeHours, add_working_time

AT_WORK_DAYS = 1
"""Who has written to the bot within so many working days counts as being at work."""


@dataclass(frozen=True)
class StaffChat:
    """A chat of somebody who may do something for the office."""

    person_id: int
    chat_id: int
    is_admin: bool


async def staff_chats(session: AsyncSession, channel: str, act: Act = Act.ANSWER_TICKETS) -> list[StaffChat]:
    """The chats of everybody who may do this to any row now, in the order of their ids."""
    is_admin = func.max(case((Role.kind == RoleKind.ADMIN, 1), else_=0))
    query = (
        select(Account.person_id, Account.chat_id, is_admin)
        .join(Role, Role.person_id == Account.person_id)
        .where(Account.channel == channel, Role.revoked_at.is_(None), Role.kind.in_(who_may(act)))
        .group_by(Account.person_id, Account.chat_id)
        .order_by(Account.chat_id)
    )
    return [StaffChat(person, chat, bool(admin)) for person, chat, admin in (await session.execute(query))]


def concerned(ticket: Ticket, staff: Sequence[StaffChat], at_work: Collection[int]) -> list[StaffChat]:
    """Who is to be told of a waiting ticket: whoever has claimed it and is at work, else everybody."""
    own = [each for each in staff if each.person_id == ticket.claimed_by_id and each.person_id in at_work]
    return own or list(staff)


async def staff_at_work(
    session: AsyncSession, channel: str, bot: int, hours: OfficeHours, zone: ZoneInfo, now: datetime
) -> frozenset[int]:
    """The ids of those who may answer and have written to the bot within one working day."""
    staff = {each.chat_id: each.person_id for each in await staff_chats(session, channel)}
    c = conversations.c
    query = select(c.chat_id, c.last_heard_at).where(c.bot == bot, c.chat_id.in_(staff))
    heard = await session.execute(query.where(c.last_heard_at.is_not(None)))
    return frozenset(
        staff[chat] for chat, at in heard if now <= add_working_time(at, hours, days=AT_WORK_DAYS, zone=zone)
    )
