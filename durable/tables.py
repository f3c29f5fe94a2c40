"""The engine's own tables. Rows are read and written with Core statements: they are the hot path."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from durable.database import Base

# SQLite gives a rising rowid only to a column declared INTEGER.
RisingId = BigInteger().with_variant(Integer, "sqlite")


class InboxState(StrEnum):
    """Where an update stands: worked on until done, or given up with a reason."""

    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"


class OutboxState(StrEnum):
    """Where a call stands. `unknown`: it may have arrived and must not go out twice."""

    PENDING = "pending"
    SENT = "sent"
    DROPPED = "dropped"
    UNKNOWN = "unknown"
    DEAD = "dead"


class Kind(IntEnum):
    """Why a call is made; the number is its priority (0 goes first)."""

    CALLBACK = 0
    ANSWER = 1
    NOTICE = 2
    REMINDER = 3
    BROADCAST = 4


def _one_of(column: str, values: type[StrEnum]) -> str:
    return f"{column} in ({', '.join(repr(str(value)) for value in values)})"


class Conversation(Base):
    """One chat as the bot sees it: the open conversation, the drafts, whether it can be reached.

    `drafts` is JSON: {conversation name: {"state": str | null, "data": {...}}}. A row is locked while
    one of its updates is worked on, which keeps a chat's updates in order over all workers.
    """

    __tablename__ = "conversations"

    id: Mapped[int] = mapped_column(RisingId, primary_key=True)
    bot: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(8), server_default="")
    name: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str | None] = mapped_column(String(64))
    drafts: Mapped[str] = mapped_column(Text, server_default="{}")
    timeout_at: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]
    last_heard_at: Mapped[datetime | None]
    unreachable_at: Mapped[datetime | None]
    unreachable_reason: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (
        UniqueConstraint("bot", "chat_id"),
        CheckConstraint("(name is null) = (state is null)", name="name_and_state_together"),
        Index("ix_conversations_timeout_at", "timeout_at", sqlite_where=text("timeout_at is not null"),
              postgresql_where=text("timeout_at is not null")),
        Index("ix_conversations_last_heard_at", "bot", "last_heard_at"),
    )  # fmt: skip


class InboxRow(Base):
    """One update, as the raw JSON the platform sent, or a synthetic one (update_id is null).

    `id` is the order. `update_id` is emptied with the payload after some days: the platform starts
    anew at random numbers after a silent week, and an old number must not swallow a new update.
    """

    __tablename__ = "inbox"

    id: Mapped[int] = mapped_column(RisingId, primary_key=True)
    bot: Mapped[int] = mapped_column(BigInteger)
    update_id: Mapped[int | None] = mapped_column(BigInteger)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversations.id"))
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(8), server_default=InboxState.PENDING)
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    received_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("bot", "update_id"),
        CheckConstraint(_one_of("state", InboxState), name="state_is_known"),
        CheckConstraint("state <> 'pending' or conversation_id is not null", name="pending_has_a_chat"),
        Index("ix_inbox_pending", "conversation_id", "id", sqlite_where=text("state = 'pending'"),
              postgresql_where=text("state = 'pending'")),
        Index("ix_inbox_pending_id", "id", sqlite_where=text("state = 'pending'"),
              postgresql_where=text("state = 'pending'")),
        Index("ix_inbox_finished_at", "finished_at"),
    )  # fmt: skip


class OutboxRow(Base):
    """One call of the Bot API that a handler or the clock has decided on.

    `params` is the JSON body as it will be posted. `target_id` names the outbox row whose real
    message_id goes into `message_id` (an edit or a delete), `reply_target_id` the one that goes into
    `reply_parameters`. `files` is JSON: {parameter or attach name: sha256 of an upload}.
    `unique_key` makes an occasion happen once, however many clocks tick.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    bot: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[int] = mapped_column(SmallInteger)
    method: Mapped[str] = mapped_column(String(40))
    params: Mapped[str] = mapped_column(Text)
    files: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(8), server_default=OutboxState.PENDING)
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    target_id: Mapped[int | None] = mapped_column(BigInteger)
    reply_target_id: Mapped[int | None] = mapped_column(BigInteger)
    about_kind: Mapped[str | None] = mapped_column(String(32))
    about_id: Mapped[int | None] = mapped_column(BigInteger)
    inbox_id: Mapped[int | None] = mapped_column(BigInteger)
    unique_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint(_one_of("state", OutboxState), name="state_is_known"),
        CheckConstraint("kind between 0 and 4", name="kind_is_known"),
        Index("ix_outbox_pending", "bot", "kind", "due_at", "id", sqlite_where=text("state = 'pending'"),
              postgresql_where=text("state = 'pending'")),
        Index("ix_outbox_pending_chat", "bot", "chat_id", sqlite_where=text("state = 'pending'"),
              postgresql_where=text("state = 'pending'")),
        Index("ix_outbox_closed_at", "closed_at"),
        Index("ix_outbox_about", "about_kind", "about_id"),
    )  # fmt: skip


class Upload(Base):
    """A file that we made, kept once by its content and sent as often as needed."""

    __tablename__ = "uploads"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    mime: Mapped[str] = mapped_column(String(100))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class UploadedFile(Base):
    """The platform's file_id of an upload: the second person gets it without uploading again."""

    __tablename__ = "uploaded_files"

    bot: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("uploads.sha256"), primary_key=True)
    file_id: Mapped[str] = mapped_column(String(300))


class SentMessage(Base):
    """A message the platform accepted: what it was about, long after its outbox row is emptied."""

    __tablename__ = "sent_messages"

    bot: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    outbox_id: Mapped[int] = mapped_column(BigInteger, index=True)
    about_kind: Mapped[str | None] = mapped_column(String(32))
    about_id: Mapped[int | None] = mapped_column(BigInteger)


class Lease(Base):
    """Who may do a job that only one process at a time may do; `renewals` is the sign of life."""

    __tablename__ = "leases"

    bot: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    job: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(120))
    renewals: Mapped[int] = mapped_column(BigInteger, server_default="0")


class EngineValue(Base):
    """A small fact the engine keeps for itself (see values.py)."""

    __tablename__ = "engine_values"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
