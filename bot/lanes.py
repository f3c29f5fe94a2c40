"""What waits to be sent, chat by chat, in the sender's memory."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

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
        for kind in sorted(self.waiting) if len(self.waiting) > 1 else self.waiting:
            if self.waiting[kind] and self.not_before.get(kind, 0.0) <= now:
                return self.waiting[kind][0]
        return None

    def look_again(self, now: float) -> float | None:
        """The next instant at which something that waits here may go that may not go now."""
        if self.is_empty:
            return None
        if self.refused_until > now:
            return self.refused_until
        return min((at for kind, at in self.not_before.items() if at > now and self.waiting.get(kind)), default=None)

    @property
    def is_empty(self) -> bool:
        return not any(self.waiting.values())


class Lanes:
    """All lanes. `known` are the ids of calls in memory, waiting or under way.

    Each lane that is free and holds something has its place either among the heads that may go, or among the instants
    to look again. A place may be out of date: it counts only if the lane says the same when its turn comes.
    """

    def __init__(self) -> None:
        self._lanes: dict[int, Lane] = {}
        self._heads: list[tuple[Kind, int, int]] = []  # (kind, id, chat)
        self._later: list[tuple[float, int]] = []  # (instant, chat)
        self._counts: Counter[Kind] = Counter()
        self.known: set[int] = set()

    def add(self, call: Call, now: float) -> bool:
        """Puts a call behind those before it. Returns False if it was known already."""
        lane = self._lanes.get(call.chat_id)
        if lane is None:
            lane = self._lanes[call.chat_id] = Lane()
        if call.id in self.known:
            self._notice_retry_is_due(lane, call, now)
            return False
        self.known.add(call.id)
        self._counts[call.kind] += 1
        calls = lane.waiting.setdefault(call.kind, deque())
        calls.append(call)
        if len(calls) > 1 and calls[-2].id > call.id:
            lane.waiting[call.kind] = deque(sorted(calls, key=lambda one: one.id))
        self._place(call.chat_id, lane, now)
        return True

    def _notice_retry_is_due(self, lane: Lane, loaded: Call, now: float) -> None:
        """Another process may have made a waiting retry due, because the person wrote there."""
        calls = lane.waiting.get(loaded.kind)
        if not calls or calls[0].id != loaded.id or calls[0].attempts != loaded.attempts:
            return
        if lane.not_before.pop(loaded.kind, None) is not None:
            self._place(loaded.chat_id, lane, now)

    def put_back(self, call: Call, not_before: float) -> None:
        """A call that was taken is to be tried again, before those behind it."""
        lane = self._lanes.setdefault(call.chat_id, Lane())
        lane.waiting.setdefault(call.kind, deque()).appendleft(call)
        lane.not_before[call.kind] = not_before
        self._counts[call.kind] += 1

    def next(self, now: float) -> Call | None:
        """Of the calls that may go, each the first of its chat, the one that goes first: by priority, then by age."""
        while self._later and self._later[0][0] <= now:
            _, chat_id = heappop(self._later)
            if chat_id in self._lanes:
                self._place(chat_id, self._lanes[chat_id], now)
        while self._heads:
            _, call_id, chat_id = self._heads[0]
            lane = self._lanes.get(chat_id)
            head = lane.head(now) if lane is not None else None
            if head is not None and head.id == call_id:
                return head
            heappop(self._heads)
            if lane is not None:
                self._place(chat_id, lane, now)
        return None

    def soonest(self, now: float) -> float:
        """The instant at which something that waits now may go."""
        return self._later[0][0] if self._later else now + 60.0

    def _place(self, chat_id: int, lane: Lane, now: float) -> None:
        head = lane.head(now)
        if head is not None:
            heappush(self._heads, (head.kind, head.id, chat_id))
        if not lane.busy and (found := lane.look_again(now)) is not None:
            heappush(self._later, (found, chat_id))

    def delay(self, call: Call, until: float) -> None:
        """This head, the next of all, must wait for its chat."""
        heappop(self._heads)
        heappush(self._later, (until, call.chat_id))

    def take(self, call: Call) -> None:
        """This head, the next of all, leaves now; its lane is busy until `free`."""
        heappop(self._heads)
        lane = self._lanes[call.chat_id]
        lane.waiting[call.kind].popleft()
        lane.busy = True
        self._counts[call.kind] -= 1

    def free(self, chat_id: int, now: float) -> None:
        """The call under way in this chat has ended and its mark is committed."""
        lane = self._lanes.get(chat_id)
        if lane is None:
            return
        lane.busy = False
        if not lane.is_empty:
            self._place(chat_id, lane, now)
        elif lane.refused_until <= now:
            del self._lanes[chat_id]

    def refuse(self, chat_id: int, until: float) -> None:
        """Nothing goes to this chat before the instant."""
        lane = self._lanes.setdefault(chat_id, Lane())
        lane.refused_until = max(lane.refused_until, until)

    def wake(self, chats: Iterable[int], now: float) -> None:
        """What waits for a retry in these chats may go at once."""
        for chat_id in chats:
            lane = self._lanes.get(chat_id)
            if lane is not None and lane.not_before:
                lane.not_before.clear()
                self._place(chat_id, lane, now)

    def clear(self, chat_id: int) -> None:
        """Forgets what waits for this chat; the database has the rows."""
        lane = self._lanes.get(chat_id)
        if lane is not None:
            for kind, calls in lane.waiting.items():
                self.known.difference_update(call.id for call in calls)
                self._counts[kind] -= len(calls)
            lane.waiting.clear()

    def clear_all(self) -> None:
        """Forgets what waits everywhere: another process sends now."""
        for chat_id in self._lanes:
            self.clear(chat_id)
        self._lanes = {chat: lane for chat, lane in self._lanes.items() if lane.busy}
        self._heads, self._later = [], []

    def count(self, kind: Kind) -> int:
        """How many calls of a kind wait in memory."""
        return self._counts[kind]

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
