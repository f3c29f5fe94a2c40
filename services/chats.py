"""In which chat somebody is told things: an own one, or that of the village helper who writes for them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Exists, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from models import Account, Helped, Person, Role, RoleKind


class Chat(int):
    """The number of a chat. In a helper's chat `whom` says for whom the words are: (person, name); None: its owner."""

    whom: tuple[int, str] | None = None

    @classmethod
    def of_helper(cls, chat_id: int, person_id: int, name: str) -> Chat:
        """A helper's chat, for words to this person."""
        chat = cls(chat_id)
        chat.whom = (person_id, name)
        return chat

    @property
    def key(self) -> str:
        """Its part of a unique key: two people whom one helper helps are told apart."""
        return f"{self:d}" if self.whom is None else f"{self:d}:for:{self.whom[0]}"


async def find(session: AsyncSession, is_ours: ColumnElement[bool], people: Collection[int]) -> dict[int, Chat]:
    """{person: their chat} among the accounts that `is_ours` lets through; who has none is left out.

    Of several own chats the oldest. Who has no account at all is told through the helper, while the role holds.
    """
    query = select(Account.person_id, Account.chat_id).where(is_ours, Account.person_id.in_(people))
    found = {person: Chat(chat) for person, chat in await session.execute(query.order_by(Account.id.desc()))}
    missing = [person for person in people if person not in found]
    return found | await _of_helpers(session, is_ours, missing) if missing else found


async def _of_helpers(session: AsyncSession, is_ours: ColumnElement[bool], people: list[int]) -> dict[int, Chat]:
    h = Helped
    query = (
        select(h.person_id, Account.chat_id, Person.name)
        .join(Account, Account.person_id == h.kader_id)
        .join(Role, (Role.person_id == h.kader_id) & (Role.kind == RoleKind.KADER) & Role.revoked_at.is_(None))
        .join(Person, Person.id == h.person_id)
        .where(is_ours, h.person_id.in_(people), h.ended_at.is_(None))
        .order_by(Account.id.desc())
    )
    return {person: Chat.of_helper(chat, person, name or "-") for person, chat, name in await session.execute(query)}


def is_helped(person_id: InstrumentedAttribute[int]) -> Exists:
    """Whether somebody else writes for a person, who has no chat of their own."""
    return exists().where(Helped.person_id == person_id, Helped.ended_at.is_(None))
