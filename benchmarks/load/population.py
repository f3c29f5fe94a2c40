"""All scripted people, their chats, and the updates that their acts make."""

from __future__ import annotations

import asyncio
import calendar
import itertools
import random
import time
from typing import Any

from benchmarks.load.chats import Chat
from benchmarks.load.people import NEVER, Person, Talk
from benchmarks.load.polling import Polling
from benchmarks.load.script import Press, Script
from benchmarks.load.tally import Tally
from benchmarks.load.updates import UpdateQueue

FIRST_CHAT = 1_000_001
LOOK_AT_DEADLINES_EVERY = 0.1


class Population:
    """The world of the people: it gives them chats, takes their acts and ends what waits too long."""

    def __init__(self, tally: Tally, queue: UpdateQueue, polling: Polling, chance: random.Random) -> None:
        self.tally = tally
        self.people: list[Person] = []
        self.chats: dict[int, Chat] = {}
        self.open_callbacks: set[str] = set()
        self.all_stopped = asyncio.Event()
        self._queue, self._polling, self._chance = queue, polling, chance
        self._left = 0
        self._message_ids = itertools.count(1)
        self._callback_ids = itertools.count(1)
        self._loop = asyncio.get_running_loop()

    def add(self, script: Script, count: int, loops: int, ramp: float, timeout: float) -> list[Person]:
        """Lets `count` people begin, spread evenly over `ramp` seconds."""
        first = len(self.people)
        added = [Person(self, script, first + i, loops, timeout, self._chance) for i in range(count)]
        self.people += added
        self._left += count
        self.all_stopped.clear()
        for at, person in enumerate(added):
            self._loop.call_later(ramp * at / count, person.begin)
        return added

    def talks(self) -> list[Talk]:
        """Every talk that ended, finished or broken."""
        return [talk for person in self.people for talk in person.talks]

    def left(self) -> str:
        """How many people are not done, and where the first of them wait."""
        waiting = [person for person in self.people if person.deadline != NEVER]
        first = "; ".join(f"person {person.number}: {person.where()}" for person in waiting[:3])
        return f"{self._left} people are not done. {first}"

    async def end_what_waits_too_long(self) -> None:
        """Runs until cancelled."""
        while True:
            await asyncio.sleep(LOOK_AT_DEADLINES_EVERY)
            now = self.now()
            for person in self.people:
                if person.deadline < now:
                    person.overdue()

    def now(self) -> float:
        """Seconds on a clock that only rises."""
        return self._loop.time()

    def date(self) -> int:
        """The date of a message, as Telegram counts: seconds since 1970."""
        return calendar.timegm(time.gmtime())

    def next_message_id(self) -> int:
        """Message ids of all private chats of a bot come from one row of numbers."""
        return next(self._message_ids)

    def new_chat(self, reader: Person | None) -> Chat:
        """A chat that nobody used before."""
        chat = Chat(FIRST_CHAT + len(self.chats), reader)
        self.chats[chat.chat_id] = chat
        return chat

    def say(self, chat: Chat, text: str) -> None:
        """The person writes a text or a command."""
        message: dict[str, Any] = {"message_id": self.next_message_id(), "date": self.date(), "chat": chat.shape}
        message |= {"from": chat.user, "text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self._act("message", message)

    def press(self, chat: Chat, label: Press) -> bool:
        """The person presses a button; False when there is none with such a label."""
        found = chat.find_button(label.pattern)
        if found is None:
            return False
        message, data = found
        query_id = str(next(self._callback_ids))
        self.open_callbacks.add(query_id)
        self.tally.buttons_pressed += 1
        query = {"id": query_id, "from": chat.user, "message": message, "data": data}
        self._act("callback_query", query | {"chat_instance": str(chat.chat_id)})
        return True

    def person_stopped(self, person: Person) -> None:
        """A person did all its talks."""
        self._left -= 1
        if self._left == 0:
            self.all_stopped.set()

    def _act(self, kind: str, content: dict[str, Any]) -> None:
        self.tally.acts += 1
        if self._queue.put(kind, content):
            self._polling.wake()
