"""Forgetting what somebody asked, because that person wants so: it needs no consent to have been given first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import FaqVersion, Question, Ticket
from services.tickets.groups import leave, locked_group


@dataclass(frozen=True)
class Kept:
    """How many tickets of a chat there are, and how many questions whose words are kept."""

    tickets: int
    questions: int

    @property
    def is_nothing(self) -> bool:
        return not (self.tickets or self.questions)


async def what_is_kept(session: AsyncSession, channel: str, chat_id: int) -> Kept:
    """What `forget_questions` would take away."""
    tickets = select(func.count(Ticket.id)).where(Ticket.channel == channel, Ticket.chat_id == chat_id)
    questions = select(func.count(Question.id)).where(
        Question.channel == channel, Question.chat_id == chat_id, Question.words.is_not(None)
    )
    return Kept(await session.scalar(tickets) or 0, await session.scalar(questions) or 0)


async def forget_questions(session: AsyncSession, channel: str, chat_id: int) -> None:
    """Deletes the tickets of a chat with all their messages, and empties the words of its questions.

    Of a question stay its time, topic and outcome, which name nobody. An answer that became a text of the FAQ stays.
    """
    query = select(Ticket).where(Ticket.channel == channel, Ticket.chat_id == chat_id).order_by(Ticket.id)
    tickets = list(await session.scalars(query))
    for ticket in tickets:
        leave(ticket, await locked_group(session, ticket))
    await session.flush()
    ids = [ticket.id for ticket in tickets]
    await session.execute(update(FaqVersion).where(FaqVersion.ticket_id.in_(ids)).values(ticket_id=None))
    for ticket in tickets:
        await session.delete(ticket)
    of_chat = (Question.channel == channel) & (Question.chat_id == chat_id)
    await session.execute(update(Question).where(of_chat).values(words=None))
    await session.flush()
