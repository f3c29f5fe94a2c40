"""The updates that a bot has not confirmed yet, as Telegram keeps them."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import orjson


@dataclass(slots=True)
class _Waiting:
    update_id: int
    encoded: bytes
    delivered: bool = False


class UpdateQueue:
    """Hands updates out again and again until a higher offset confirms them. The ids only rise."""

    def __init__(self, first_id: int) -> None:
        self._next_id = first_id
        self._waiting: deque[_Waiting] = deque()
        self._allowed: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self._waiting)

    def allow(self, kinds: Collection[str]) -> None:
        """From now on keep only these kinds of update; an empty collection means every kind."""
        self._allowed = frozenset(kinds)

    def put(self, kind: str, content: dict[str, Any]) -> bool:
        """Adds one update of a kind such as "message"; False when the bot does not want that kind."""
        if self._allowed and kind not in self._allowed:
            return False
        encoded = orjson.dumps({"update_id": self._next_id, kind: content})
        self._waiting.append(_Waiting(self._next_id, encoded))
        self._next_id += 1
        return True

    def confirm(self, offset: int) -> None:
        """Forgets all updates below the offset; a negative offset keeps only that many from the end."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        else:
            while self._waiting and self._waiting[0].update_id < offset:
                self._waiting.popleft()

    def batch(self, limit: int) -> tuple[bytes, int, int]:
        """The oldest updates as a JSON array, how many they are, and how many of them were handed out before."""
        count = min(limit, len(self._waiting))
        again = 0
        parts = []
        for at in range(count):
            update = self._waiting[at]
            again += update.delivered
            update.delivered = True
            parts.append(update.encoded)
        return b"[" + b",".join(parts) + b"]", count, again
