"""How the clock says one thing to several chats, each in its language, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from durable import outbox
from durable.tables import Kind
from durable.work import Call, dumps
from handlers.chat_language import languages_on, speaking
from handlers.telling import Notice, addressed, key_in


async def tell_once(
    session: AsyncSession,
    bot: int,
    chats: Sequence[int],
    notice: Callable[[], Notice],
    key: str,
    now: datetime,
    kind: Kind = Kind.NOTICE,
    useful_until: datetime | None = None,
) -> None:
    """Puts the notice into the outbox for each of these chats; with the same key a chat gets it once.

    A helper's chat gets it once for each person helped.
    """
    connection = await session.connection()
    spoken = await languages_on(connection, bot, chats)
    calls = []
    for chat_id, ids in zip(chats, await outbox.fresh_ids(connection, len(chats)), strict=False):
        with speaking(spoken.get(chat_id)):
            said, rows = notice()
        params: dict[str, object] = {"chat_id": chat_id, "text": addressed(said, chat_id), "parse_mode": "HTML"}
        params["link_preview_options"] = {"is_disabled": True}
        if rows:
            params["reply_markup"] = {"inline_keyboard": [[each.to_dict() for each in row] for row in rows]}
        calls.append(
            Call(
                next(ids), bot, chat_id, kind, "sendMessage", dumps(params), now, now,
                expires_at=useful_until, unique_key=f"{key}:{key_in(chat_id)}",
            )
        )  # fmt: skip
    await outbox.put(connection, calls)
