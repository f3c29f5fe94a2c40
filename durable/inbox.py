"""The inbox: every update is kept, raw, before the platform hears that it arrived."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Table, bindparam, delete, func, insert, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from durable.tables import Conversation, InboxRow, InboxState
from durable.work import Chat, dumps

inbox: Table = InboxRow.__table__  # type: ignore[assignment]
conversations: Table = Conversation.__table__  # type: ignore[assignment]

RETRY_AFTER = (timedelta(seconds=1), timedelta(seconds=3), timedelta(seconds=6), timedelta(seconds=10))
PAYLOAD_KEPT = timedelta(hours=72)
ROW_KEPT = timedelta(days=60)
_CANDIDATES = 200


def insert_ignoring(connection: AsyncConnection, table: Table, *unique: str) -> Any:
    """INSERT ... ON CONFLICT DO NOTHING in the words of either database; `unique` names the key that may be taken."""
    return insert_into(connection, table).on_conflict_do_nothing(index_elements=unique or None)


def insert_into(connection: AsyncConnection, table: Table) -> Any:
    """INSERT with the conflict clauses of the database at hand."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


def chat_of(payload: dict[str, Any]) -> int | None:
    """The chat an update belongs to: in a private chat the person's own id, also for a press.

    None for what is not of the platform's form: one odd update must not keep others from being stored.
    """
    try:
        for key in ("message", "edited_message", "my_chat_member"):
            if key in payload:
                return _number(payload[key]["chat"]["id"])
        query = payload["callback_query"]
        chat = (query.get("message") or {}).get("chat") or query["from"]
        return _number(chat["id"])
    except (AttributeError, KeyError, TypeError):
        return None


def _number(value: object) -> int | None:
    """A whole number that fits into the tables, or None."""
    return value if type(value) is int and -(2**63) <= value < 2**63 else None


async def store(connection: AsyncConnection, bot: int, updates: Sequence[dict[str, Any]], now: datetime) -> int:
    """Keeps these updates and makes their chats' rows; a second copy of an update is dropped.

    An update without a chat has nobody to answer and is kept as done. Returns how many chats have
    something waiting. The caller commits, and only then may the platform be told.
    """
    updates = [payload for payload in updates if isinstance(payload, dict)]
    chats = {id(payload): chat_of(payload) for payload in updates}
    wanted = {chat for chat in chats.values() if chat is not None}
    rows_of = await conversation_ids(connection, bot, wanted)
    rows = [
        {
            "bot": bot,
            "update_id": _number(payload.get("update_id")),
            "conversation_id": (conversation := rows_of.get(chats[id(payload)] or 0)),
            "payload": dumps(payload),
            "state": InboxState.DONE if conversation is None else InboxState.PENDING,
            "received_at": now,
            "finished_at": now if conversation is None else None,
            "reason": "an update without a chat" if conversation is None else None,
        }
        for payload in updates
    ]
    if rows:
        await connection.execute(insert_ignoring(connection, inbox), rows)
    return len(wanted)


async def conversation_ids(connection: AsyncConnection, bot: int, chats: Iterable[int]) -> dict[int, int]:
    """{chat id: id of its conversation row}, making the rows that are missing."""
    chats = set(chats)
    found = await _known(connection, bot, chats)
    missing = sorted(chats - found.keys())
    if missing:
        values = [{"bot": bot, "chat_id": chat} for chat in missing]
        await connection.execute(insert_ignoring(connection, conversations), values)
        found |= await _known(connection, bot, missing)
    return found


async def _known(connection: AsyncConnection, bot: int, chats: Iterable[int]) -> dict[int, int]:
    c = conversations.c
    rows = await connection.execute(select(c.chat_id, c.id).where(c.bot == bot, c.chat_id.in_(sorted(chats))))
    return {row.chat_id: row.id for row in rows}


async def enqueue(
    connection: AsyncConnection, chat: Chat | int, bot: int, payload: dict[str, Any], now: datetime
) -> None:
    """Puts a synthetic update (one the clock makes) behind whatever the chat already has waiting."""
    conversation = chat.id if isinstance(chat, Chat) else chat
    row = {"bot": bot, "conversation_id": conversation, "payload": dumps(payload), "received_at": now}
    await connection.execute(insert(inbox).values(row))


class Claimed:
    """One update a worker has claimed: its row and its chat, which stays locked until the commit."""

    __slots__ = ("attempts", "chat", "id", "payload")

    def __init__(self, chat: Chat, row: Any) -> None:
        self.chat = chat
        self.id: int = row.id
        self.attempts: int = row.attempts
        self.payload: str = row.payload


# Built once: putting a statement together costs more than SQLite needs to answer it.
_pending = (
    select(inbox.c.conversation_id)
    .join(conversations, conversations.c.id == inbox.c.conversation_id)
    .where(
        inbox.c.state == literal_column(f"'{InboxState.PENDING}'"),
        inbox.c.bot == bindparam("bot"),
        conversations.c.retry_at.is_(None) | (conversations.c.retry_at <= bindparam("now")),
    )
    .limit(_CANDIDATES)
)
_waiting = _pending.order_by(inbox.c.id)
_waiting_by_chat = _pending.group_by(inbox.c.conversation_id).order_by(func.min(inbox.c.id))
_waiting_outside = (
    select(inbox.c.payload)
    .join(conversations, conversations.c.id == inbox.c.conversation_id)
    .where(
        inbox.c.state == literal_column(f"'{InboxState.PENDING}'"),
        inbox.c.bot == bindparam("bot"),
        conversations.c.name.is_(None),
        conversations.c.retry_at.is_(None) | (conversations.c.retry_at <= bindparam("now")),
    )
    .order_by(inbox.c.id)
    .limit(bindparam("limit"))
)
_lock = (
    select(conversations)
    .where(conversations.c.id.in_(bindparam("chats", expanding=True)))
    .with_for_update(key_share=True, skip_locked=True)
)
_first_pending = (
    select(func.min(inbox.c.id))
    .where(
        inbox.c.state == literal_column(f"'{InboxState.PENDING}'"),
        inbox.c.conversation_id.in_(bindparam("chats", expanding=True)),
    )
    .group_by(inbox.c.conversation_id)
)
_oldest = (
    select(inbox.c.id, inbox.c.conversation_id, inbox.c.attempts, inbox.c.payload)
    .where(inbox.c.id.in_(_first_pending))
    .order_by(inbox.c.id)
)
_finish = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(state=InboxState.DONE, finished_at=bindparam("now"), reason=None)
)


