"""The sender: empties the outbox, one call per chat under way, many chats at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.lanes import Lanes
from bot.letters import Letter, prepare, weight
from bot.marks import Ends, Marks
from durable import clock, dispatch
from durable.bot_api import Answer, BotApi, NoAnswer, NoConnection
from durable.database import Database
from durable.delivery import Outcome, Verdict, judge
from durable.dispatch import Closed, Postponed
from durable.leases import LeaseKeeper
from durable.pace import Departure, Pace
from durable.tables import Kind, OutboxState
from durable.taking_out import TAKEN_OUT, is_open
from durable.work import Call

logger = logging.getLogger(__name__)

AT_ONCE = 256
_KEPT_FOR_ANSWERS = 64
"""Of those at once: calls that hang on a slow line must not be broadcasts alone."""
TOKEN_SECONDS = 60.0
_IN_MEMORY = 1000
_IN_BULK = (Kind.REMINDER, Kind.BROADCAST)
"""Kinds of which the database may hold very many: they are read page by page."""
_MOST_FAULTS = 10
_ANSWER_IN_SECONDS = 0.15
_CHANGES = ("edit", "delete")
"""Methods that change what is there: they make no sound, and twice is like once."""
_WROTE_RECENTLY = timedelta(minutes=15)
_END_STATES = {
    Verdict.SENT: OutboxState.SENT,
    Verdict.DROPPED: OutboxState.DROPPED,
    Verdict.UNKNOWN: OutboxState.UNKNOWN,
    Verdict.DEAD: OutboxState.DEAD,
    Verdict.UNREACHABLE: OutboxState.DEAD,
}

QuietUntil = Callable[[datetime], datetime | None]
"""The end of the quiet hours an instant lies in, or None."""


class Sender:
    """Sends what the outbox holds, by priority and at an even pace.

    A chat's next call leaves only when the mark of the one before is committed, so a crash repeats at
    most the one call in flight in each chat. Only the holder of the lease sends.
    """

    def __init__(
        self, database: Database, api: BotApi, bot: int, rate: float, quiet_until: QuietUntil, lease: LeaseKeeper,
        poll_seconds: float,
    ) -> None:  # fmt: skip
        self._database, self._api, self._bot, self._lease = database, api, bot, lease
        self._pace, self._quiet_until, self._poll_seconds = Pace(rate), quiet_until, poll_seconds
        self._lanes = Lanes()
        self._marks = Marks(database, bot, self._go_on)
        self._tasks: set[asyncio.Task[None]] = set()
        self._more_in_database: set[Kind] = set()
        self._something_to_do = asyncio.Event()
        self._answer_expected_until = 0.0
        self._last_refusal: tuple[int, float] = (0, -1e9)
        self.token_refused = False

    def offer(self, calls: Iterable[Call]) -> None:
        """Calls just committed by this process: no need to read them back from the database."""
        if self._lease.is_held:
            for call in calls:
                self._add(call)
            self._something_to_do.set()

    def expect_an_answer(self) -> None:
        """Somebody has written: what is not urgent leaves room for the answer, which will be here in a moment."""
        self._answer_expected_until = clock.monotonic() + _ANSWER_IN_SECONDS

    def wake(self, chats: Iterable[int]) -> None:
        """These people have just written: what waits for a retry goes out at once."""
        self._lanes.wake(chats, clock.monotonic())
        self._something_to_do.set()

    async def run(self) -> None:
        """Sends until cancelled; what is in flight then is waited for and marked."""
        marker = asyncio.create_task(self._marks.write_forever())
        try:
            while True:
                if self._lease.is_held:
                    await self._load_due()
                    await self._send_until(clock.monotonic() + self._poll_seconds)
                else:
                    self._lanes.clear_all()
                    await asyncio.sleep(self._poll_seconds)
        finally:
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=5)
            await self._marks.write()
            marker.cancel()

    async def _send_until(self, until: float) -> None:
        while self._lease.is_held and (now := clock.monotonic()) < until and not self._is_short_of_calls():
            wait = self._start_what_may_go(now)
            self._something_to_do.clear()
            # Not wait_for: in Python 3.11 it can swallow a cancellation that meets the event.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, min(wait, until - now))):
                    await self._something_to_do.wait()

    def _is_short_of_calls(self) -> bool:
        """Whether the next page of a kind in bulk should be read before the time."""
        return any(self._lanes.count(kind) < _IN_MEMORY // 2 for kind in self._more_in_database)

    async def _load_due(self) -> None:
        now = clock.now()
        kinds = [kind for kind in Kind if kind not in _IN_BULK or self._lanes.count(kind) < _IN_MEMORY // 2]
        try:
            async with self._database.read() as connection:
                for kind in kinds:
                    limit = _IN_MEMORY + len(self._lanes.known)
                    found = await dispatch.due(connection, self._bot, kind, now, limit)
                    new = sum(self._add(call) for call in found)
                    is_there_more = len(found) == limit and new > 0 and kind in _IN_BULK
                    (self._more_in_database.add if is_there_more else self._more_in_database.discard)(kind)
        except Exception as error:
            logger.error("outbox_not_readable", extra={"error": type(error).__name__})
            await asyncio.sleep(1)

    def _add(self, call: Call) -> bool:
        """Takes a call into memory. Returns False if it was there already."""
        if call.kind != Kind.CALLBACK:
            return self._lanes.add(call, clock.monotonic())
        if call.id in self._lanes.known:
            return False
        # Outside pace and order: the person sees the button's waiting sign until it arrives.
        self._lanes.known.add(call.id)
        self._spawn(call)
        return True

    def _start_what_may_go(self, now: float) -> float:
        """Starts every call that may leave now. Returns the seconds until another may."""
        if self.token_refused:
            return self._poll_seconds
        while (call := self._lanes.next(now)) is not None:
            somebody_waits = call.kind < Kind.REMINDER
            if len(self._tasks) >= AT_ONCE - (0 if somebody_waits else _KEPT_FOR_ANSWERS):
                break
            counts = weight(call)
            keep = 1 if not somebody_waits and now < self._answer_expected_until else 0
            wait = self._pace.wait(now, somebody_waits=somebody_waits, weight=counts, keep=keep)
            if wait > 0:
                return min(wait, self._lanes.soonest(now) - now)
            chat_wait = self._pace.chat_wait(call.chat_id, now)
            if chat_wait > 0:
                self._lanes.delay(call, now + chat_wait)
                continue
            departure = self._pace.spend(call.chat_id, now, counts)
            self._lanes.take(call)
            if somebody_waits:
                self._answer_expected_until = 0.0
            self._spawn(call, departure)
        return self._lanes.soonest(now) - now

    def _spawn(self, call: Call, departure: Departure | None = None) -> None:
        task = asyncio.create_task(self._deliver(call, departure))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, call: Call, departure: Departure | None) -> None:
        try:
            ended_before_sending = await self._end_before_sending(call)
            if not ended_before_sending:
                letter = await prepare(self._database, call)
                if letter.problem == "target_waits":
                    self._again(call, timedelta(seconds=0.2), letter.problem, counts=False)
                elif letter.problem is not None:
                    self._marks.close(Closed(call, OutboxState.DROPPED, letter.problem))
                else:
                    await self._conclude(call, letter, await self._post(call, letter, departure))
        except Exception:
            # A fault of ours must not stop the others: the row is tried again later, and given up in the end.
            logger.exception("send_failed", extra={"outbox_id": call.id})
            if call.attempts >= _MOST_FAULTS:
                self._marks.close(Closed(call, OutboxState.DEAD, "fault"))
            else:
                self._again(call, timedelta(seconds=30), "fault")

    async def _end_before_sending(self, call: Call) -> bool:
        """Whether the call is of no use (any more), or must wait for the morning."""
        now = clock.now()
        if call.attempts and not await self._is_open(call):
            self._lanes.clear(call.chat_id)  # what stands behind it may be taken out too: the database tells
            self._marks.close(Closed(call, OutboxState.DROPPED, TAKEN_OUT))
            return True
        if call.expires_at is not None and call.expires_at <= now:
            self._marks.close(Closed(call, OutboxState.DROPPED, "too_late"))
            return True
        if self._lanes.has_later_edit(call):
            self._marks.close(Closed(call, OutboxState.DROPPED, "superseded"))
            return True
        is_silent = call.method.startswith(_CHANGES) and call.target_id is None  # of a message that is there
        quiet_until = self._quiet_until(now) if call.kind >= Kind.NOTICE and not is_silent else None
        if quiet_until is None or await self._is_awake(call, now):
            return False
        if call.expires_at is not None and call.expires_at <= quiet_until:
            self._marks.close(Closed(call, OutboxState.DROPPED, "too_late"))
        else:
            self._lanes.known.discard(call.id)
            self._marks.postpone(Postponed(call, quiet_until, call.attempts, "quiet_hours"))
        return True

    async def _is_open(self, call: Call) -> bool:
        async with self._database.read() as connection:
            return await is_open(connection, call.id)

    async def _is_awake(self, call: Call, now: datetime) -> bool:
        """Whether a notice may disturb in quiet hours: the person is writing with the bot right now."""
        if call.kind != Kind.NOTICE:
            return False
        async with self._database.read() as connection:
            heard = await dispatch.last_heard(connection, self._bot, call.chat_id)
        return heard is not None and now - heard < _WROTE_RECENTLY

    async def _post(self, call: Call, letter: Letter, departure: Departure | None) -> Answer | NoAnswer | NoConnection:
        left = clock.monotonic()
        try:
            answer = await self._api.call(call.method, letter.body, letter.parts)
        except (NoAnswer, NoConnection) as error:
            return error
        if departure is not None and letter.parts is None:
            self._pace.answered(departure, left, clock.monotonic())
        return answer

    async def _conclude(self, call: Call, letter: Letter, answer: Answer | NoAnswer | NoConnection) -> None:
        outcome = judge(call.kind, answer, call.attempts, repeats_harmlessly=call.method.startswith(_CHANGES))
        verdict = outcome.verdict
        if verdict == Verdict.DEAD and letter.known_files and "file" in (outcome.reason or ""):
            await letter.forget_files(self._database, self._bot)
            self._again(call, timedelta(seconds=1), outcome.reason)
        elif verdict in _END_STATES:
            messages: list[int] = []
            if isinstance(answer, Answer) and answer.is_ok:
                messages = letter.messages_of(answer)
                await self._remember_files(letter, answer)
            if verdict == Verdict.DEAD:
                logger.warning("call_refused", extra={"outbox_id": call.id, "method": call.method})
            first = messages[0] if messages else None
            self._marks.close(Closed(call, _END_STATES[verdict], outcome.reason, first, tuple(messages[1:])))
            if verdict == Verdict.UNREACHABLE:
                self._end_chat(call, outcome)
        elif verdict == Verdict.MIGRATED:
            self._lanes.known.discard(call.id)
            self._end_chat(call, outcome)
        elif verdict == Verdict.WAIT:
            self._wait_as_told(call, outcome)
        elif verdict == Verdict.WRONG_TOKEN and await self._is_only_this_call(answer):
            logger.warning("call_refused", extra={"outbox_id": call.id, "method": call.method})
            self._marks.close(Closed(call, OutboxState.DEAD, "unknown_method"))
        elif verdict == Verdict.WRONG_TOKEN:
            self._again(call, timedelta(0), outcome.reason, counts=False)
            self._hold_everything()
        else:
            self._again(call, outcome.wait or timedelta(seconds=1), outcome.reason)

    async def _remember_files(self, letter: Letter, answer: Answer) -> None:
        """The message has arrived: that its file cannot be noted now only means one upload more."""
        try:
            await letter.remember_files(self._database, self._bot, answer)
        except Exception as error:
            logger.warning("upload_not_noted", extra={"error": type(error).__name__})

    async def _is_only_this_call(self, answer: Answer | NoAnswer | NoConnection) -> bool:
        """Whether a 404 was about one unknown method, and not about the token or the address."""
        if not isinstance(answer, Answer) or answer.status != 404:
            return False
        try:
            return (await self._api.call("getMe")).is_ok
        except (NoAnswer, NoConnection):
            return False

    def _end_chat(self, call: Call, outcome: Outcome) -> None:
        self._lanes.clear(call.chat_id)
        self._marks.end_chat(call.chat_id, outcome)

    def _wait_as_told(self, call: Call, outcome: Outcome) -> None:
        """429: that chat waits as told; when a second chat is refused meanwhile, all wait."""
        wait = outcome.wait or timedelta(seconds=1)
        now = clock.monotonic()
        until = now + wait.total_seconds() + 0.05
        chat_before, until_before = self._last_refusal
        if chat_before != call.chat_id and until_before > now:
            self._pace.hold(until)
        self._last_refusal = (call.chat_id, until)
        self._lanes.refuse(call.chat_id, until)
        self._again(call, wait, outcome.reason, counts=False)

    def _again(self, call: Call, wait: timedelta, reason: str | None, counts: bool = True) -> None:
        """The call goes back to the head of its lane; a callback is not worth a second try."""
        if call.kind == Kind.CALLBACK:
            self._marks.close(Closed(call, OutboxState.DROPPED, reason))
            return
        call.attempts += 1 if counts else 0
        call.due_at = clock.now() + wait
        self._lanes.put_back(call, clock.monotonic() + wait.total_seconds())
        self._marks.postpone(Postponed(call, call.due_at, call.attempts, reason))

    def _go_on(self, ends: Ends) -> None:
        """These ends are committed: their chats may get the next call."""
        now = clock.monotonic()
        for end in ends.closed:
            self._lanes.known.discard(end.call.id)
            if end.call.kind != Kind.CALLBACK:
                self._lanes.free(end.call.chat_id, now)
        for wait in ends.postponed:
            self._lanes.free(wait.call.chat_id, now)
        for chat_id, _ in ends.chats:
            self._lanes.free(chat_id, now)
        self._something_to_do.set()

    def _hold_everything(self) -> None:
        if not self.token_refused:
            self.token_refused = True
            logger.error("token_or_address_refused")
            task = asyncio.create_task(self._try_token_each_minute())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _try_token_each_minute(self) -> None:
        while self.token_refused:
            await asyncio.sleep(TOKEN_SECONDS)
            with contextlib.suppress(NoAnswer, NoConnection):
                if (await self._api.call("getMe")).is_ok:
                    self.token_refused = False
                    logger.info("token_accepted_again")
                    self._something_to_do.set()
