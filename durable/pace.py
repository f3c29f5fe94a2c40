"""The pace of sending: never more than the rate in any one second over all chats, one a second in each with a burst.

Broadcasts leave at even instants, a little below the rate. What somebody waits for leaves as soon as the last second
has room for it, and the even instants move on by it: so it stands behind no broadcast, and the sum stays the same.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

CHAT_SECONDS = 1.01
CHAT_BURST = 3
EVEN = 1.024
"""The even gap beside the shortest possible: room for what somebody waits for, and for a road of uneven length."""
MARGIN = 0.004
"""Seconds that two clocks, and the shortest way, may differ by."""
_MADE_UP_FOR = 0.25
"""Seconds of delay that are made up for, at twice the pace."""


@dataclass(slots=True)
class Departure:
    """A message that left, and the latest instant at which it would have left had its way been the shortest."""

    chat_id: int
    at: float


class Road:
    """The shortest time in which an answer came of late; longer ones draw it upwards, slowly."""

    def __init__(self) -> None:
        self._shortest = 0.0

    def held_up(self, round_trip: float) -> float:
        """Learns from an answer; returns by how much the message may have arrived later than on the shortest way."""
        if self._shortest == 0.0 or round_trip < self._shortest:
            self._shortest = round_trip
        late = round_trip - self._shortest
        self._shortest += late / 1024
        return late


class Pace:
    """When the next message may leave. All times are monotonic seconds; a rate of 0 sets no pace.

    `weight` is what a call counts: an album counts its pictures. The chat's rule is the generic cell rate algorithm
    (ITU-T I.371): the theoretical arrival time of a chat runs ahead of the clock by at most the burst.

    The platform counts when messages arrive, we when they leave. What may have been held up on its way (a line of
    uneven length, a busy machine) counts, once its answer tells, from the latest instant at which it can have come.
    """

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._most = max(1, int(per_second))
        self._window = self._most / per_second if per_second > 0 else 0.0
        self._gap = EVEN / per_second if per_second > 0 else 0.0
        self._left: deque[Departure] = deque(maxlen=self._most)
        self._next, self._not_before = 0.0, 0.0
        self._held_until = 0.0
        self._arrival: dict[int, float] = {}
        self._road = Road()

    @property
    def is_set(self) -> bool:
        return self._gap > 0

    def wait(self, now: float, *, somebody_waits: bool = False, weight: int = 1, keep: int = 0) -> float:
        """Seconds until a message may be sent, for all that the other chats have had, with room kept for so many."""
        if not self.is_set:
            return max(self._held_until - now, 0.0)
        # Somebody's answer may be early, though not so many that they leave as one heap.
        early = self._most // 3 * self._gap
        even = self._next - early if somebody_waits else max(self._next, self._not_before)
        return max(even - now, self._full_until(weight + keep) - now, self._held_until - now, 0.0)

    def _full_until(self, weight: int) -> float:
        """Until when the last second has no room for so many."""
        too_many = len(self._left) + min(weight, self._most) - self._most
        if too_many <= 0:
            return 0.0
        # What leaves later may get through sooner; sorted, no delay of one message becomes one of all that follow.
        return sorted(one.at for one in self._left)[too_many - 1] + self._window + MARGIN

    def chat_wait(self, chat_id: int, now: float) -> float:
        """Seconds until this chat may get its next message."""
        if not self.is_set:
            return 0.0
        arrival = self._arrival.get(chat_id, 0.0)
        return max(0.0, arrival - now - (CHAT_BURST - 1) * CHAT_SECONDS)

    def spend(self, chat_id: int, now: float, weight: int = 1) -> Departure:
        """A message leaves now; `answered` is told of it later."""
        departure = Departure(chat_id, now)
        if not self.is_set:
            return departure
        # From the planned instant, so that what had to wait a little is made up for; after a pause from now.
        planned = self._next if now - self._next < max(self._gap, _MADE_UP_FOR) else now
        self._next, self._not_before = planned + self._gap * weight, now + self._gap / 2
        self._left.extend([departure] * weight)
        self._arrival[chat_id] = max(self._arrival.get(chat_id, 0.0), now) + CHAT_SECONDS
        if len(self._arrival) > 20_000:
            self._arrival = {chat: at for chat, at in self._arrival.items() if at > now}
        return departure

    def answered(self, departure: Departure, left: float, now: float) -> None:
        """What was to leave went on its way at `left`, and its answer is here."""
        if not self.is_set:
            return
        late = self._road.held_up(now - left)
        departure.at = left + late
        if departure.chat_id in self._arrival:
            self._arrival[departure.chat_id] += late

    def hold(self, until: float) -> None:
        """Nothing leaves before this instant."""
        self._held_until = max(self._held_until, until)
