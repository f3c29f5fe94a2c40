"""A whole bot as a process that can be killed and is there again at once: it is forked from one that has loaded all."""

from __future__ import annotations

import asyncio
import multiprocessing
from multiprocessing.process import BaseProcess
from types import TracebackType

from bot.serve import serve
from bot.settings import load

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])


def run(settings: dict[str, str]) -> None:
    """In the process: the bot, until it is killed."""
    asyncio.run(serve(load(settings, None)))


class ForkedBot:
    """`with ForkedBot(settings) as bot:` starts it and kills it at the end."""

    def __init__(self, settings: dict[str, str]) -> None:
        self._settings = settings
        self._process: BaseProcess | None = None

    def start(self) -> None:
        """Starts it; it must not be running."""
        self._process = _processes.Process(target=run, args=(self._settings,), daemon=True)
        self._process.start()

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.join()

    def __enter__(self) -> ForkedBot:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
