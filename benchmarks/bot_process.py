"""A bot as a process of its own: start, watch, end."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import TracebackType

import psutil

from benchmarks.machine import pin

# What the caller's shell may hold for its own bot must not reach the bots under test.
NOT_INHERITED = (
    "BOT_TOKEN", "BOT_API_URL", "DATABASE_URL", "WEBHOOK_URL", "WEBHOOK_SECRET", "WEBHOOK_PORT", "ADMIN_CHAT_IDS",
    "SEND_RATE", "QUIET_HOURS", "METRICS_PORT", "PYTHONPATH", "VIRTUAL_ENV",
)  # fmt: skip


class BotProcess:
    """`with BotProcess(...) as bot:` starts a bot and kills it, with all it started, at the end."""

    def __init__(self, command: list[str], settings: dict[str, str], cwd: Path, log: Path, core: int | None) -> None:
        self._command, self._settings, self._cwd, self._core = command, settings, cwd, core
        self.log = log

    def __enter__(self) -> BotProcess:
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command,
                env=inherited | self._settings,
                cwd=self._cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._root = psutil.Process(self._process.pid)
        pin(self._process.pid, self._core)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def last_words(self) -> str:
        """The last line of the bot's log, for a message about a bot that ended."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1][:200] if lines else "it wrote nothing"

    def kill(self) -> None:
        """Ends the process and its children at once, as a power cut would; does nothing when it has ended."""
        for process in self._tree():
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        self._process.wait()

    def cpu_seconds(self) -> float:
        """CPU time of the whole process tree so far, ended children included."""
        total = 0.0
        for process in self._tree():
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system
            total += getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        return total

    def memory_mib(self) -> float:
        """Resident memory of the whole process tree now."""
        total = 0
        for process in self._tree():
            try:
                total += process.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        return total / 2**20

    def _tree(self) -> list[psutil.Process]:
        if not self.is_running:
            return []
        try:
            return [self._root, *self._root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []
