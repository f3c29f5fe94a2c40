"""Telegram's limits on sending, in both ways in which "30 a second" can be meant, and one a second in a chat."""

from __future__ import annotations

import math
from collections import deque
from typing import Protocol

COUNTED = ("send", "copy", "forward", "edit", "delete")
NOT_COUNTED = ("sendchataction", "deletemycommands", "deletewebhook")
OVER_ALL = 30
CHAT_BURST = 3


class Limit(Protocol):
    """Whether so many messages may pass now. What is refused is not counted."""

    def wait(self, now: float, weight: int) -> float: ...
    def take(self, now: float, weight: int) -> None: ...


class Bucket:
    """At most `size` at once; then `per_second`, one after the other."""

    def __init__(self, size: float, per_second: float) -> None:
        self._size, self._per_second = size, per_second
        self._tokens, self._at = size, 0.0

    def wait(self, now: float, weight: int) -> float:
        """Seconds until they would pass; 0: they pass."""
        return max(0.0, (min(weight, self._size) - self._filled(now)) / self._per_second)

    def take(self, now: float, weight: int) -> None:
        """They passed."""
        self._tokens, self._at = self._filled(now) - weight, now

    def _filled(self, now: float) -> float:
        return min(self._size, self._tokens + (now - self._at) * self._per_second)


class Window:
    """At most `most` in any one second."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._passed: deque[float] = deque(maxlen=most)

    def wait(self, now: float, weight: int) -> float:
        """Seconds until they would pass; 0: they pass."""
        too_many = len(self._passed) + min(weight, self._most) - self._most
        return max(0.0, self._passed[too_many - 1] + 1.0 - now) if too_many > 0 else 0.0

    def take(self, now: float, weight: int) -> None:
        """They passed."""
        self._passed.extend([now] * weight)


class Limits:
    """The limit over all chats, and one a second in each, where short bursts pass."""

    def __init__(self, over_all: Limit) -> None:
        self._over_all = over_all
        self._chats: dict[int, Bucket] = {}

    def refused_for(self, method: str, chat_id: int, weight: int, now: float) -> int:
        """The whole seconds of a 429's retry_after, or 0 when the call passes and is counted."""
        if not method.startswith(COUNTED) or method in NOT_COUNTED:
            return 0
        chat = self._chats.setdefault(chat_id, Bucket(CHAT_BURST, 1.0))
        # An album is one message to its chat and as many as its pictures over all.
        wait = max(self._over_all.wait(now, weight), chat.wait(now, 1))
        if wait > 0:
            return max(1, math.ceil(wait))
        self._over_all.take(now, weight)
        chat.take(now, 1)
        return 0


def bucket() -> Limits:
    """30 at once and then 30 a second."""
    return Limits(Bucket(OVER_ALL, OVER_ALL))


def window() -> Limits:
    """30 in any one second."""
    return Limits(Window(OVER_ALL))
