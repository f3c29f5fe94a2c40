"""A question that a person has answered becomes something the bot knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import FaqTopic, Ticket, TicketMessage
from services.errors import TicketUnanswered
from services.faq.known import KnownAnswer, all_answers, answer_of_topic
from services.faq.wording import ways_to_ask


@dataclass(frozen=True)
class Answered:
    """What was asked (by everybody of the ticket's group) and what staff have answered."""

    ticket_id: int
    questions: tuple[str, ...]
    answer: str
    likely: KnownAnswer | None
    """The answer that the bot took it for, if people get that one now."""


def key_of(ticket_id: int) -> str:
    """The key of the topic that a ticket becomes."""
    return f"tanya-{ticket_id}"


async def answered_ticket(session: AsyncSession, ticket_id: int) -> Answered:
    """The questions and the answer of a ticket. Raises TicketUnanswered when there is none, or no answer yet."""
    ticket = await session.get(Ticket, ticket_id)
    replies = [message for message in ticket.messages if message.is_from_staff] if ticket is not None else []
    if ticket is None or not replies:
        raise TicketUnanswered
    likely = await answer_of_topic(session, ticket.topic_id) if ticket.topic_id is not None else None
    return Answered(
        ticket_id=ticket.id,
        questions=tuple(await _questions(session, ticket)),
        answer="\n".join(message.words for message in replies if message.words),
        likely=likely if likely is not None and not likely.is_pulled else None,
    )


async def _questions(session: AsyncSession, ticket: Ticket) -> list[str]:
    """The words of all who asked the same."""
    first = ticket.group_id or ticket.id
    query = (
        select(TicketMessage.words)
        .join(Ticket, Ticket.id == TicketMessage.ticket_id)
        .where(or_(Ticket.id == first, Ticket.group_id == first))
        .where(TicketMessage.author_id.is_(None), TicketMessage.words.is_not(None))
        .order_by(TicketMessage.id)
    )
    return [words for words in await session.scalars(query) if words]


async def new_ways_to_ask(session: AsyncSession, questions: tuple[str, ...]) -> list[str]:
    """Those of these questions that are no way to ask for anything yet."""
    known = {way.lower() for answer in await all_answers(session) for way in answer.document.questions}
    return ways_to_ask(questions, known)


async def topic_of(session: AsyncSession, ticket_id: int) -> FaqTopic | None:
    """The topic that a ticket has become."""
    found: FaqTopic | None = await session.scalar(select(FaqTopic).where(FaqTopic.key == key_of(ticket_id)))
    return found


async def ensure_topic(session: AsyncSession, ticket_id: int, now: datetime) -> FaqTopic:
    """The topic that a ticket becomes, made when there is none; nobody gets it before something is published."""
    topic = await topic_of(session, ticket_id)
    if topic is None:
        topic = FaqTopic(key=key_of(ticket_id), changed_at=now)
        session.add(topic)
        await session.flush()
    return topic
