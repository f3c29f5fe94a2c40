"""What waits to be sent, chat by chat, in the sender's memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from durable import outbox
from durable.tables import Kind
from durable.work import Call


@dataclass(slots=True)
class Lane:
    """What waits for one chat, by kind; one call of it at most is under way (`busy`)."""

    waiting: dict[Kind, deque[Call]] = field(default_factory=dict)
    busy: bool = False
    not_before: dict[Kind, float] = field(default_factory=dict)
    refused_until: float = 0.0

    def head(self, now: float) -> Call | None:
        """The call to send next, or None while all that waits must wait longer."""
        if self.busy or self.refused_until > now:
            return None
        for kind in sorted(self.waiting):
            if self.waiting[kind] and self.not_before.get(kind, 0.0) <= now:
                return self.waiting[kind][0]
        return None

    def earliest(self) -> float:
        """The monotonic instant from which something may go."""
        waits = [self.not_before.get(kind, 0.0) for kind, calls in self.waiting.items() if calls]
        return max(min(waits, default=0.0), self.refused_until)

    @property
    def is_empty(self) -> bool:
        return not any(self.waiting.values())


class Lanes:
    """All lanes. `known` are the ids of calls in memory, waiting or under way."""

    def __init__(self) -> None:
        self._lanes: dict[int, Lane] = {}
        self._ready: set[int] = set()
        self.known: set[int] = set()

    def add(self, call: Call) -> bool:
        """Puts a call behind those before it. Returns False if it was known already."""
        lane = self._lanes.setdefault(call.chat_id, Lane())
        if call.id in self.known:
            self._notice_retry_is_due(lane, call)
            return False
        self.known.add(call.id)
        calls = lane.waiting.setdefault(call.kind, deque())
        calls.append(call)
        if len(calls) > 1 and calls[-2].id > call.id:
            lane.waiting[call.kind] = deque(sorted(calls, key=lambda one: one.id))
        self._ready.add(call.chat_id)
        return True

    def _notice_retry_is_due(self, lane: Lane, loaded: Call) -> None:
        """Another process may have made a waiting retry due, because the person wrote there."""
        calls = lane.waiting.get(loaded.kind)
        if calls and calls[0].id == loaded.id and calls[0].attempts == loaded.attempts:
            lane.not_before.pop(loaded.kind, None)
            self._ready.add(loaded.chat_id)

    def put_back(self, call: Call, not_before: float) -> None:
        """A call that was taken is to be tried again, before those behind it."""
        lane = self._lanes.setdefault(call.chat_id, Lane())
        lane.waiting.setdefault(call.kind, deque()).appendleft(call)
        lane.not_before[call.kind] = not_before

    def heads(self, now: float) -> tuple[list[Call], float]:
        """(the next call of each chat that may go, by priority and age; the soonest instant of the others)."""
        found: list[Call] = []
        soonest = now + 60.0
        for chat_id in list(self._ready):
            lane = self._lanes.get(chat_id)
            if lane is None or lane.is_empty or lane.busy:
                self._ready.discard(chat_id)
                continue
            head = lane.head(now)
            if head is None:
                soonest = min(soonest, lane.earliest())
            else:
                found.append(head)
        found.sort(key=lambda call: (call.kind, call.id))
        return found, soonest

    def take(self, call: Call) -> None:
        """This head leaves now; its lane is busy until `free`."""
        lane = self._lanes[call.chat_id]
        lane.waiting[call.kind].popleft()
        lane.busy = True
        self._ready.discard(call.chat_id)

    def free(self, chat_id: int, now: float) -> None:
        """The call under way in this chat has ended and its mark is committed."""
        lane = self._lanes.get(chat_id)
        if lane is None:
            return
        lane.busy = False
        if not lane.is_empty:
            self._ready.add(chat_id)
        elif lane.refused_until <= now:
            del self._lanes[chat_id]

    def refuse(self, chat_id: int, until: float) -> None:
        """Nothing goes to this chat before the instant."""
        lane = self._lanes.setdefault(chat_id, Lane())
        lane.refused_until = max(lane.refused_until, until)

    def wake(self, chats: Iterable[int]) -> None:
        """What waits for a retry in these chats may go at once."""
        for chat_id in chats:
            lane = self._lanes.get(chat_id)
            if lane is not None and lane.not_before:
                lane.not_before.clear()
                self._ready.add(chat_id)

    def clear(self, chat_id: int) -> None:
        """Forgets what waits for this chat; the database has the rows."""
        lane = self._lanes.get(chat_id)
        if lane is not None:
            for calls in lane.waiting.values():
                self.known.difference_update(call.id for call in calls)
            lane.waiting.clear()

    def clear_all(self) -> None:
        """Forgets what waits everywhere: another process sends now."""
        for chat_id in self._lanes:
            self.clear(chat_id)
        self._lanes = {chat: lane for chat, lane in self._lanes.items() if lane.busy}
        self._ready.clear()

    def count(self, kind: Kind) -> int:
        """How many calls of a kind wait in memory."""
        return sum(len(lane.waiting.get(kind, ())) for lane in self._lanes.values())

    def has_later_edit(self, call: Call) -> bool:
        """Whether a later edit of the same message waits, so that this one need not be sent."""
        lane = self._lanes.get(call.chat_id)
        if lane is None or not call.method.startswith("edit"):
            return False
        mine = outbox.edited_message(call)
        return any(
            later.id > call.id and later.method == call.method and outbox.edited_message(later) == mine
            for calls in lane.waiting.values()
            for later in calls
        )
