"""A web phone for tests: the real server as a process of its own, and people who write, press and wait.

    async with Phone(tmp_path) as phone:
        siti = phone.person("siti")
        replies = await siti.says("/daftar")      # what the bot answered, as Message objects
        replies = await siti.press("Saya setuju")  # a button of either keyboard, by label or data

Each act waits until the bot has answered and then kept quiet for `quiet` seconds; `replies=0` does not wait,
`replies=n` waits for n of them. A bot's message that was edited counts as an answer.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any, Self

import aiohttp

Message = dict[str, Any]

ROOT = Path(__file__).parent.parent
TOKEN = "8800000001:web-phone"
STAFF_ID = 1000005
PNG = (  # one grey pixel, for tests that only need a picture
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cch\x00\x00\x00\x82\x00\x81w\xcdr\xb6\x00\x00\x00\x00IEND\xaeB`\x82"
)


class NoAnswer(AssertionError):
    """The bot did not answer in time; the text shows the end of the chat."""


class ActFailed(AssertionError):
    """The phone refused an act; the text is its line."""


class Phone:
    """The server: start() and stop() it, or use it as an async context manager."""

    def __init__(self, folder: Path, *, port: int = 0, environment: dict[str, str] | None = None) -> None:
        """`folder` gets the phone's database; port 0 takes a free one, and a restart keeps it."""
        self.data = folder / "phone.db"
        self.port = port
        self.environment = environment or {}
        self.token = TOKEN
        self.quiet = 0.25  # seconds without a further answer that make an answer complete
        self.patience = 15.0  # seconds until a missing answer is an error
        self.process: asyncio.subprocess.Process | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def url(self) -> str:
        """Root of the server: BOT_API_URL of a bot that shall live here."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def session(self) -> aiohttp.ClientSession:
        assert self._session is not None, "the phone is not started"
        return self._session

    async def start(self) -> Self:
        """Starts the process and waits until it says its address."""
        command = [sys.executable, "-m", "gateways.phone", "--port", str(self.port), "--data", str(self.data)]
        self.process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=os.environ | self.environment, stdout=asyncio.subprocess.PIPE
        )
        assert self.process.stdout is not None
        line = (await asyncio.wait_for(self.process.stdout.readline(), 20)).decode()
        assert line.startswith("Web phone: http://"), f"the phone did not start: {line!r}"
        self.port = int(line.rstrip("/\n").rsplit(":", 1)[1])
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=90))
        return self

    async def stop(self, how: int = signal.SIGTERM) -> int:
        """Ends the process with a signal and returns its exit code."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), 15)

    async def restart(self, how: int = signal.SIGKILL) -> None:
        """Ends the process (by default as a power switch does) and starts it again at the same address."""
        await self.stop(how)
        await self.start()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *exception: object) -> None:
        if self._session is not None:
            await self._session.close()
        if self.process is not None and self.process.returncode is None:
            await self.stop(signal.SIGKILL)

    def person(self, key: str) -> Person:
        """Returns a driver for siti, rahmat, bu-dewi, pak-anton, kantor, p6 ..."""
        return Person(self, key)

    async def new_person(self, first_name: str) -> Person:
        """Makes a new person and returns the driver."""
        async with self.session.post(f"{self.url}/api/people", json={"first_name": first_name}) as response:
            assert response.status == 201, await response.text()
            return Person(self, (await response.json())["key"])

    async def people(self) -> dict[str, Any]:
        """Returns all people by key."""
        async with self.session.get(f"{self.url}/api/people") as response:
            return {person["key"]: person for person in (await response.json())["people"]}

    async def call(self, method: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        """Calls a Bot API method as a bot would, with JSON; returns the whole answer."""
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", json=parameters or {}) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    async def control(self, what: str, body: Any = None, verb: str = "POST") -> dict[str, Any]:
        """Speaks to /control/<what>; see docs/reference/phone.md."""
        async with self.session.request(verb, f"{self.url}/control/{what}", json=body) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == 200, answer
            return answer

    async def faults(self, *rules: dict[str, Any], seed: int | None = None) -> None:
        """Replaces all faults, e.g. faults({"kind": "429", "next": 1}); without any: no more faults."""
        await self.control("faults", {"rules": list(rules), "seed": seed})

    async def calls(self, method: str | None = None, after: int = 0) -> list[dict[str, Any]]:
        """Returns the bot's calls so far (after number `after`), of one method or all."""
        found = (await self.control(f"calls?after={after}", verb="GET"))["calls"]
        return [call for call in found if method is None or call["method"].lower() == method.lower()]


class Person:
    """What one person does on the phone and sees of the bot's answers."""

    def __init__(self, phone: Phone, key: str) -> None:
        self.phone = phone
        self.key = key
        self.seen = 0  # the last event that was given back
        self.toasts: list[str] = []  # what answerCallbackQuery showed
        self.last_sent: Message | None = None

    async def says(self, text: str, *, reply_to: int | None = None, replies: int | None = None) -> list[Message]:
        """Writes a message."""
        return await self._act("text", {"text": text, "reply_to": reply_to}, replies)

    async def press(self, button: str, *, message_id: int | None = None, replies: int | None = None) -> list[Message]:
        """Presses the newest button with this label or data (of one message, or of the chat), in either keyboard."""
        messages = await self.messages()
        for message in reversed(messages):
            if message_id is not None and message["message_id"] != message_id:
                continue
            for row, col, found in _buttons(message):
                if button in (found["text"], found.get("callback_data")):
                    return await self._act(
                        "press", {"message_id": message["message_id"], "row": row, "col": col}, replies
                    )
        if message_id is None and button in self._reply_labels(messages):
            return await self.says(button, replies=replies)
        raise ActFailed(f"no button {button!r}; there are {self.labels_in(messages)}")

    async def press_data(self, message_id: int, data: str, *, replies: int | None = None) -> list[Message]:
        """Sends a press with any data, as an old or a forged button would."""
        return await self._act("press", {"message_id": message_id, "data": data}, replies)

    async def sends_file(
        self,
        kind: str,
        *contents: bytes,
        caption: str = "",
        name: str = "file.bin",
        reply_to: int | None = None,
        replies: int | None = None,
    ) -> list[Message]:
        """Sends a file (photo, document, voice, video, sticker), or several as an album."""
        form = aiohttp.FormData(quote_fields=False)
        for content in contents:
            form.add_field("file", content, filename=name)
        form.add_field("as", kind)
        form.add_field("caption", caption)
        if reply_to is not None:
            form.add_field("reply_to", str(reply_to))
        return await self._act("file", form, replies)

    async def sends_photo(
        self, content: bytes = PNG, *, caption: str = "", replies: int | None = None
    ) -> list[Message]:
        """Sends a photo."""
        return await self.sends_file("photo", content, caption=caption, name="foto.png", replies=replies)

    async def shares_location(self, latitude: float, longitude: float, *, replies: int | None = None) -> list[Message]:
        """Shares a place."""
        return await self._act("location", {"latitude": latitude, "longitude": longitude}, replies)

    async def shares_contact(self, phone_number: str, *, own: bool = True, replies: int | None = None) -> list[Message]:
        """Shares a phone number, the own one or somebody's."""
        fields = {"phone_number": phone_number, "first_name": "Kontak", "own": own}
        return await self._act("contact", fields, replies)

    async def edits(self, message_id: int, text: str, *, replies: int | None = None) -> list[Message]:
        """Changes an own message."""
        return await self._act("edit", {"message_id": message_id, "text": text}, replies)

    async def forwards(self, message_id: int, *, replies: int | None = None) -> list[Message]:
        """Forwards one of the chat's messages to the bot."""
        return await self._act("forward", {"message_id": message_id}, replies)

    async def opens(self, payload: str = "", *, replies: int | None = None) -> list[Message]:
        """Opens the bot, e.g. by a deep link with this payload."""
        return await self._act("start", {"payload": payload}, replies)

    async def block(self, blocked: bool = True) -> None:
        """Blocks (or unblocks) the bot."""
        await self._act("block", {"blocked": blocked}, 0)

    async def reads(self, up_to: int) -> None:
        """Marks the bot's messages up to this one as read."""
        await self._act("read", {"up_to": up_to}, 0)

    async def messages(self) -> list[Message]:
        """Returns the chat as it stands: own messages have "out", the bot's may have "reply_keyboard"."""
        async with self.phone.session.get(self._path("messages")) as response:
            found: list[Message] = (await response.json())["messages"]
            return found

    async def labels(self) -> list[str]:
        """Returns the labels of all buttons that can be pressed now."""
        return self.labels_in(await self.messages())

    def labels_in(self, messages: list[Message]) -> list[str]:
        """Returns the labels of the inline buttons of these messages and of the last reply keyboard."""
        inline = [found["text"] for message in messages for _, _, found in _buttons(message)]
        return inline + self._reply_labels(messages)

    @staticmethod
    def _reply_labels(messages: list[Message]) -> list[str]:
        keyboards = [message["reply_keyboard"] for message in messages if "reply_keyboard" in message]
        rows = keyboards[-1].get("keyboard", []) if keyboards else []
        return [found["text"] for row in rows for found in row]

    async def wait_for(self, count: int) -> list[Message]:
        """Waits for the next `count` answers of the bot that were not given back yet."""
        return await self._answers(count)

    async def collects(self, quiet: float | None = None) -> list[Message]:
        """Returns the answers that come until the bot keeps quiet; none is no error."""
        found: list[Message] = []
        while more := await self._next_answers(self.phone.quiet if quiet is None else quiet):
            found += more
        return found

    async def _act(self, act: str, body: Any, replies: int | None) -> list[Message]:
        sent = {"data": body} if isinstance(body, aiohttp.FormData) else {"json": body}
        async with self.phone.session.post(self._path(act), **sent) as response:
            answer = await response.json()
        if not answer["ok"]:
            raise ActFailed(answer["error"])
        self.seen = answer["last_event"]
        self.last_sent = answer.get("message") or self.last_sent
        if replies is None:
            return await self._answers(1) + await self.collects()
        return await self._answers(replies)

    async def _answers(self, count: int) -> list[Message]:
        """Takes whole answers; what comes together with the last one is given back too."""
        found: list[Message] = []
        end = asyncio.get_running_loop().time() + self.phone.patience
        while len(found) < count:
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                chat = [message.get("text", "...") for message in (await self.messages())[-6:]]
                raise NoAnswer(f"{self.key} waited for {count} answers and got {len(found)}; the chat ends with {chat}")
            found += await self._next_answers(min(left, 5.0))
        return found

    async def _next_answers(self, seconds: float) -> list[Message]:
        """Waits up to `seconds` for an answer; toasts and the like do not end the waiting."""
        end = asyncio.get_running_loop().time() + seconds
        while (left := end - asyncio.get_running_loop().time()) > 0:
            if found := await self._next_messages(left):
                return found
        return []

    async def _next_messages(self, seconds: float) -> list[Message]:
        query = {"after": str(self.seen), "timeout": str(seconds)}
        async with self.phone.session.get(self._path("events"), params=query) as response:
            answer = await response.json()
        self.seen = answer["last"]
        found: list[Message] = []
        for entry in answer["events"]:
            event = entry["event"]
            if event["kind"] in ("message", "edited") and not event["message"].get("out"):
                found.append(event["message"])
            elif event["kind"] == "callback_answered" and event["text"]:
                self.toasts.append(event["text"])
        return found

    def _path(self, what: str) -> str:
        return f"{self.phone.url}/api/people/{self.key}/{what}"


def _buttons(message: Message) -> list[tuple[int, int, dict[str, Any]]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [(row, col, found) for row, line in enumerate(rows) for col, found in enumerate(line)]
