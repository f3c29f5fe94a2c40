"""The unit of work: everything one update changes, gathered to be committed together.

Handlers do not see it; they see a context, a session and a bot. It lives in a ContextVar while the
update is worked on, so that a `reply_text` deep inside a handler finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from durable.tables import Kind

ANSWER_LIVES = timedelta(hours=24)
CALLBACK_LIVES = timedelta(seconds=15)


class OutsideUnitOfWork(RuntimeError):
    """Something that belongs to one update was asked for while no update is worked on."""


@dataclass(slots=True)
class Chat:
    """The conversation row of one chat, as loaded under its lock. `drafts` is changed in place."""

    id: int
    bot: int
    chat_id: int
    language: str
    name: str | None
    state: str | None
    drafts: dict[str, Any]
    timeout_at: datetime | None
    retry_at: datetime | None
    last_heard_at: datetime | None
    unreachable_at: datetime | None
    unreachable_reason: str | None


@dataclass(slots=True)
class Call:
    """A call of the Bot API to be put into the outbox; the fields are those of its row."""

    id: int
    bot: int
    chat_id: int
    kind: Kind
    method: str
    params: str
    created_at: datetime
    due_at: datetime
    files: str | None = None
    expires_at: datetime | None = None
    target_id: int | None = None
    reply_target_id: int | None = None
    about_kind: str | None = None
    about_id: int | None = None
    inbox_id: int | None = None
    unique_key: str | None = None
    attempts: int = 0


@dataclass(slots=True, frozen=True)
class Outgoing:
    """How the calls made inside a `work.outgoing(...)` block are marked; None = what the cause says."""

    kind: Kind | None = None
    about_kind: str | None = None
    about_id: int | None = None
    useful_until: datetime | None = None
    unique_key: str | None = None


@dataclass(slots=True)
class File:
    """Bytes a call carries: kept once under their hash."""

    sha256: str
    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class UnitOfWork:
    """What one update does. `ids` gives fresh outbox ids, taken after the chat was locked."""

    connection: AsyncConnection
    chat: Chat
    inbox_id: int
    payload: dict[str, Any]
    now: datetime
    ids: Iterator[int]
    attempts: int = 0
    calls: list[Call] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    outgoing: Outgoing = Outgoing()
    error: BaseException | None = None
    _session: AsyncSession | None = None
    _before: tuple[Any, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._before = self._chat_as_it_is()

    @property
    def session(self) -> AsyncSession:
        """The office's tables, inside this update's savepoint; opened when first asked for."""
        if self._session is None:
            self._session = AsyncSession(
                bind=self.connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            )
        return self._session

    @property
    def is_synthetic(self) -> bool:
        """Whether the clock, and not a person, caused this update."""
        return "update_id" not in self.payload

    def default_kind(self, chat_id: int) -> Kind:
        """The kind of a call to this chat when nothing else was said."""
        if self.is_synthetic:
            return Kind.REMINDER
        return Kind.ANSWER if chat_id == self.chat.chat_id else Kind.NOTICE

    async def keep(self) -> None:
        """Ends the savepoint so that what was written stays (until the whole commit)."""
        if self._session is not None:
            session, self._session = self._session, None
            try:
                await session.commit()
            except BaseException:
                await session.rollback()
                raise
            finally:
                await session.close()

    async def undo(self) -> None:
        """Takes back what this update wrote, decided to send and changed in its chat's row."""
        chat = self.chat
        chat.name, chat.state, drafts, chat.language, chat.timeout_at, *reachable = self._before
        chat.drafts, (chat.unreachable_at, chat.unreachable_reason) = orjson.loads(drafts), reachable
        self.calls.clear()
        self.files.clear()
        if self._session is not None:
            session, self._session = self._session, None
            await session.rollback()
            await session.close()

    def _chat_as_it_is(self) -> tuple[Any, ...]:
        chat = self.chat
        return (
            chat.name, chat.state, dumps(chat.drafts), chat.language, chat.timeout_at,
            chat.unreachable_at, chat.unreachable_reason,
        )  # fmt: skip


_current: ContextVar[UnitOfWork | None] = ContextVar("unit_of_work", default=None)


def current() -> UnitOfWork:
    """The unit of work of the update under way. Raises OutsideUnitOfWork when there is none."""
    work = _current.get()
    if work is None:
        raise OutsideUnitOfWork("no update is being worked on here")
    return work


def current_or_none() -> UnitOfWork | None:
    """The unit of work of the update under way, or None."""
    return _current.get()


@contextmanager
def entered(work: UnitOfWork) -> Iterator[UnitOfWork]:
    """Makes this the current unit of work for the block."""
    token = _current.set(work)
    try:
        yield work
    finally:
        _current.reset(token)


@contextmanager
def outgoing(
    *,
    kind: Kind | None = None,
    about: tuple[str, int] | None = None,
    useful_until: datetime | None = None,
    unique_key: str | None = None,
) -> Iterator[None]:
    """Marks the calls made in the block: another kind, what they are about, until when they are of use.

    `about` = (kind of thing, its id): a later reply to the message finds the thing through it.
    """
    work = current()
    before = work.outgoing
    about_kind, about_id = about or (None, None)
    work.outgoing = Outgoing(kind, about_kind, about_id, useful_until, unique_key)
    try:
        yield
    finally:
        work.outgoing = before


def dumps(value: Any) -> str:
    """JSON as the engine's tables keep it."""
    return orjson.dumps(value).decode()