async def waiting_outside(connection: AsyncConnection, bot: int, now: datetime, limit: int) -> list[str]:
    """Raw updates that wait in chats without an open conversation: what needs thought can be thought about before
    the chats are locked. Nothing is promised: another worker may take them first."""
    asked = {"bot": bot, "now": now, "limit": limit}
    return list(await connection.scalars(_waiting_outside, asked))


async def claim(connection: AsyncConnection, bot: int, now: datetime, limit: int) -> list[Claimed]:
    """Locks up to `limit` chats that have something waiting and takes the oldest update of each.

    Lock first, load after: another worker may have finished an update between the look at the inbox
    and the lock, so what is pending is read again once the chats are ours.
    """
    chats: dict[int, Chat] = {}
    candidates = await _chats_waiting(connection, bot, now, limit)
    while candidates and len(chats) < limit:
        # Those that another worker holds are skipped; what waits behind them is for us.
        missing = limit - len(chats)
        locked = await connection.execute(_lock, {"chats": candidates[:missing]})
        chats |= {row.id: _chat(row) for row in locked}
        candidates = candidates[missing:]
    if not chats:
        return []
    rows = await connection.execute(_oldest, {"chats": list(chats)})
    return [
        Claimed(chat, row)
        for row in rows
        if (chat := chats[row.conversation_id]).retry_at is None or chat.retry_at <= now
    ]


async def _chats_waiting(connection: AsyncConnection, bot: int, now: datetime, limit: int) -> list[int]:
    """Chats with something pending, the longest waiting first."""
    asked = {"bot": bot, "now": now}
    found = list(await connection.scalars(_waiting, asked))
    chats = list(dict.fromkeys(found))
    if len(found) == _CANDIDATES and len(chats) < limit:
        # A few people have written so much that nobody else is in sight.
        chats = list(await connection.scalars(_waiting_by_chat, asked))
    return chats


def _chat(row: Any) -> Chat:
    return Chat(
        row.id, row.bot, row.chat_id, row.language, row.name, row.state, orjson.loads(row.drafts), row.timeout_at,
        row.retry_at, row.last_heard_at, row.unreachable_at, row.unreachable_reason,
    )  # fmt: skip


_save_chat = (
    update(conversations)
    .where(conversations.c.id == bindparam("chat_row"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "language", "name", "state", "drafts", "timeout_at", "retry_at",
                "last_heard_at", "unreachable_at", "unreachable_reason",
            )
        }
    )
)  # fmt: skip


async def save_chats(connection: AsyncConnection, chats: Iterable[Chat]) -> None:
    """Writes these chats' rows back."""
    values = [
        {
            "chat_row": chat.id, "new_language": chat.language, "new_name": chat.name, "new_state": chat.state,
            "new_drafts": dumps(chat.drafts), "new_timeout_at": chat.timeout_at, "new_retry_at": chat.retry_at,
            "new_last_heard_at": chat.last_heard_at, "new_unreachable_at": chat.unreachable_at,
            "new_unreachable_reason": chat.unreachable_reason,
        }
        for chat in chats
    ]  # fmt: skip
    if values:
        await connection.execute(_save_chat, values)


async def finish(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> None:
    """Marks these updates as done."""
    if ids:
        await connection.execute(_finish, {"rows": ids, "now": now})


async def fail(connection: AsyncConnection, row: int, attempts: int, reason: str, now: datetime) -> timedelta | None:
    """Counts a failed attempt. Returns how long to wait before the next, or None: given up (a dead letter)."""
    if attempts < len(RETRY_AFTER):
        await connection.execute(update(inbox).where(inbox.c.id == row).values(attempts=attempts + 1, reason=reason))
        return RETRY_AFTER[attempts]
    values = {"state": InboxState.DEAD, "attempts": attempts + 1, "reason": reason, "finished_at": now}
    await connection.execute(update(inbox).where(inbox.c.id == row).values(values))
    return None


async def expire_conversations(connection: AsyncConnection, bot: int, now: datetime) -> int:
    """Turns conversations whose time is up into synthetic updates; a worker ends them under the lock."""
    c = conversations.c
    due = await connection.execute(
        select(c.id, c.name).where(c.bot == bot, c.timeout_at <= now).limit(500).with_for_update(skip_locked=True)
    )
    rows = due.all()
    for row in rows:
        await enqueue(connection, row.id, bot, {"timeout": row.name}, now)
    if rows:
        ids = [row.id for row in rows]
        await connection.execute(update(conversations).where(c.id.in_(ids)).values(timeout_at=None))
    return len(rows)


async def prune(connection: AsyncConnection, now: datetime) -> None:
    """Empties payloads of updates finished some days ago, and forgets those finished long ago."""
    old = (inbox.c.finished_at < now - PAYLOAD_KEPT) & (inbox.c.payload != "")
    await connection.execute(update(inbox).where(old).values(payload="", update_id=None))
    await connection.execute(delete(inbox).where(inbox.c.finished_at < now - ROW_KEPT))
