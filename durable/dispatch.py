"""The sender's side of the outbox: what is due, what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Table, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from durable.inbox import conversations, insert_ignoring, insert_into
from durable.outbox import edited_message, outbox, uploads
from durable.tables import Kind, OutboxState, SentMessage, UploadedFile
from durable.work import Call, dumps

sent_messages: Table = SentMessage.__table__  # type: ignore[assignment]
uploaded_files: Table = UploadedFile.__table__  # type: ignore[assignment]

PAYLOAD_KEPT = timedelta(days=30)
FILE_KEPT = timedelta(days=7)
"""Of files that we made: they may hold names, and whoever got them has them."""
ROW_KEPT = timedelta(days=400)
_COLUMNS = (
    "id", "bot", "chat_id", "kind", "method", "params", "created_at", "due_at", "files", "expires_at",
    "target_id", "reply_target_id", "about_kind", "about_id", "inbox_id", "unique_key", "attempts",
)  # fmt: skip


@dataclass(slots=True)
class Closed:
    """A call that is over: its end state, and the message it became; of an album the first, and `further` ones."""

    call: Call
    state: OutboxState
    reason: str | None = None
    message_id: int | None = None
    further: tuple[int, ...] = ()


@dataclass(slots=True)
class Postponed:
    """A call to be tried again (or for the first time) at `due_at`; `attempts` as to be stored."""

    call: Call
    due_at: datetime
    attempts: int
    reason: str | None = None
    chat_id: int | None = None


async def due(connection: AsyncConnection, bot: int, kind: Kind, now: datetime, limit: int) -> list[Call]:
    """The oldest calls of a kind that are due; none that would overtake an earlier one of its chat.

    Not EXISTS: PostgreSQL makes a join of it, and while a suddenly full table has no statistics yet it compares every
    call with every other, which takes minutes for ten thousand reminders. A subquery with a limit is looked up call by
    call, by the index of its chat.
    """
    o, earlier = outbox.c, outbox.alias("earlier")
    postponed_before = (
        select(earlier.c.id)
        .where(
            earlier.c.bot == o.bot, earlier.c.chat_id == o.chat_id, earlier.c.kind == o.kind,
            earlier.c.state == OutboxState.PENDING, earlier.c.id < o.id, earlier.c.due_at > now,
        )
        .limit(1)
        .scalar_subquery()
    )  # fmt: skip
    rows = await connection.execute(
        select(*(o[name] for name in _COLUMNS))
        .where(o.state == OutboxState.PENDING, o.bot == bot, o.kind == int(kind), o.due_at <= now)
        .where(postponed_before.is_(None))
        .order_by(o.id)
        .limit(limit)
    )
    return [Call(**{**row._mapping, "kind": Kind(row.kind)}) for row in rows]


@dataclass(frozen=True)
class Waiting:
    """How many calls of a kind are to go now, and how many wait for a later hour or another try."""

    due: int
    postponed: int


async def waiting(connection: AsyncConnection, bot: int, kind: Kind, now: datetime) -> Waiting:
    """What of a kind lies in the outbox."""
    o = outbox.c
    is_due = o.due_at <= now
    query = select(func.count().filter(is_due), func.count().filter(~is_due))
    row = (
        await connection.execute(query.where(o.state == OutboxState.PENDING, o.bot == bot, o.kind == int(kind)))
    ).one()
    return Waiting(*row)


_close = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.state == OutboxState.PENDING)
    .values({name: bindparam(f"new_{name}") for name in ("state", "reason", "message_id", "closed_at")})
)


async def close(connection: AsyncConnection, bot: int, ends: Sequence[Closed], now: datetime) -> None:
    """Writes the ends of these calls, and remembers the messages they became."""
    if not ends:
        return
    values = [
        {
            "row": end.call.id, "new_state": end.state, "new_reason": end.reason,
            "new_message_id": end.message_id, "new_closed_at": now,
        }
        for end in ends
    ]  # fmt: skip
    await connection.execute(_close, values)
    messages = [
        {
            "bot": bot, "chat_id": end.call.chat_id, "message_id": message_id, "outbox_id": end.call.id,
            "about_kind": end.call.about_kind, "about_id": end.call.about_id,
        }
        for end in ends
        if end.message_id is not None and end.call.target_id is None and not end.call.method.startswith("edit")
        for message_id in (end.message_id, *end.further)
    ]  # fmt: skip
    if messages:
        await connection.execute(_remember_message(connection), messages)
    for end in ends:
        is_shown = end.state in (OutboxState.SENT, OutboxState.UNKNOWN)
        if is_shown and end.call.method.startswith("edit") and end.call.about_kind is not None:
            await _turn(connection, end.call)


async def _turn(connection: AsyncConnection, edit: Call) -> None:
    """A message that was changed in place is about what it says now: a reply to it must not find the former thing."""
    s, named = sent_messages.c, edited_message(edit)
    if named is None:
        return
    which = s.outbox_id == -named if named < 0 else s.message_id == named
    now_about = {"about_kind": edit.about_kind, "about_id": edit.about_id}
    await connection.execute(
        update(sent_messages).where(s.bot == edit.bot, s.chat_id == edit.chat_id, which).values(now_about)
    )


def _remember_message(connection: AsyncConnection) -> Any:
    """The latest message with a number counts: a platform that begins anew uses its numbers again."""
    statement = insert_into(connection, sent_messages)
    newest = {name: statement.excluded[name] for name in ("outbox_id", "about_kind", "about_id")}
    return statement.on_conflict_do_update(index_elements=["bot", "chat_id", "message_id"], set_=newest)


async def postpone(connection: AsyncConnection, waits: Iterable[Postponed]) -> None:
    """Writes when these calls are due again."""
    for wait in waits:
        values: dict[str, Any] = {"due_at": wait.due_at, "attempts": wait.attempts, "reason": wait.reason}
        if wait.chat_id is not None:
            values["chat_id"] = wait.chat_id
        await connection.execute(update(outbox).where(outbox.c.id == wait.call.id).values(values))


async def close_unreachable(connection: AsyncConnection, bot: int, chat_id: int, reason: str, now: datetime) -> None:
    """Nobody is there: marks the chat until it writes again, and closes all that waits for it."""
    c = conversations.c
    here = (c.bot == bot) & (c.chat_id == chat_id)
    await connection.execute(update(conversations).where(here).values(unreachable_at=now, unreachable_reason=reason))
    waiting = (outbox.c.bot == bot) & (outbox.c.chat_id == chat_id) & (outbox.c.state == OutboxState.PENDING)
    ended = {"state": OutboxState.DEAD, "reason": reason, "closed_at": now}
    await connection.execute(update(outbox).where(waiting).values(ended))


async def migrate(connection: AsyncConnection, bot: int, old: int, new: int) -> None:
    """The chat has a new id: its row and all that waits for it move there."""
    c, o = conversations.c, outbox.c
    taken = await connection.scalar(select(c.id).where(c.bot == bot, c.chat_id == new))
    if taken is None:
        await connection.execute(update(conversations).where(c.bot == bot, c.chat_id == old).values(chat_id=new))
    waiting = (o.bot == bot) & (o.chat_id == old) & (o.state == OutboxState.PENDING)
    for row in (await connection.execute(select(o.id, o.params).where(waiting))).all():
        params = dumps({**orjson.loads(row.params), "chat_id": new})
        await connection.execute(update(outbox).where(o.id == row.id).values(chat_id=new, params=params))


async def real_message(connection: AsyncConnection, outbox_id: int) -> tuple[str | None, int | None]:
    """(state of the row, message_id it became); (None, None) if there is no such row."""
    row = (
        await connection.execute(select(outbox.c.state, outbox.c.message_id).where(outbox.c.id == outbox_id))
    ).first()
    if row is not None:
        return row.state, row.message_id
    first = select(func.min(sent_messages.c.message_id)).where(sent_messages.c.outbox_id == outbox_id)
    kept = await connection.scalar(first)
    return (OutboxState.SENT, kept) if kept is not None else (None, None)


async def messages_of(connection: AsyncConnection, outbox_ids: Collection[int]) -> dict[int, list[int]]:
    """{call: the messages it became, in their order}: several for an album."""
    s = sent_messages.c
    query = select(s.outbox_id, s.message_id).where(s.outbox_id.in_(outbox_ids)).order_by(s.outbox_id, s.message_id)
    found: dict[int, list[int]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.outbox_id, []).append(row.message_id)
    return found


async def what_about(connection: AsyncConnection, bot: int, chat_id: int, message_id: int) -> tuple[str, int] | None:
    """What a message of ours was about, for a reply to it: (kind of thing, its id), or None."""
    s = sent_messages.c
    row = (
        await connection.execute(
            select(s.about_kind, s.about_id).where(s.bot == bot, s.chat_id == chat_id, s.message_id == message_id)
        )
    ).first()
    return (row.about_kind, row.about_id) if row is not None and row.about_kind is not None else None


async def upload(connection: AsyncConnection, bot: int, sha256: str) -> tuple[str | None, tuple[str, bytes, str]]:
    """(file_id on the platform if it is there already, (name, bytes, mime)) of a file we made."""
    known = await connection.scalar(
        select(uploaded_files.c.file_id).where(uploaded_files.c.bot == bot, uploaded_files.c.sha256 == sha256)
    )
    u = uploads.c
    row = (await connection.execute(select(u.name, u.content, u.mime).where(u.sha256 == sha256))).one()
    return known, (row.name, row.content, row.mime)


async def remember_upload(connection: AsyncConnection, bot: int, sha256: str, file_id: str) -> None:
    """Keeps the platform's name for a file we made."""
    row = {"bot": bot, "sha256": sha256, "file_id": file_id}
    await connection.execute(insert_ignoring(connection, uploaded_files), row)


async def forget_upload(connection: AsyncConnection, bot: int, sha256: str) -> None:
    """The platform does not know its name any more: the next one uploads again."""
    gone = (uploaded_files.c.bot == bot) & (uploaded_files.c.sha256 == sha256)
    await connection.execute(delete(uploaded_files).where(gone))


async def last_heard(connection: AsyncConnection, bot: int, chat_id: int) -> datetime | None:
    """When the person last wrote."""
    c = conversations.c
    heard: datetime | None = await connection.scalar(select(c.last_heard_at).where(c.bot == bot, c.chat_id == chat_id))
    return heard


async def prune(connection: AsyncConnection, now: datetime) -> None:
    """Empties the words of calls that ended some weeks ago, and forgets files and calls that ended long ago.

    The newest row stays: on SQLite its id tells the next one.
    """
    old = (outbox.c.closed_at < now - PAYLOAD_KEPT) & (outbox.c.params != "{}")
    await connection.execute(update(outbox).where(old).values(params="{}", files=None))
    await _forget_files(connection, now)
    newest = await connection.scalar(select(func.max(outbox.c.id)))
    if newest is not None:
        gone = (outbox.c.closed_at < now - ROW_KEPT) & (outbox.c.id < newest)
        await connection.execute(delete(outbox).where(gone))


async def _forget_files(connection: AsyncConnection, now: datetime) -> None:
    """Whoever sends one again writes it again; what still waits to be sent stays."""
    waiting = select(outbox.c.files).where(outbox.c.state == OutboxState.PENDING, outbox.c.files.is_not(None))
    needed = {sha256 for (files,) in await connection.execute(waiting) for sha256 in orjson.loads(files).values()}
    old = select(uploads.c.sha256).where(uploads.c.created_at < now - FILE_KEPT)
    for sha256 in set(await connection.scalars(old)) - needed:
        await connection.execute(delete(uploaded_files).where(uploaded_files.c.sha256 == sha256))
        still_old = (uploads.c.sha256 == sha256) & (uploads.c.created_at < now - FILE_KEPT)
        await connection.execute(delete(uploads).where(still_old))
