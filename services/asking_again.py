"""Who registered a week ago and has asked nothing since: to be asked, once, whether there is something to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from durable.inbox import conversations
from durable.outbox import outbox
from models import Account, AnswerGiven, Business, Consent, Question, Ticket

ASKED_AFTER = timedelta(days=7)
NOT_ANY_MORE_AFTER = timedelta(days=14)
_KEY = "ask-nudge:"


@dataclass(frozen=True)
class Silent:
    """Somebody to ask, in the chat in which they last wrote."""

    person_id: int
    chat_id: int
    language: str

    @property
    def unique_key(self) -> str:
        """Marks the message, so that each person is asked once."""
        return f"{_KEY}{self.person_id}"


async def silent_since_registration(
    session: AsyncSession, bot: int, channel: str, now: datetime, limit: int
) -> list[Silent]:
    """People who registered 7 to 14 days ago, asked nothing since from any chat of theirs, and are to be asked now.

    Left out are those who took their consent back, cannot be reached, or were asked before.
    """
    found: dict[int, Silent] = {}
    for row in await session.execute(silent_query(bot, channel, now).limit(limit)):
        found.setdefault(row.person_id, Silent(*row))  # of several chats the one used last comes first
    return list(found.values())


def silent_query(bot: int, channel: str, now: datetime) -> Select[int, int, str]:
    """One row for each chat of such a person in which this bot speaks with them."""
    c = conversations.c
    registered = (
        select(Business.owner_id, func.min(Business.registered_at).label("at"))
        .where(Business.registered_at.between(now - NOT_ANY_MORE_AFTER, now - ASKED_AFTER))
        .group_by(Business.owner_id)
        .subquery()
    )
    key = literal(_KEY).concat(cast(registered.c.owner_id, String))
    agreed = select(Consent.id).where(Consent.person_id == registered.c.owner_id, Consent.withdrawn_at.is_(None))
    return (
        select(registered.c.owner_id.label("person_id"), Account.chat_id, c.language)
        .join(Account, (Account.person_id == registered.c.owner_id) & (Account.channel == channel))
        .join(conversations, (c.bot == bot) & (c.chat_id == Account.chat_id) & c.unreachable_at.is_(None))
        .where(
            agreed.exists(),
            *(~asked for asked in _anything_asked(registered.c.owner_id, registered.c.at)),
            ~select(outbox.c.id).where(outbox.c.unique_key == key).exists(),
        )
        .order_by(registered.c.owner_id, c.last_heard_at.desc(), Account.chat_id)
    )


def _anything_asked(person_id: ColumnElement[int], since: ColumnElement[datetime]) -> list[ColumnElement[bool]]:
    """A question, an answer taken by a button, a question to staff: from any chat of this person."""
    own = aliased(Account)
    ways = (
        (Question.channel, Question.chat_id, Question.asked_at),
        (AnswerGiven.channel, AnswerGiven.chat_id, AnswerGiven.given_at),
        (Ticket.channel, Ticket.chat_id, Ticket.opened_at),
    )
    return [
        select(own.id)
        .where(own.person_id == person_id, channel == own.channel, chat_id == own.chat_id, at >= since)
        .exists()
        for channel, chat_id, at in ways
    ]
