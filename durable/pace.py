"""The pace of sending: even over all chats, one a second in each with a small burst."""

from __future__ import annotations

CHAT_SECONDS = 1.0
CHAT_BURST = 3


class Pace:
    """When the next message may leave. All times are monotonic seconds; a rate of 0 sets no pace.

    The chat's rule is the generic cell rate algorithm (ITU-T I.371): the theoretical arrival time of a
    chat runs ahead of the clock by at most the burst.
    """

    def __init__(self, per_second: float) -> None:
        self._gap = 1.0 / per_second if per_second > 0 else 0.0
        self._next = 0.0
        self._held_until = 0.0
        self._arrival: dict[int, float] = {}

    @property
    def is_set(self) -> bool:
        return self._gap > 0

    def wait(self, now: float) -> float:
        """Seconds until anything at all may be sent."""
        return max(self._next - now, self._held_until - now, 0.0)

    def chat_wait(self, chat_id: int, now: float) -> float:
        """Seconds until this chat may get its next message."""
        if not self.is_set:
            return 0.0
        arrival = self._arrival.get(chat_id, 0.0)
        return max(0.0, arrival - now - (CHAT_BURST - 1) * CHAT_SECONDS)

    def spend(self, chat_id: int, now: float) -> None:
        """A message leaves now."""
        if not self.is_set:
            return
        # From the planned instant, so that a loop that wakes a little late keeps the rate; after a pause from now.
        planned = self._next if now - self._next < self._gap else now
        self._next = planned + self._gap
        self._arrival[chat_id] = max(self._arrival.get(chat_id, 0.0), now) + CHAT_SECONDS
        if len(self._arrival) > 20_000:
            self._arrival = {chat: at for chat, at in self._arrival.items() if at > now}

    def hold(self, until: float) -> None:
        """Nothing leaves before this instant."""
        self._held_until = max(self._held_until, until)
