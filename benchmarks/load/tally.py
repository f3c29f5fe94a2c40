"""What was counted in one window of time."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Repeat:
    """A message that reached a chat twice in a row: what a crash or a lost answer may cause."""

    chat_id: int
    text: str
    seconds_apart: float


@dataclass
class Tally:
    """Counts of people, updates and calls; latencies in seconds from a person's act to the reply it waited for."""

    acts: int = 0
    replies: int = 0
    finished: int = 0
    broken: int = 0
    other_messages: int = 0
    updates_delivered: int = 0
    updates_delivered_again: int = 0
    messages_sent: int = 0
    buttons_pressed: int = 0
    buttons_answered: int = 0
    calls_before_retry_after: int = 0
    latencies: array[float] = field(default_factory=lambda: array("d"))
    calls: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    twice: list[Repeat] = field(default_factory=list)

    @property
    def refusals(self) -> dict[str, int]:
        """Calls that did not get a 200, as {"sendmessage 400": 3}: a bench without faults should have none."""
        return {f"{method} {status}": n for (method, status), n in sorted(self.calls.items()) if status != 200}

    def take(self) -> Tally:
        """What was counted until now; this object counts from zero again."""
        counted = Tally(**vars(self))
        vars(self).update(vars(Tally()))
        return counted
