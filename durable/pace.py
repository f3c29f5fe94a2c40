"""The pace of sending: never more than the rate in any one second over all chats, one a second in each with a burst.

Broadcasts leave at even instants, a little below the rate. What somebody waits for leaves as soon as the last second
has room for it, and the even instants move on by it: so it stands behind no broadcast, and the sum stays the same.
"""

from __future__ import annotations

from collections import deque

CHAT_SECONDS = 1.0
CHAT_BURST = 3
EVEN = 1.026
"""The even gap beside the shortest possible: room for what somebody waits for, and for a road of uneven length."""
MARGIN = 0.02
"""Seconds by which what leaves later may arrive sooner: the second in which we count is longer by it."""


class Pace:
    """When the next message may leave. All times are monotonic seconds; a rate of 0 sets no pace.

    `weight` is what a call counts: an album counts its pictures. The chat's rule is the generic cell rate algorithm
    (ITU-T I.371): the theoretical arrival time of a chat runs ahead of the clock by at most the burst.
    """

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._most = max(1, int(per_second))
        self._window = self._most / per_second + MARGIN if per_second > 0 else 0.0
        self._gap = EVEN / per_second if per_second > 0 else 0.0
        self._left: deque[float] = deque(maxlen=self._most)
        self._next = 0.0
        self._held_until = 0.0
        self._arrival: dict[int, float] = {}

    @property
    def is_set(self) -> bool:
        return self._gap > 0

    def wait(self, now: float, *, somebody_waits: bool = False, weight: int = 1) -> float:
        """Seconds until a message may be sent, for all that the other chats have had."""
        if not self.is_set:
            return max(self._held_until - now, 0.0)
        # Somebody's answer may be early, though not so many that they leave as one heap.
        even = self._next - (self._most // 3 * self._gap if somebody_waits else 0.0)
        return max(even - now, self._full_until(weight) - now, self._held_until - now, 0.0)

    def _full_until(self, weight: int) -> float:
        """Until when the last second has no room for so many."""
        too_many = len(self._left) + min(weight, self._most) - self._most
        return self._left[too_many - 1] + self._window if too_many > 0 else 0.0

    def chat_wait(self, chat_id: int, now: float) -> float:
        """Seconds until this chat may get its next message."""
        if not self.is_set:
            return 0.0
        arrival = self._arrival.get(chat_id, 0.0)
        return max(0.0, arrival - now - (CHAT_BURST - 1) * CHAT_SECONDS)

    def spend(self, chat_id: int, now: float, weight: int = 1) -> None:
        """A message leaves now."""
        if not self.is_set:
            return
        # From the planned instant, so that a loop that wakes a little late keeps the rate; after a pause from now.
        planned = self._next if now - self._next < self._gap else now
        self._next = planned + self._gap * weight
        self._left.extend([now] * weight)
        self._arrival[chat_id] = max(self._arrival.get(chat_id, 0.0), now) + CHAT_SECONDS
        if len(self._arrival) > 20_000:
            self._arrival = {chat: at for chat, at in self._arrival.items() if at > now}

    def hold(self, until: float) -> None:
        """Nothing leaves before this instant."""
        self._held_until = max(self._held_until, until)
