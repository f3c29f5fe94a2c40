"""Our bot as one or several real processes on one database: started, killed at random instants, started again."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from benchmarks.contenders import ROOT, TOKEN
from benchmarks.load import LoadServer
from bot.settings import NAMES

RUN = (sys.executable, "-m", "bot", "run")


def environment(settings: dict[str, str]) -> dict[str, str]:
    """Ours with these settings, and all others at their defaults: an empty value hides one of a .env too."""
    return {**os.environ, **dict.fromkeys((*NAMES, "PHONE_DATA", "PHONE_TOKEN"), ""), **settings}


class OfficeProcess:
    """A program of ours in a process group of its own; all that it writes is added to one log file."""

    def __init__(self, log: Path, settings: dict[str, str], command: Sequence[str] = RUN) -> None:
        self.log, self._settings, self._command = log, settings, command
        self._process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def start(self) -> None:
        """Starts it; it must not be running."""
        assert not self.is_running
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=environment(self._settings),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.starts += 1

    @property
    def pid(self) -> int:
        """The id of the process, which is its group's too."""
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """Ends it and all it started, as a power cut would."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def signal(self, number: int) -> None:
        """Sends a signal to the process alone."""
        assert self._process is not None
        self._process.send_signal(number)

    def wait(self, seconds: float) -> int:
        """Its exit code. Raises TimeoutError with the end of its log when it does not end in time."""
        assert self._process is not None
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"it still runs after {seconds} s:\n{self.written()[-3000:]}") from None

    async def ended(self, seconds: float) -> int:
        """As `wait`, without holding up the loop on which the server runs."""
        return await asyncio.to_thread(self.wait, seconds)

    def written(self) -> str:
        """Everything it wrote, over all its lives."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def __enter__(self) -> OfficeProcess:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if error is not None:
            print(f"--- {self.log.name} ---\n{self.written()[-4000:]}", file=sys.stderr)


def bot_settings(server: LoadServer, database_url: str) -> dict[str, str]:
    """The environment of a bot that speaks to this server as fast as it can."""
    return {
        "BOT_API_URL": server.url, "BOT_TOKEN": TOKEN, "DATABASE_URL": database_url,
        "SEND_RATE": "0", "LOG_LEVEL": "INFO",
    }  # fmt: skip


class Fleet:
    """`size` bot processes on one database, to be killed. `kills` are the instants, in seconds of the loop's clock."""

    def __init__(self, server: LoadServer, database_url: str, folder: Path, size: int, seed: int) -> None:
        settings = bot_settings(server, database_url)
        self.bots = [OfficeProcess(folder / f"bot-{number}.log", settings) for number in range(1, size + 1)]
        self.kills: list[float] = []
        self._server, self._chance = server, random.Random(seed)

    def __enter__(self) -> Fleet:
        for bot in self.bots:
            bot.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for bot in self.bots:
            bot.__exit__(kind, error, trace)

    async def kill_at_random(self, kills: int, acts: int) -> None:
        """Kills one process after the other in turn, `kills` times, and starts each again at once.

        In turn, because the one left over has taken the lease meanwhile and is worth killing. The instants are
        spread by chance over the people's `acts`: the run's, not the clock's, so that a slow machine is hit in
        mid-work too.
        """
        instants = sorted(self._chance.uniform(0.02, 0.85) * acts for _ in range(kills))
        first = self._chance.randrange(len(self.bots))
        for at, instant in enumerate(instants):
            while self._server.tally.acts < instant:
                await asyncio.sleep(0.002)
            await asyncio.sleep(self._chance.uniform(0, 0.06))
            bot = self.bots[(first + at) % len(self.bots)]
            self.check_that_all_run()
            self.kills.append(asyncio.get_running_loop().time())
            bot.kill()
            bot.start()

    def check_that_all_run(self) -> None:
        """Raises AssertionError with the last words of a process that ended by itself."""
        for bot in self.bots:
            assert bot.is_running, f"{bot.log.name} ended by itself: {bot.written()[-1000:]}"

    def silences(self) -> list[float]:
        """For each kill the longest time, begun within three seconds of it, in which no message went out.

        Needs a server with `keep_calls`. The end of the talks is not a silence.
        """
        sent = [call.at + self._server.began for call in self._server.calls if call.method.startswith("send")]
        found = []
        for kill in self.kills:
            gaps = [
                later - max(earlier, kill)
                for earlier, later in itertools.pairwise(sent)
                if later > kill and earlier < kill + 3
            ]
            found.append(max(gaps, default=0.0))
        return found
