"""The office's whole bot on a database, with every message checked as Telegram would check it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from telegram import User

from durable.application import BotApplication
from durable.bot_api import BotApi
from durable.database import Database
from durable.outbox import DurableBot
from durable.work import UnitOfWork
from handlers.build import build
from handlers.notices import apologise
from tests.driver import BOT, TOKEN, Office, Reply
from tests.understanders import make_understander

OFFICE = "Disperindag Kutai Timur"
CONTACT = "0811 5555 111"
_MENUS = ("setMyCommands", "deleteMyCommands")
TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}


def make_application() -> BotApplication:
    """The bot of one process; another one goes on where it stopped."""
    root = "http://127.0.0.1:9"
    bot = DurableBot(BotApi(root, TOKEN), root, TOKEN)
    bot._bot_user = User(BOT, "Pendamping IKM", True, username="pendamping_ikm_bot")
    bot._bot_user.set_bot(bot)
    bot._initialized = True
    application = build(bot)
    application._initialized = True
    application.bot_data |= {"office_name": OFFICE, "office_contact": CONTACT, "understander": make_understander()}
    return application


class CheckedOffice(Office):
    """An Office that refuses what Telegram would refuse, and keeps a list of what became a dead letter."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, make_application(), self._note_and_apologise)
        self.dead: list[int] = []

    async def _note_and_apologise(self, unit: UnitOfWork) -> None:
        self.dead.append(unit.inbox_id)
        await apologise(unit)

    def restarts(self) -> None:
        """Another process takes over; it knows only what is in the database."""
        self.application = make_application()

    async def sends(self) -> list[Reply]:
        found = await super().sends()
        for reply in found:
            check(reply)
        return [reply for reply in found if reply.method not in _MENUS]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if "<" in data or "&" in data:
            self.faults.append(data)


def check(reply: Reply) -> None:
    """Fails where Telegram would answer 400, or where a person would stumble."""
    if reply.method in _MENUS:
        return
    tags = _Tags()
    tags.feed(reply.text)
    tags.close()
    assert tags.faults + tags.open == [], reply.text
    assert reply.raw.get("parse_mode") == "HTML" or not reply.text, reply.method
    least = 1 if reply.method in ("sendMessage", "editMessageText") else 0
    assert least <= len(reply.text.encode("utf-16-le")) // 2 <= 4096
    assert not re.search(r"\{\w+\}", re.sub(r"<i>.*?</i>", "", reply.text)), reply.text
    for row in (reply.raw.get("reply_markup") or {}).get("inline_keyboard", []):
        assert 1 <= len(row) <= (5 if all(len(key["text"]) <= 6 for key in row) else 3)  # the grid of a week
        for key in row:
            assert 1 <= len(key["callback_data"].encode()) <= 64
            assert 1 <= len(key["text"]) <= 40
