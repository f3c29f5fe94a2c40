"""Whom the bot can reach: who has a chat on this channel and has not blocked the bot."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Exists, and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from durable.inbox import conversations
from models import Account, Mentor, MentorState, Offer, OfferState, Person
from services.chats import Chat, find


@dataclass(frozen=True)
class Line:
    """A bot on a channel."""

    bot: int
    channel: str

    def reaches(self, person_id: InstrumentedAttribute[int]) -> Exists:
        """Whether a person has a chat that takes messages."""
        return select(Account.id).where(self.is_open, Account.person_id == person_id).exists()

    @property
    def is_open(self) -> ColumnElement[bool]:
        """Whether an account is a chat on this channel that takes messages."""
        c = conversations.c
        lost = select(c.chat_id).where(c.bot == self.bot, c.chat_id == Account.chat_id, c.unreachable_at.is_not(None))
        return and_(Account.channel == self.channel, ~lost.exists())


async def chats(session: AsyncSession, line: Line, people: Collection[int]) -> dict[int, Chat]:
    """{person: a chat in which they can be reached, an own one or a helper's}; who cannot is left out."""
    return await find(session, line.is_open, people)


async def requests_with_lost_mentors(session: AsyncSession, line: Line, most: int) -> list[int]:
    """The requests that wait for a mentor who cannot be reached."""
    query = select(Offer.request_id).where(Offer.state == OfferState.WAITING, ~line.reaches(Offer.mentor_id))
    return list(await session.scalars(query.order_by(Offer.id).limit(most)))


async def lost_mentors(session: AsyncSession, line: Line) -> list[str]:
    """The names of the active mentors who cannot be reached."""
    query = select(Person.name).join(Mentor, Mentor.person_id == Person.id)
    query = query.where(Mentor.state == MentorState.ACTIVE, ~line.reaches(Mentor.person_id))
    return [name or "?" for name in await session.scalars(query.order_by(Person.name))]
