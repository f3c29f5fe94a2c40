"""A call of the bot, from its arrival to its answer: the road's delay, faults, the method, the log."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import Any

import orjson

from benchmarks.load.chats import Chat
from benchmarks.load.connection import Connection
from benchmarks.load.faults import Fault, FaultKind, FaultPlan
from benchmarks.load.http_request import Request
from benchmarks.load.limits import Limits
from benchmarks.load.methods import Methods, Refused, number
from benchmarks.load.parameters import parameters
from benchmarks.load.polling import Polling
from benchmarks.load.population import Population

CUT = 0


@dataclass(frozen=True, slots=True)
class Call:
    """Seconds since the server's start, method in lower case, chat, HTTP status (0: cut without answer), text."""

    at: float
    method: str
    chat_id: int | None
    status: int
    text: str


class Calls:
    """Carries out requests. `delay` is the round trip in seconds; one half passes before the act, one after."""

    def __init__(
        self,
        population: Population,
        polling: Polling,
        methods: Methods,
        plan: FaultPlan,
        delay: tuple[float, float],
        chance: random.Random,
        keep: bool,
        limits: Limits | None = None,
    ) -> None:
        self.plan, self.limits = plan, limits
        self.log: list[Call] = []
        self._population, self._polling, self._methods = population, polling, methods
        self._delay, self._chance, self._keep = delay, chance, keep
        self._tally = population.tally
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()

    def take(self, connection: Connection, request: Request) -> None:
        """A request has arrived on a connection."""
        half = self._chance.uniform(*self._delay) / 2 if self._delay[1] else 0.0
        if half:
            self._loop.call_later(half, self._carry_out, connection, request, half)
        else:
            self._carry_out(connection, request, half)

    def _carry_out(self, connection: Connection, request: Request, wait: float) -> None:
        parts = request.target.partition("?")[0].split("/")
        if len(parts) != 3 or not parts[1].startswith("bot"):
            self._answer(connection, wait, 404, refusal(404, "Not Found"))
            return
        method = parts[2].lower()
        try:
            wanted = parameters(request)
        except ValueError:
            self._answer(connection, wait, 400, refusal(400, "Bad Request: can't parse the request"))
            return
        chat = self._population.chats.get(number(wanted.get("chat_id")) or 0)
        if chat is not None and method.startswith("send") and self._population.now() < chat.refused_until:
            self._tally.calls_before_retry_after += 1
        fault = self.plan.draw(method) or self._over_the_limit(method, chat, wanted)
        if fault is not None:
            self._tally.faults[fault.kind] += 1
        if fault is not None and fault.kind is not FaultKind.LOST_REPLY:
            self._fail(connection, wait, method, chat, fault)
        elif method == "getupdates":
            self._poll(connection, wait, wanted, lost=fault is not None)
        else:
            status, body = self._result(method, wanted)
            if fault is not None:
                status = CUT
                connection.reset()
            else:
                self._answer(connection, wait, status, body)
            self._note(method, chat, status, wanted)

    def _over_the_limit(self, method: str, chat: Chat | None, wanted: dict[str, Any]) -> Fault | None:
        """The 429 of a call that is one too many, if there are limits."""
        if self.limits is None or chat is None:
            return None
        weight = len(wanted.get("media") or [None]) if method == "sendmediagroup" else 1
        wait = self.limits.refused_for(method, chat.chat_id, weight, self._population.now())
        return Fault(FaultKind.TOO_MANY, 1, retry_after=wait) if wait else None

    def _result(self, method: str, wanted: dict[str, Any]) -> tuple[int, bytes]:
        try:
            return 200, b'{"ok":true,"result":' + orjson.dumps(self._methods.call(method, wanted)) + b"}"
        except Refused as refused:
            return refused.status, refusal(refused.status, refused.description)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return 400, refusal(400, f"Bad Request: {type(error).__name__} in the parameters")

    def _poll(self, connection: Connection, wait: float, wanted: dict[str, Any], *, lost: bool) -> None:
        def answer(status: int, body: bytes) -> None:
            self._note("getupdates", None, CUT if lost else status, {})
            if lost:
                connection.reset()
            else:
                self._answer(connection, wait, status, body)

        try:
            self._polling.ask(connection, wanted, answer)
        except (TypeError, ValueError):
            answer(400, refusal(400, "Bad Request: offset, limit and timeout must be numbers"))

    def _fail(self, connection: Connection, wait: float, method: str, chat: Chat | None, fault: Fault) -> None:
        status = CUT
        match fault.kind:
            case FaultKind.TOO_MANY:
                status = 429
                if chat is not None:
                    chat.refused_until = self._population.now() + fault.retry_after
                told = f"Too Many Requests: retry after {fault.retry_after}"
                self._answer(connection, wait, status, refusal(status, told, fault.retry_after))
            case FaultKind.BAD_GATEWAY:
                status = 502
                self._answer(connection, wait, status, refusal(status, "Bad Gateway"))
            case FaultKind.HANG:
                self._loop.call_later(fault.hang_seconds, connection.cut)
            case _:
                connection.reset()
        self._note(method, chat, status, {})

    def _answer(self, connection: Connection, wait: float, status: int, body: bytes) -> None:
        if wait:
            self._loop.call_later(wait, connection.answer, status, body)
        else:
            connection.answer(status, body)

    def _note(self, method: str, chat: Chat | None, status: int, wanted: dict[str, Any]) -> None:
        self._tally.calls[method, status] += 1
        if self._keep:
            text = str(wanted.get("text") or wanted.get("caption") or "")[:80]
            at = self._loop.time() - self._began
            self.log.append(Call(at, method, chat.chat_id if chat else None, status, text))


def refusal(status: int, description: str, retry_after: int | None = None) -> bytes:
    """An error answer in Telegram's form."""
    answer: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if retry_after is not None:
        answer["parameters"] = {"retry_after": retry_after}
    return orjson.dumps(answer)
