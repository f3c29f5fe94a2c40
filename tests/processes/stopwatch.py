"""Time that a process needed, and how much of the machine others left to it meanwhile."""

from __future__ import annotations

import time

import psutil


class Stopwatch:
    """Begins when it is made. `free` is the share of all processors that nobody else used: 1 on a quiet machine.

    A limit in seconds holds for a quiet machine; `allowed(limit)` is the same limit on this one.
    """

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._began, self._busy, self._own = time.monotonic(), _busy(), self._used()
        self.seconds, self.own, self.free = 0.0, 0.0, 1.0

    def stop(self) -> None:
        """Takes the time."""
        self.seconds = time.monotonic() - self._began
        self.own = self._used() - self._own
        others = max(_busy() - self._busy - self.own, 0.0) / (self.seconds * (psutil.cpu_count() or 1))
        self.free = max(1.0 - others, 0.2)

    def allowed(self, limit: float) -> float:
        """What a limit comes to when so much of the machine was left to us."""
        return limit / self.free

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.own:.2f} s of work, {self.free:.0%} of the machine free for it)"

    def _used(self) -> float:
        times = self._process.cpu_times()
        return times.user + times.system


def _busy() -> float:
    times = psutil.cpu_times()
    return float(times.user + times.system + times.nice)
