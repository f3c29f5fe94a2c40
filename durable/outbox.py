"""The outbox: inside a unit of work a call of the Bot API adds a row and sends nothing.

`DurableBot` stands where python-telegram-bot expects its bot, so handlers use the library's own words.
Outside a unit of work calls go to the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import count
from typing import Any

import orjson
from sqlalchemy import Sequence, Table, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Chat, InputFile, Message
from telegram.ext import ExtBot

from durable import limits
from durable.bot_api import AiohttpRequest, BotApi
from durable.database import Base
from durable.inbox import insert_ignoring, insert_into
from durable.promised import promise
from durable.tables import Kind, OutboxRow, Upload
from durable.wire import plain
from durable.work import ANSWER_LIVES, CALLBACK_LIVES, Call, File, UnitOfWork, current_or_none, dumps

outbox: Table = OutboxRow.__table__  # type: ignore[assignment]
uploads: Table = Upload.__table__  # type: ignore[assignment]
CALLS_PER_UPDATE = 1000
_AT_ONCE = 500  # values in one statement
outbox_ids = Sequence("outbox_ids", increment=CALLS_PER_UPDATE, metadata=Base.metadata)


_NEEDS_ITS_ANSWER = ("get", "create", "export", "upload", "stopPoll", "copyMessages", "forwardMessages")
_OF_NO_USE_LATER = ("sendChatAction",)


class NotInsideAnUpdate(RuntimeError):
    """A call whose answer is needed at once was made inside a unit of work, where there is no network."""


class InsideAnUpdate(RuntimeError):
    """The outbox was written directly inside a unit of work, which hands out the ids of its calls itself."""


class TwoCallsOneKey(ValueError):
    """One unique key marks two calls of one update: the second would never be sent."""


class TooManyCalls(RuntimeError):
    """One update may make `CALLS_PER_UPDATE` calls; what goes to many people is for the clock to send."""


class DurableBot(ExtBot[None]):
    """`telegram.Bot` for handlers: inside a unit of work a call becomes an outbox row and a promise.

    Hooked in at `_do_post`, which every method of the library goes through: below it are only the encoding
    of parameters and HTTP, which the outbox replaces (docs/decisions tells what this saves).
    """

    def __init__(self, api: BotApi, root: str, token: str) -> None:
        request = AiohttpRequest(api)
        super().__init__(token, f"{root}/bot", f"{root}/file/bot", request=request, get_updates_request=request)

    async def _do_post(self, endpoint: str, data: dict[str, Any], **timeouts: Any) -> Any:
        work = current_or_none()
        if work is None:
            return await super()._do_post(endpoint, data, **timeouts)
        params, files = plain(data)
        call = record(work, endpoint, params, _keep_files(work, files) if files else None)
        if endpoint == "sendMediaGroup":
            return []  # the promises are made in send_media_group
        if endpoint == "copyMessage":
            return {"message_id": -call.id}
        return True

    async def _send_message(self, endpoint: str, *args: Any, **options: Any) -> Any:
        result = await super()._send_message(endpoint, *args, **options)
        work = current_or_none()
        if work is None or endpoint.startswith(("edit", "stop")):
            return result
        call = work.calls[-1]
        return promise(self, call.id, Chat(call.chat_id, Chat.PRIVATE), call.created_at)

    async def send_media_group(self, chat_id: int | str, media: Any, *args: Any, **options: Any) -> tuple[Message, ...]:
        """An album is one call: its first message can be named, of the others nothing is known."""
        result = await super().send_media_group(chat_id, media, *args, **options)
        work = current_or_none()
        if work is None:
            return result
        call, chat = work.calls[-1], Chat(work.calls[-1].chat_id, Chat.PRIVATE)
        return tuple(promise(self, None if n else call.id, chat, call.created_at) for n in range(len(media)))


def record(work: UnitOfWork, method: str, params: dict[str, Any], files: dict[str, str] | None = None) -> Call:
    """Adds a call to the unit of work, to be committed with it.

    Raises NotInsideAnUpdate for calls that need an answer (get...) or are of no use later (typing),
    TwoCallsOneKey and TooManyCalls, and limits.TooLong or limits.Empty for what the platform would refuse.
    """
    if method.startswith(_NEEDS_ITS_ANSWER) or method in _OF_NO_USE_LATER:
        raise NotInsideAnUpdate(f"{method} inside an update: there is no network here; do it before or after")
    limits.check(method, params)
    target = _promised(params, "message_id")
    reply = params.get("reply_parameters")
    reply_target = _promised(reply, "message_id") if isinstance(reply, dict) else None
    chat_id = int(params.get("chat_id") or work.chat.chat_id)
    kind, expires_at = _kind_and_end(work, method, chat_id)
    unique_key = work.outgoing.unique_key if kind != Kind.CALLBACK else None
    if unique_key is not None and any(earlier.unique_key == unique_key for earlier in work.calls):
        raise TwoCallsOneKey(unique_key)
    new_id = next(work.ids, None)
    if new_id is None:
        raise TooManyCalls(f"more than {CALLS_PER_UPDATE} calls in one update")
    call = Call(
        id=new_id,
        bot=work.chat.bot,
        chat_id=chat_id,
        kind=kind,
        method=method,
        params=dumps(params),
        created_at=work.now,
        due_at=work.now,
        files=dumps(files) if files else None,
        expires_at=expires_at,
        target_id=target,
        reply_target_id=reply_target,
        about_kind=work.outgoing.about_kind,
        about_id=work.outgoing.about_id,
        inbox_id=work.inbox_id,
        unique_key=unique_key,
    )
    work.calls.append(call)
    return call


def _promised(params: dict[str, Any], name: str) -> int | None:
    """Takes a promised id out of the parameters; the sender puts the real one in."""
    found = params.get(name)
    if isinstance(found, int) and found < 0:
        del params[name]
        return -found
    return None


def _kind_and_end(work: UnitOfWork, method: str, chat_id: int) -> tuple[Kind, datetime | None]:
    if method == "answerCallbackQuery":
        return Kind.CALLBACK, work.now + CALLBACK_LIVES
    kind = work.outgoing.kind if work.outgoing.kind is not None else work.default_kind(chat_id)
    if work.outgoing.useful_until is not None:
        return kind, work.outgoing.useful_until
    return kind, work.now + ANSWER_LIVES if kind == Kind.ANSWER else None


def _keep_files(work: UnitOfWork, files: dict[str, InputFile]) -> dict[str, str]:
    kept = {}
    for part, file in files.items():
        name, content, mime = file.field_tuple
        data = content if isinstance(content, bytes) else content.read()
        sha256 = hashlib.sha256(data).hexdigest()
        work.files[sha256] = File(sha256, name, mime, data)
        kept[part] = sha256
    return kept


async def fresh_ids(connection: AsyncConnection, updates: int) -> list[Iterator[int]]:
    """For each of so many updates a supply of outbox ids, larger than all that a chat locked by us has seen.

    On SQLite we are the only writer, so the largest id tells; on PostgreSQL each value of a sequence
    stands for a block of ids.
    """
    if connection.dialect.name == "sqlite":
        last = await connection.scalar(select(func.coalesce(func.max(outbox.c.id), 0))) or 0
        return [count(last + 1)] * updates
    many = text("select nextval('outbox_ids') from generate_series(1, :updates)")
    firsts = (await connection.execute(many, {"updates": updates})).scalars()
    return [iter(range(first, first + CALLS_PER_UPDATE)) for first in firsts]


async def put(connection: AsyncConnection, calls: Iterable[Call], files: Iterable[File] = ()) -> list[Call]:
    """Writes calls (and the files they carry) into the outbox; the caller commits.

    Returns those that were written: one whose unique key is there already is left out, because its
    occasion had its message. An edit or delete of a promised message takes over the message's kind.
    """
    calls = list(calls)
    kept = [
        {"sha256": f.sha256, "name": f.name, "mime": f.mime, "content": f.content, "created_at": calls[0].created_at}
        for f in files
    ]
    if kept:
        # One that is there already is wanted again: it is kept from now on.
        statement = insert_into(connection, uploads)
        renewed = {"created_at": statement.excluded.created_at}
        await connection.execute(statement.on_conflict_do_update(index_elements=["sha256"], set_=renewed), kept)
    await _take_kinds_of_targets(connection, calls)
    always = [_row(call) for call in calls if call.unique_key is None]
    if always:
        await connection.execute(insert(outbox), always)
    known = await _put_once(connection, [call for call in calls if call.unique_key is not None])
    return [call for call in calls if call.id not in known]


async def _put_once(connection: AsyncConnection, calls: list[Call]) -> set[int]:
    """Writes calls with unique keys; returns the ids of those whose key was there already."""
    known: set[int] = set()
    for some in (calls[start : start + _AT_ONCE] for start in range(0, len(calls), _AT_ONCE)):
        written = await connection.execute(
            insert_ignoring(connection, outbox, "unique_key"), [_row(call) for call in some]
        )
        if written.rowcount == len(some):
            continue
        ids = {call.id for call in some}
        known |= ids - set(await connection.scalars(select(outbox.c.id).where(outbox.c.id.in_(sorted(ids)))))
    return known


async def _take_kinds_of_targets(connection: AsyncConnection, calls: list[Call]) -> None:
    """An edit of another kind than its message could overtake it, or wait for it at the head of its lane."""
    wanted = {call.target_id for call in calls if call.target_id is not None}
    if not wanted:
        return
    kinds = {call.id: call.kind for call in calls}
    if elsewhere := sorted(wanted - kinds.keys()):
        found = await connection.execute(select(outbox.c.id, outbox.c.kind).where(outbox.c.id.in_(elsewhere)))
        kinds |= {row.id: Kind(row.kind) for row in found}
    for call in calls:
        kind = kinds.get(call.target_id or 0, call.kind)
        if kind != call.kind:
            if call.expires_at == call.created_at + ANSWER_LIVES:
                call.expires_at = None
            call.kind = kinds[call.id] = kind


def _row(call: Call) -> dict[str, Any]:
    return {
        "id": call.id, "bot": call.bot, "chat_id": call.chat_id, "kind": int(call.kind), "method": call.method,
        "params": call.params, "files": call.files, "created_at": call.created_at, "due_at": call.due_at,
        "expires_at": call.expires_at, "target_id": call.target_id, "reply_target_id": call.reply_target_id,
        "about_kind": call.about_kind, "about_id": call.about_id, "inbox_id": call.inbox_id,
        "unique_key": call.unique_key,
    }  # fmt: skip


async def send_later(
    connection: AsyncConnection,
    bot: int,
    chat_id: int,
    method: str,
    params: dict[str, Any],
    *,
    kind: Kind,
    now: datetime,
    unique_key: str | None = None,
    useful_until: datetime | None = None,
    about: tuple[str, int] | None = None,
) -> int:
    """Puts one call into the outbox from outside a handler (the clock, a command line). Returns its id.

    When a call with this `unique_key` is there already nothing is written, and its id is returned. A call
    that is for no chat (the command menu) has `chat_id` 0. Raises InsideAnUpdate in a handler: there
    `context.bot` does it.
    """
    if current_or_none() is not None:
        raise InsideAnUpdate("send_later inside an update: use context.bot and work.outgoing(...)")
    new_id = next((await fresh_ids(connection, 1))[0])
    about_kind, about_id = about or (None, None)
    to_chat = {"chat_id": chat_id} if chat_id else {}
    call = Call(
        new_id, bot, chat_id, kind, method, dumps({**to_chat, **params}), now, now,
        expires_at=useful_until, about_kind=about_kind, about_id=about_id, unique_key=unique_key,
    )  # fmt: skip
    if await put(connection, [call]):
        return new_id
    return int((await connection.execute(select(outbox.c.id).where(outbox.c.unique_key == unique_key))).scalar_one())


async def is_there(connection: AsyncConnection, unique_key: str) -> bool:
    """Whether the occasion with this key has its message already."""
    found = await connection.scalar(select(outbox.c.id).where(outbox.c.unique_key == unique_key))
    return found is not None


async def those_there(connection: AsyncConnection, unique_keys: Collection[str]) -> set[str]:
    """The same for many at once: the keys whose message is there."""
    if not unique_keys:
        return set()
    found = await connection.execute(select(outbox.c.unique_key).where(outbox.c.unique_key.in_(unique_keys)))
    return {key for (key,) in found}


def edited_message(call: Call) -> int | None:
    """Which message an edit changes: a promised one as a negative id, a real one as it is."""
    if call.target_id is not None:
        return -call.target_id
    found = orjson.loads(call.params).get("message_id")
    return found if isinstance(found, int) else None
