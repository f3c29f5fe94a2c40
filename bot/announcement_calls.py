"""An announcement as rows of the outbox: to each person once, and later the words put right, or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from durable import outbox
from durable.tables import Kind
from durable.work import Call, dumps
from handlers.announcements.changes import edits_of
from handlers.announcements.message import ABOUT, calls_of
from handlers.announcements.message import Call as Params
from handlers.chat_language import speaking
from handlers.news.names import rows_of
from models import Announcement
from services.announcements.change_turns import Having
from services.announcements.feeding import Receiver

Body = tuple[str, str]
"""A method and its parameters as JSON, without the chat: the same for everybody is written once."""


async def put_announcement(
    connection: AsyncConnection, bot: int, announcement: Announcement, people: Sequence[Receiver], now: datetime
) -> tuple[dict[int, int], list[Call]]:
    """To each of these people. ({person: the id of the first call}, all calls)."""
    bodies: dict[str | None, list[Body]] = {}
    for language in {one.language for one in people}:
        with speaking(language):
            bodies[language] = _bodies(calls_of(announcement.parts, announcement.id, announcement.asks_rsvp))
    to_do = [(one, bodies[one.language]) for one in people]
    return await _put(connection, bot, announcement, to_do, f"announcement:{announcement.id}", now)


async def put_changes(
    connection: AsyncConnection, bot: int, announcement: Announcement, having: Sequence[Having], now: datetime
) -> tuple[dict[int, int | None], list[Call]]:
    """In place of what these people have. The same; None for somebody of whom no message is known."""
    to_do = []
    for one in having:
        with speaking(one.receiver.language):
            to_do.append((one.receiver, _bodies(_changes(announcement, one))))
    is_withdrawn = announcement.withdrawn_at is not None
    key = "back" if is_withdrawn else f"right-{announcement.revision}"
    first, calls = await _put(connection, bot, announcement, to_do, f"announcement-{key}:{announcement.id}", now)
    return {one.receiver.person_id: first.get(one.receiver.person_id) for one in having}, calls


def _changes(announcement: Announcement, having: Having) -> list[Params]:
    if announcement.withdrawn_at is None:
        asks = announcement.asks_rsvp
        rows = rows_of(announcement.id, asks_rsvp=asks, rsvp=having.rsvp, is_read=having.has_read)
        return edits_of(announcement.parts, announcement.id, asks, having.messages, rows)
    messages = [message for of_call in having.messages.values() for message in of_call]
    if len(messages) > 1:
        return [("deleteMessages", {"message_ids": messages})]
    return [("deleteMessage", {"message_id": message}) for message in messages]


def _bodies(calls: Sequence[Params]) -> list[Body]:
    return [(method, dumps(params)) for method, params in calls]


async def _put(
    connection: AsyncConnection, bot: int, announcement: Announcement, to_do: Sequence[tuple[Receiver, list[Body]]],
    key: str, now: datetime,
) -> tuple[dict[int, int], list[Call]]:  # fmt: skip
    """The ids of one person are neighbours: all of them are from one block, which is for far more calls."""
    ids = (await outbox.fresh_ids(connection, 1))[0]
    first: dict[int, int] = {}
    calls: list[Call] = []
    for receiver, bodies in to_do:
        for number, (method, body) in enumerate(bodies):
            call = Call(
                next(ids), bot, receiver.chat_id, Kind.BROADCAST, method,
                f'{{"chat_id":{receiver.chat_id},{body[1:]}', now, now, expires_at=_end(announcement, method),
                about_kind=ABOUT, about_id=announcement.id, unique_key=f"{key}:{receiver.person_id}:{number}",
            )  # fmt: skip
            first.setdefault(receiver.person_id, call.id)
            calls.append(call)
    if len(await outbox.put(connection, calls)) < len(calls):
        raise RuntimeError(f"calls of announcement {announcement.id} were in the outbox before their turn")
    return first, calls


def _end(announcement: Announcement, method: str) -> datetime | None:
    """What goes out is of no use after the end; what is put right or taken back is."""
    return announcement.ends_at if method.startswith("send") else None
