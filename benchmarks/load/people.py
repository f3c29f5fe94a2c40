"""Scripted people: each plays its script again and again, every time in a chat of its own."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from benchmarks.load.chats import Chat
from benchmarks.load.script import Expect, Press, Say, Script, Step, Think
from benchmarks.load.tally import Tally

NEVER = float("inf")


class World(Protocol):
    """What people need of the server."""

    tally: Tally

    def now(self) -> float: ...
    def new_chat(self, reader: Person) -> Chat: ...
    def say(self, chat: Chat, text: str) -> None: ...
    def press(self, chat: Chat, label: Press) -> bool: ...
    def person_stopped(self, person: Person) -> None: ...


@dataclass(frozen=True)
class Talk:
    """One talk that ended, in a chat of its own: the texts the person wrote, and where it broke (None: finished)."""

    person: int
    loop: int
    chat_id: int
    said: tuple[str, ...]
    broken: str | None


class Person:
    """Plays a script `loops` times (0: for ever). Breaks off a talk when a step waits longer than its time-out."""

    def __init__(
        self, world: World, script: Script, number: int, loops: int, timeout: float, chance: random.Random
    ) -> None:
        self._world, self._script, self._loops, self._timeout, self._chance = world, script, loops, timeout, chance
        self.number, self.loop = number, -1
        self.chat: Chat | None = None
        self.talks: list[Talk] = []
        self.deadline = NEVER
        self._unread: deque[str] = deque(maxlen=20)
        self._said: list[str] = []
        self._acted_at: float | None = None
        self._step = 0
        self._step_since = 0.0
        self._thinking = False

    def begin(self) -> None:
        """Starts the next talk, in a new chat; or stops when all loops are done."""
        if self._loops and self.loop + 1 >= self._loops:
            self._world.person_stopped(self)
            return
        self.loop += 1
        self.chat = self._world.new_chat(self)
        self._unread.clear()
        self._said, self._acted_at, self._step, self._thinking = [], None, 0, False
        self._set_deadline()
        self._go_on()

    def sees(self, text: str) -> None:
        """A message of the bot arrives, or one changes."""
        self._unread.append(text)
        step = self._script.steps[self._step]
        if isinstance(step, Expect) and step.forbidden is not None and step.forbidden.search(text):
            self._end(self.where())
        elif not self._thinking:
            self._go_on()

    def overdue(self) -> None:
        """The time-out of the current step is over."""
        self._end(self.where())

    @property
    def waiting_since(self) -> float | None:
        """Since when the person waits for a message or a button, on the loop's clock; None when it does not wait."""
        return None if self.deadline == NEVER else self._step_since

    def where(self) -> str:
        """The step the person waits at and what it read last, for a reader who mends a script."""
        if self.chat is None or self._step >= len(self._script.steps):
            return "not in a talk"
        step = self._script.steps[self._step]
        read = f"last read {self._unread[-1]!r}" if self._unread else "nothing new to read"
        buttons = f", buttons {self.chat.labels()}" if isinstance(step, Press) else ""
        return f"step {self._step + 1} {step}: {read}{buttons}"

    def _go_on(self) -> None:
        while self._step < len(self._script.steps):
            if not self._do(self._script.steps[self._step]):
                return
            self._next_step()
        self._end(None)

    def _next_step(self) -> None:
        self._step += 1
        self._set_deadline()

    def _set_deadline(self) -> None:
        step = self._script.steps[self._step] if self._step < len(self._script.steps) else None
        if step is None or isinstance(step, Think):
            self.deadline = NEVER
        else:
            own = step.timeout if isinstance(step, Expect) else None
            self._step_since = self._world.now()
            self.deadline = self._step_since + (self._timeout if own is None else own)

    def _do(self, step: Step) -> bool:
        """True when the step is done; else the person waits, for a message or for the end of a thought."""
        assert self.chat is not None
        match step:
            case Expect():
                return self._read(step)
            case Press():
                pressed = self._world.press(self.chat, step)
                if pressed:
                    self._acted_at = self._world.now()
                return pressed
            case Say():
                text = step.text.format(person=self.number, loop=self.loop, chat=self.chat.chat_id)
                self._said.append(text)
                self._acted_at = self._world.now()
                self._world.say(self.chat, text)
                return True
            case Think():
                self._thinking = True
                seconds = self._chance.uniform(step.shortest, step.longest)
                asyncio.get_running_loop().call_later(seconds, self._thought)
                return False

    def _read(self, step: Expect) -> bool:
        for at, text in enumerate(self._unread):
            if step.pattern.search(text):
                for _ in range(at + 1):
                    self._unread.popleft()
                self._world.tally.other_messages += at
                if self._acted_at is not None:
                    self._world.tally.replies += 1
                    self._world.tally.latencies.append(self._world.now() - self._acted_at)
                    self._acted_at = None
                return True
        return False

    def _thought(self) -> None:
        self._thinking = False
        self._next_step()
        self._go_on()

    def _end(self, broken: str | None) -> None:
        assert self.chat is not None
        self.chat.reader = None
        self.deadline = NEVER
        self.talks.append(Talk(self.number, self.loop, self.chat.chat_id, tuple(self._said), broken))
        if broken is None:
            self._world.tally.finished += 1
        else:
            self._world.tally.broken += 1
        asyncio.get_running_loop().call_soon(self.begin)
