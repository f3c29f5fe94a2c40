"""The bot was away for so long that the platform has forgotten what people wrote: tell them, once.

Telegram keeps updates for 24 hours. Whoever was active in the last two weeks may have written into
nothing; they are asked to write again, in daylight (a notice keeps the quiet hours).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from durable import outbox, values
from durable.inbox import conversations
from durable.tables import Kind
from durable.work import Call, dumps

logger = logging.getLogger(__name__)

TOO_LONG = timedelta(hours=23)
ACTIVE_WITHIN = timedelta(days=14)

AwayText = Callable[[datetime, datetime, str], str]
"""(start, end, language) -> what a person is told."""


async def note_poll(connection: AsyncConnection, bot: int, now: datetime) -> None:
    """Notes that updates were fetched now; a gap before it that was too long is kept to be told."""
    last = await values.read(connection, f"polled_at:{bot}")
    await values.write(connection, f"polled_at:{bot}", now.isoformat())
    if last is not None and now - datetime.fromisoformat(last) > TOO_LONG:
        await values.write(connection, f"away:{bot}", f"{last}/{now.isoformat()}")
        logger.warning("bot_was_away", extra={"since": last})


async def tell_about_absence(
    connection: AsyncConnection, bot: int, text: AwayText, staff: Sequence[int], staff_text: AwayText, now: datetime
) -> int:
    """Puts the news of a long absence into the outbox, if there was one. Returns how many people get it.

    Each chat and absence has one unique key, so a crash in the middle repeats nothing.
    """
    noted = await values.read(connection, f"away:{bot}")
    if noted is None:
        return 0
    start, end = (datetime.fromisoformat(part) for part in noted.split("/"))
    c = conversations.c
    active = select(c.chat_id, c.language).where(
        c.bot == bot, c.last_heard_at > end - ACTIVE_WITHIN, c.unreachable_at.is_(None), c.chat_id > 0
    )
    people = (await connection.execute(active)).all()
    ids = await outbox.fresh_ids(connection, len(people) + len(staff))
    calls = [
        _call(next(own), bot, row.chat_id, text(start, end, row.language), f"away:{noted[-25:]}:{row.chat_id}", now)
        for own, row in zip(ids, people, strict=False)
    ]
    calls += [
        _call(next(own), bot, chat, staff_text(start, end, ""), f"away-staff:{noted[-25:]}:{chat}", now)
        for own, chat in zip(ids[len(people) :], staff, strict=True)
    ]
    await outbox.put(connection, calls)
    await values.forget(connection, f"away:{bot}")
    return len(people)


def _call(new_id: int, bot: int, chat_id: int, text: str, key: str, now: datetime) -> Call:
    params = dumps({"chat_id": chat_id, "text": text, "parse_mode": "HTML"})
    return Call(new_id, bot, chat_id, Kind.NOTICE, "sendMessage", params, now, now, unique_key=key)
