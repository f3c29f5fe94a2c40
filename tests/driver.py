"""People for tests: they write to the real inbox, the real engine answers, and the outbox is read.

No network: what would be sent is what the sender would post. `Person.says` gives back exactly the
messages the person would see, as `Reply`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import orjson
from sqlalchemy import select, update

from durable import clock, inbox
from durable.application import BotApplication
from durable.bot_api import BotApi
from durable.database import Database
from durable.dispatch import Closed, close
from durable.outbox import DurableBot, outbox
from durable.processing import Apologise, process_batch
from durable.tables import InboxState, OutboxState
from durable.work import Call, UnitOfWork

BOT = 7000001
TOKEN = f"{BOT}:test"
CALLS = [each.name for each in fields(Call)]


@dataclass(frozen=True)
class Reply:
    """One message or edit as the person would see it; `keys` are the labels of its buttons, row by row."""

    text: str
    keys: tuple[tuple[str, ...], ...] = ()
    method: str = "sendMessage"
    chat_id: int = 0
    raw: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    message_id: int | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text


def read_reply(method: str, params: str, chat_id: int, message_id: int | None = None) -> Reply:
    """A reply from what the outbox holds."""
    raw = orjson.loads(params)
    markup = raw.get("reply_markup") or {}
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    keys = tuple(tuple(key if isinstance(key, str) else key["text"] for key in row) for row in rows)
    return Reply(raw.get("text") or raw.get("caption") or "", keys, method, chat_id, raw, message_id)


async def no_apology(unit: UnitOfWork) -> None:
    """For tests in which nothing may become a dead letter quietly."""


class Office:
    """A bot at work on a database, without network: takes updates, gives back what it decided to send."""

    def __init__(self, database: Database, application: BotApplication, apologise: Apologise = no_apology) -> None:
        self.database, self.application, self.apologise = database, application, apologise
        self._update_id = 0
        self._message_id = 0
        self._seen = 0
        self.unheard: dict[int, list[Reply]] = {}

    def person(self, chat_id: int, name: str = "Siti", language: str = "id") -> Person:
        """Somebody with an own private chat."""
        return Person(self, chat_id, name, language)

    @property
    def is_new(self) -> bool:
        """Whether nobody has written yet."""
        return self._update_id == 0

    def remembers(self) -> dict[str, Any]:
        """What it knows beside its database, by the names of its attributes."""
        return {name: getattr(self, name) for name in ("_update_id", "_message_id", "_seen", "unheard")}

    def next_message_id(self) -> int:
        self._message_id += 1
        return self._message_id

    async def receives(self, **payload: Any) -> None:
        """The platform delivers one update; it is stored, not yet worked on."""
        self._update_id += 1
        async with self.database.write() as connection:
            await inbox.store(connection, BOT, [{"update_id": self._update_id, **payload}], clock.now())

    async def works(self) -> list[Reply]:
        """Works until nothing is pending; returns all that was decided to be sent since the last look."""
        while True:
            batch = await process_batch(self.database, self.application, BOT, self.apologise)
            if not await self._is_pending():
                break
            if batch.handled == 0:
                await self._retries_at_once()
        sent = await self.sends()
        for reply in sent:
            self.unheard.setdefault(reply.chat_id, []).append(reply)
        return sent

    async def _is_pending(self) -> bool:
        async with self.database.read() as connection:
            pending = select(inbox.inbox.c.id).where(inbox.inbox.c.state == InboxState.PENDING).limit(1)
            return await connection.scalar(pending) is not None

    async def _retries_at_once(self) -> None:
        """Takes the waiting out of retries."""
        async with self.database.write() as connection:
            await connection.execute(update(inbox.conversations).values(retry_at=None))

    async def sends(self) -> list[Reply]:
        """What was put into the outbox since the last look; given real message ids as a sender would."""
        o = outbox.c
        async with self.database.write() as connection:
            rows = (await connection.execute(select(outbox).where(o.id > self._seen).order_by(o.id))).all()
            self._seen = max([self._seen, *(row.id for row in rows)])
            calls = [Call(**{name: getattr(row, name) for name in CALLS}) for row in rows]
            ends = [Closed(call, OutboxState.SENT, message_id=self.next_message_id()) for call in calls]
            await close(connection, BOT, ends, clock.now())
        shown = [end for end in ends if end.call.method != "answerCallbackQuery"]
        return [read_reply(end.call.method, end.call.params, end.call.chat_id, end.message_id) for end in shown]


class Person:
    """Somebody who writes to the bot."""

    def __init__(self, office: Office, chat_id: int, name: str, language: str) -> None:
        self.office, self.chat_id = office, chat_id
        self.user = {"id": chat_id, "is_bot": False, "first_name": name, "language_code": language}
        self.chat = {"id": chat_id, "type": "private", "first_name": name}
        self.replies: list[Reply] = []

    def message(self, **content: Any) -> dict[str, Any]:
        """A message of this person, as the platform writes it."""
        return {
            "message_id": self.office.next_message_id(),
            "date": int(clock.now().timestamp()),
            "from": self.user,
            "chat": self.chat,
            **content,
        }

    async def says(self, text: str) -> list[Reply]:
        """Sends a text; returns the replies to this person."""
        entities = {}
        if text.startswith("/"):
            length = len(text.split()[0])
            entities = {"entities": [{"type": "bot_command", "offset": 0, "length": length}]}
        return await self.sends(text=text, **entities)

    async def replies_to(self, shown: Reply, **content: Any) -> list[Reply]:
        """Sends a message of any content as a reply to one of the bot's; returns the replies to this person."""
        replied = {"message_id": shown.message_id, "date": 1, "chat": self.chat, "text": "..."}
        return await self.sends(reply_to_message=replied, **content)

    async def sends(self, **content: Any) -> list[Reply]:
        """Sends a message of any content; returns the replies to this person."""
        return await self.delivers(message=self.message(**content))

    async def presses(self, label_or_data: str) -> list[Reply]:
        """Presses the button with this label in the latest message that has it, or sends this raw data."""
        data, pressed = label_or_data, "sendMessage"
        for reply in reversed(self.replies):
            rows = (reply.raw.get("reply_markup") or {}).get("inline_keyboard") or []
            found = [key for row in rows for key in row if key["text"] == label_or_data]
            if found:
                data, pressed = found[0]["callback_data"], reply.method
                break
        query = {
            "id": str(self.office.next_message_id()),
            "from": self.user,
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": self.office.next_message_id(),
                "date": int(clock.now().timestamp()),
                "chat": self.chat,
                **_shown(pressed),
            },
        }
        return await self.delivers(callback_query=query)

    async def delivers(self, **payload: Any) -> list[Reply]:
        """Any update of this person; returns the replies to this person."""
        self.hears()
        await self.office.receives(**payload)
        await self.office.works()
        return self.hears()

    def hears(self) -> list[Reply]:
        """What came to this person since the last look, whoever caused it."""
        inbox = self.office.unheard.pop(self.chat_id, [])
        self.replies.extend(inbox)
        return inbox


def _shown(method: str) -> dict[str, Any]:
    """What a message of the bot holds: a file with its caption has no text that an edit could replace."""
    if method == "sendDocument":
        return {"caption": "...", "document": {"file_id": "doc", "file_unique_id": "doc"}}
    if method == "sendPhoto":
        return {"caption": "...", "photo": [{"file_id": "pic", "file_unique_id": "pic", "width": 9, "height": 9}]}
    return {"text": "..."}


def make_bot() -> DurableBot:
    """A bot that has introduced itself, for applications that never touch the network."""
    from telegram import User

    root = "http://127.0.0.1:9"
    bot = DurableBot(BotApi(root, TOKEN), root, TOKEN)
    bot._bot_user = User(BOT, "Pendamping IKM", True, username="pendamping_ikm_bot")
    bot._bot_user.set_bot(bot)
    bot._initialized = True
    return bot
