"""The page's test double: a server that follows the phone's contract with whatever a test puts in.

It keeps its events through a stop and a start (`serve`), as the real one keeps them in its database.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn

from .fake_routes import build_app

NAMES = {
    "siti": ("Siti", "produsen di Busang", "#b4552d"),
    "rahmat": ("Rahmat", "produsen di Bengalon", "#3a6ea5"),
    "bu-dewi": ("Bu Dewi", "pendamping", "#8e4a8c"),
    "pak-anton": ("Pak Anton", "pendamping", "#4d7a34"),
    "kantor": ("Kantor", "petugas, admin", "#5b5f97"),
    "p6": ("Wati", "orang baru", "#a8812a"),
    "p7": ("Joko", "orang baru", "#2f7f86"),
}


@dataclass
class Chat:
    """One person's chat: every event ever, and who listens now."""

    person: dict[str, Any]
    events: list[dict[str, Any]] = field(default_factory=list)
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    listeners: set[asyncio.Queue[dict[str, Any]]] = field(default_factory=set)
    asked_after: list[int] = field(default_factory=list)  # of each window that was opened
    taken_up_to: int = 0

    def emit(self, event: dict[str, Any]) -> None:
        """Keeps the event and hands it to every open window."""
        frame = {"type": "event", "id": len(self.events) + 1, "event": event}
        self.events.append(frame)
        self.tell(frame)

    def hang_up(self) -> None:
        """Closes every open window's line."""
        self.tell({})
        self.listeners.clear()

    def take(self, up_to: int) -> None:
        """The bot has taken the person's messages up to this one."""
        self.taken_up_to = up_to
        self.tell({"type": "taken", "up_to": up_to})

    def tell(self, frame: dict[str, Any]) -> None:
        """Hands a frame to every open window, kept nowhere."""
        for queue in self.listeners:
            queue.put_nowait(frame)


class FakePhone:
    """What a test says to the page (`bot_says`, ...) and what the page did (`done`)."""

    def __init__(self) -> None:
        self.bot = {
            "id": 77,
            "first_name": "Pendamping IKM",
            "username": "pendamping_bot",
            "description": "Saya membantu usaha kecil di Kutai Timur: mendaftar, bertanya, dan belajar.",
            "short_description": "Teman usaha kecil.",
        }
        self.commands = [
            {"command": "menu", "description": "Menu utama"},
            {"command": "daftar", "description": "Daftarkan usaha"},
            {"command": "bantuan", "description": "Cara memakai"},
        ]
        self.bot_online = True
        self.done: list[tuple[str, str, dict[str, Any]]] = []
        self.files: dict[str, tuple[bytes, str]] = {}
        self.refuse: str | None = None
        self.instance = "first"
        self.answers: dict[str, dict[str, Any]] = {}  # by nonce
        self.ids = itertools.count(1)
        self.queries = itertools.count(1)
        self.chats: dict[str, Chat] = {}
        self.port = 0
        self.closing = asyncio.Event()
        for key, (name, hint, color) in NAMES.items():
            self.add_person(key, name, hint, color)

    def add_person(self, key: str, name: str, hint: str = "orang baru", color: str = "#777777") -> dict[str, Any]:
        """A person with an empty chat."""
        number = 1001 + len(self.chats)
        person = {"key": key, "id": number, "first_name": name, "username": key, "language_code": "id"}
        person |= {"role_hint": hint, "blocked": False, "unread": 0, "color": color}
        self.chats[key] = Chat(person)
        return person

    def message(self, key: str, *, out: bool, nonce: str | None = None, **fields: Any) -> dict[str, Any]:
        """A new message in the chat, as the Bot API would show it; `date` may be given."""
        chat = self.chats[key]
        made = {"message_id": next(self.ids), "date": int(time.time()), "out": out} | fields
        made["from"] = {"id": chat.person["id"], "is_bot": False, "first_name": chat.person["first_name"]}
        if not out:
            made["from"] = {"id": 77, "is_bot": True, "first_name": self.bot["first_name"]}
        chat.messages[made["message_id"]] = made
        chat.emit({"kind": "message", "message": made} | ({"nonce": nonce} if nonce else {}))
        return made

    def remember(self, nonce: str | None, answer: dict[str, Any]) -> None:
        """Keeps what an act was answered, for the same act once more."""
        if nonce is not None:
            self.answers[nonce] = answer

    def start_anew(self, key: str) -> None:
        """The server goes away and comes back with another database, which knows nothing of this person yet."""
        self.chats[key].hang_up()
        self.instance += " again"
        self.chats[key].events.clear()
        self.chats[key].messages.clear()

    def bot_says(self, key: str, text: str, **fields: Any) -> dict[str, Any]:
        """A text of the bot."""
        return self.message(key, out=False, text=text, **fields)

    def bot_edits(self, key: str, message_id: int, **fields: Any) -> None:
        """The bot changes fields of a message; None takes a field away."""
        changed = self.chats[key].messages[message_id] | fields | {"edit_date": int(time.time())}
        changed = {name: value for name, value in changed.items() if value is not None}
        self.chats[key].messages[message_id] = changed
        self.chats[key].emit({"kind": "edited", "message": changed})

    def bot_answers(self, key: str, query_id: str, message_id: int, text: str = "", alert: bool = False) -> None:
        """The bot's answer to a press."""
        answer = {"query_id": query_id, "message_id": message_id, "text": text, "show_alert": alert, "url": None}
        self.chats[key].emit({"kind": "callback_answered", **answer})

    def file(self, content: bytes, mime: str) -> str:
        """Keeps bytes; gives their file id."""
        file_id = f"file{len(self.files) + 1}"
        self.files[file_id] = (content, mime)
        return file_id

    async def wait_done(self, verb: str, count: int = 1) -> list[dict[str, Any]]:
        """The bodies of this verb so far, once there are `count`; fails after 5 s."""
        deadline = time.monotonic() + 5
        while True:
            bodies = [body for _, each, body in self.done if each == verb]
            if len(bodies) >= count:
                return bodies
            assert time.monotonic() < deadline, f"the page did not do {verb!r}: {self.done}"
            await asyncio.sleep(0.02)

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Runs the server, at the same port each time; gives its address."""
        self.closing = asyncio.Event()
        config = uvicorn.Config(build_app(self), host="127.0.0.1", port=self.port, log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        task = asyncio.create_task(server._serve())
        while not server.started:
            assert not task.done(), "the test server did not start"
            await asyncio.sleep(0.01)
        self.port = server.servers[0].sockets[0].getsockname()[1]
        try:
            yield f"http://127.0.0.1:{self.port}"
        finally:
            self.closing.set()
            server.should_exit = True
            server.force_exit = True
            await task
