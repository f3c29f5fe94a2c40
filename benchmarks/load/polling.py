"""getUpdates: long polls on the queue, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from benchmarks.load.updates import UpdateQueue

Answer = Callable[[int, bytes], None]
CONFLICT = (
    b'{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request; '
    b'make sure that only one bot instance is running"}'
)
LONGEST_POLL = 50.0


class Polling:
    """Answers a poll when there is something, or with nothing at its time-out; a newer poll ends the older one."""

    def __init__(self, queue: UpdateQueue, on_delivered: Callable[[int, int], None]) -> None:
        self._queue = queue
        self._on_delivered = on_delivered
        self._waiting: tuple[object, Answer, int] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._woken = False
        self.first_poll = asyncio.Event()

    def ask(self, poller: object, wanted: dict[str, Any], answer: Answer) -> None:
        """One getUpdates call. Raises ValueError when a number is none."""
        offset = int(wanted.get("offset") or 0)
        limit = min(max(int(wanted.get("limit") or 100), 1), 100)
        timeout = min(float(wanted.get("timeout") or 0), LONGEST_POLL)
        if self._waiting is not None:
            self._end()(409, CONFLICT)
        self.first_poll.set()
        if wanted.get("allowed_updates") is not None:
            self._queue.allow(wanted["allowed_updates"])
        if offset:
            self._queue.confirm(offset)
        if self._queue or timeout <= 0:
            self._deliver(answer, limit)
            return
        self._waiting = (poller, answer, limit)
        self._timer = asyncio.get_running_loop().call_later(timeout, self._timed_out)

    def gone(self, poller: object) -> None:
        """The connection of a poll was lost: what comes now must wait for the next poll."""
        if self._waiting is not None and self._waiting[0] is poller:
            self._end()

    def wake(self) -> None:
        """Something new is in the queue. Answered a moment later, so that acts of one instant share a batch."""
        if self._waiting is not None and not self._woken:
            self._woken = True
            asyncio.get_running_loop().call_soon(self._answer_woken)

    def _answer_woken(self) -> None:
        self._woken = False
        if self._waiting is not None and self._queue:
            limit = self._waiting[2]
            self._deliver(self._end(), limit)

    def _timed_out(self) -> None:
        if self._waiting is not None:
            limit = self._waiting[2]
            self._deliver(self._end(), limit)

    def _end(self) -> Answer:
        assert self._waiting is not None
        answer = self._waiting[1]
        self._waiting = None
        if self._timer is not None:
            self._timer.cancel()
        return answer

    def _deliver(self, answer: Answer, limit: int) -> None:
        updates, count, again = self._queue.batch(limit)
        self._on_delivered(count - again, again)
        answer(200, b'{"ok":true,"result":' + updates + b"}")
