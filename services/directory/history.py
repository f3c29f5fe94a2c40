"""What happened with a person: how to reach them, their sessions, questions and announcements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.inbox import conversations
from models import Account, Announcement, AnnouncementRecipient, Business, Meeting, NewsStop, NewsTopic, Person, Ticket
from services.chats import find
from services.reach import Line

_SESSION_ORDER = (Meeting.starts_at.desc(), Meeting.id.desc())


@dataclass(frozen=True)
class Contact:
    """`helper` is the name of who writes for a person without a chat. `is_open`: the chat takes messages."""

    has_chat: bool
    is_open: bool
    heard_at: datetime | None
    helper: str | None
    phones: tuple[str, ...]


async def contact(session: AsyncSession, person: Person, line: Line) -> Contact:
    """How this person can be reached."""
    c = conversations.c
    heard = select(Account.id, c.last_heard_at, c.unreachable_at).outerjoin(
        conversations, (c.chat_id == Account.chat_id) & (c.bot == line.bot)
    )
    rows = (
        await session.execute(heard.where(Account.person_id == person.id, Account.channel == line.channel))
    ).all()  # fmt: skip
    phones = select(Business.phone).where(Business.owner_id == person.id, Business.phone.is_not(None)).distinct()
    return Contact(
        has_chat=bool(rows),
        is_open=any(row[2] is None for row in rows),
        heard_at=max((row[1] for row in rows if row[1] is not None), default=None),
        helper=None if rows else await _helper(session, person, line),
        phones=tuple(phone for phone in await session.scalars(phones.order_by(Business.phone)) if phone),
    )


async def _helper(session: AsyncSession, person: Person, line: Line) -> str | None:
    chat = (await find(session, Account.channel == line.channel, [person.id])).get(person.id)
    if chat is None:
        return None
    query = select(Person.name).join(Account, Account.person_id == Person.id)
    return await session.scalar(query.where(Account.channel == line.channel, Account.chat_id == int(chat)))


async def meetings(session: AsyncSession, person: Person, limit: int, offset: int) -> tuple[list[Meeting], int]:
    """The sessions of a person on either side, the latest first, and how many there are."""
    is_theirs = or_(Meeting.mentor_id == person.id, Meeting.producer_id == person.id)
    count = await session.scalar(select(func.count(Meeting.id)).where(is_theirs)) or 0
    query = select(Meeting).where(is_theirs).order_by(*_SESSION_ORDER).limit(limit).offset(offset)
    return list(await session.scalars(query)), count


async def questions(session: AsyncSession, person: Person, limit: int, offset: int) -> tuple[list[Ticket], int]:
    """The questions to staff, the latest first, and how many there are."""
    is_theirs = Ticket.asker_id == person.id
    count = await session.scalar(select(func.count(Ticket.id)).where(is_theirs)) or 0
    query = select(Ticket).where(is_theirs).order_by(Ticket.opened_at.desc(), Ticket.id.desc())
    return list(await session.scalars(query.limit(limit).offset(offset))), count


async def news(
    session: AsyncSession, person: Person, limit: int, offset: int
) -> tuple[list[tuple[AnnouncementRecipient, str]], int]:
    """The announcements for a person with their titles, the latest first, and how many there are."""
    is_theirs = AnnouncementRecipient.person_id == person.id
    count = await session.scalar(select(func.count()).select_from(AnnouncementRecipient).where(is_theirs)) or 0
    query = select(AnnouncementRecipient, Announcement.title)
    query = query.join(Announcement, Announcement.id == AnnouncementRecipient.announcement_id).where(is_theirs)
    rows = await session.execute(query.order_by(Announcement.id.desc()).limit(limit).offset(offset))
    return [(row[0], row[1]) for row in rows], count


async def stopped(session: AsyncSession, person: Person) -> list[NewsTopic]:
    """The topics of which the person wants to hear nothing."""
    query = select(NewsStop.topic).where(NewsStop.person_id == person.id)
    return sorted(await session.scalars(query))
