"""The load server: a Bot API double on 127.0.0.1 whose users are scripted people."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from benchmarks.load.calls import Call, Calls
from benchmarks.load.connection import Connection
from benchmarks.load.faults import Fault, FaultPlan
from benchmarks.load.limits import Limits
from benchmarks.load.methods import Methods
from benchmarks.load.people import Person, Talk
from benchmarks.load.polling import Polling
from benchmarks.load.population import Population
from benchmarks.load.script import Script
from benchmarks.load.tally import Tally
from benchmarks.load.updates import UpdateQueue

FIRST_UPDATE = 700_000_001


class LoadServer:
    """`async with LoadServer() as server:` starts it; `server.url` is the root to give to the bot.

    `delay` is the network's round trip in seconds, drawn evenly between two numbers for every call: half of it
    passes before the call is carried out, half before the answer leaves. With `keep_calls` every call is kept in
    `server.calls`. The same `seed` draws the same faults and delays. `limits` (benchmarks.load.limits) answers 429 to
    what is sent faster than Telegram takes it.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        delay: tuple[float, float] = (0.0, 0.0),
        faults: Iterable[Fault] = (),
        keep_calls: bool = False,
        seed: int = 1,
        bot_id: int = 123456,
        limits: Limits | None = None,
    ) -> None:
        self.tally = Tally()
        self._port, self._delay, self._keep_calls, self._bot_id = port, delay, keep_calls, bot_id
        self._chance, self._limits = random.Random(seed), limits
        self._plan = FaultPlan(faults, self._chance)
        self._connections: set[Connection] = set()

    async def __aenter__(self) -> LoadServer:
        self.began = asyncio.get_running_loop().time()  # what `Call.at` counts from
        self._queue = UpdateQueue(FIRST_UPDATE)
        self._polling = Polling(self._queue, self._count_delivered)
        self._population = Population(self.tally, self._queue, self._polling, self._chance)
        methods = Methods(self._population, self._bot_id)
        self._calls = Calls(
            self._population,
            self._polling,
            methods,
            self._plan,
            self._delay,
            self._chance,
            self._keep_calls,
            self._limits,
        )
        self._listener = await asyncio.get_running_loop().create_server(
            lambda: Connection(self._connections.add, self._calls.take, self._gone), "127.0.0.1", self._port
        )
        self._port = self._listener.sockets[0].getsockname()[1]
        self._watch = asyncio.create_task(self._population.end_what_waits_too_long())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watch.cancel()
        self._listener.close()
        for connection in list(self._connections):
            connection.reset()
        await self._listener.wait_closed()

    @property
    def url(self) -> str:
        """The root of the Bot API, without a trailing slash."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def calls(self) -> list[Call]:
        """The call log, oldest first; empty without `keep_calls`."""
        return self._calls.log

    @property
    def unconfirmed(self) -> int:
        """Updates that the bot has not confirmed."""
        return len(self._queue)

    async def first_poll(self, timeout: float = 60.0) -> None:
        """Waits until the bot asked for updates. Raises TimeoutError."""
        await asyncio.wait_for(self._polling.first_poll.wait(), timeout)

    async def first_call(self, timeout: float = 60.0) -> None:
        """Waits until the bot called anything. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while not self.tally.calls:
                await asyncio.sleep(0.005)

    def add_people(
        self, script: Script, count: int, *, loops: int = 1, ramp: float = 0.0, timeout: float = 30.0
    ) -> list[Person]:
        """Lets people begin, spread evenly over `ramp` seconds. Each talk of a person has a new chat id.

        Everyone plays the script `loops` times (0: until the server ends); a step that waits longer than `timeout`
        seconds breaks its talk. People are numbered through: the first of all is 0.
        """
        return self._population.add(script, count, loops, ramp, timeout)

    def add_readers(self, count: int) -> list[int]:
        """The chats of people who never write and only get messages; their ids, which rise by one."""
        return [self._population.new_chat(None).chat_id for _ in range(count)]

    def lose(self, chats: Iterable[int], why: str) -> None:
        """From now on the bot is refused in these chats: `bot was blocked by the user`, `user is deactivated`."""
        for chat_id in chats:
            self._population.chats[chat_id].lost = why

    async def finished(self, timeout: float) -> list[Talk]:
        """Waits until everyone did all loops, and gives all talks. Raises TimeoutError that says who hangs where."""
        try:
            await asyncio.wait_for(self._population.all_stopped.wait(), timeout)
        except TimeoutError:
            raise TimeoutError(f"after {timeout} s: {self._population.left()}") from None
        return self.talks()

    def waiting_longer_than(self, seconds: float) -> list[Person]:
        """People who have been waiting that long for an answer: a bot that lost something leaves such people."""
        latest = asyncio.get_running_loop().time() - seconds
        return [person for person in self.people if (person.waiting_since or latest) < latest]

    @property
    def people(self) -> list[Person]:
        """Everyone who was added."""
        return self._population.people

    def talks(self) -> list[Talk]:
        """Every talk that ended, finished or broken, so far."""
        return self._population.talks()

    def new_window(self) -> Tally:
        """Counts from zero from now on; gives what was counted until now."""
        return self.tally.take()

    def set_faults(self, faults: Iterable[Fault]) -> None:
        """Replaces the faults from the next call on; an empty list ends them."""
        self._calls.plan = FaultPlan(faults, self._chance)

    def set_limits(self, limits: Limits | None) -> None:
        """Other limits from the next call on."""
        self._calls.limits = limits

    def write_calls(self, path: Path) -> None:
        """The call log as JSON lines, for a look after a failure."""
        lines = [json.dumps({name: getattr(call, name) for name in Call.__slots__}) + "\n" for call in self.calls]
        path.write_text("".join(lines), encoding="utf-8")

    def _gone(self, connection: Connection) -> None:
        self._connections.discard(connection)
        self._polling.gone(connection)

    def _count_delivered(self, new: int, again: int) -> None:
        self.tally.updates_delivered += new
        self.tally.updates_delivered_again += again
