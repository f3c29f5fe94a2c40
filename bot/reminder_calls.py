"""Messages of reminders as rows of the outbox: each under a key of its own, so that none can be there twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import InlineKeyboardMarkup

from durable import limits, outbox
from durable.outbox import CALLS_PER_UPDATE
from durable.tables import Kind
from durable.work import Call, dumps
from handlers.reminding.messages import Message


@dataclass(frozen=True)
class Planned:
    """A message that is to go out, as it will be posted."""

    chat_id: int
    params: str
    message: Message

    @property
    def unique_key(self) -> str:
        """No other message will ever begin with this reminder."""
        return f"reminder:{min(due.id for due in self.message.dues)}"


def planned(chat_id: int, message: Message) -> Planned:
    """The message for this chat. Raises what the platform would refuse it for."""
    params: dict[str, object] = {
        "chat_id": chat_id, "text": message.words, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True},
    }  # fmt: skip
    if message.rows:
        params["reply_markup"] = InlineKeyboardMarkup(message.rows).to_dict()
    limits.check("sendMessage", params)
    return Planned(chat_id, dumps(params), message)


async def put(connection: AsyncConnection, bot: int, some: Sequence[Planned], now: datetime) -> dict[int, int]:
    """Writes them into the outbox. {reminder id: outbox id} of all the reminders that they are.

    A message that is there already, though its reminder was pending, is not written again.
    """
    if not some:
        return {}
    ids = chain.from_iterable(await outbox.fresh_ids(connection, 1 + len(some) // CALLS_PER_UPDATE))
    calls = [_call(number, bot, each, now) for number, each in zip(ids, some, strict=False)]
    written = {call.id for call in await outbox.put(connection, calls)}
    o = outbox.outbox.c
    missing = [call.unique_key for call in calls if call.id not in written]
    there = await connection.execute(select(o.unique_key, o.id).where(o.unique_key.in_(missing))) if missing else ()
    earlier = {row.unique_key: row.id for row in there}
    return {
        due.id: earlier.get(each.unique_key, call.id)
        for call, each in zip(calls, some, strict=True)
        for due in each.message.dues
    }


def _call(number: int, bot: int, each: Planned, now: datetime) -> Call:
    about_kind, about_id = each.message.about or (None, None)
    return Call(
        number, bot, each.chat_id, Kind.REMINDER, "sendMessage", each.params, now, now,
        expires_at=each.message.useful_until, about_kind=about_kind, about_id=about_id, unique_key=each.unique_key,
    )  # fmt: skip
