"""A Bot API server that does what a test tells it: for the sender and the poller, over real HTTP."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web


@dataclass
class Call:
    """One call as it arrived; `at` in seconds of the loop's clock."""

    method: str
    params: dict[str, Any]
    at: float


Answer = Callable[[Call], Awaitable[web.StreamResponse] | web.StreamResponse | None]


def refuses(status: int, description: str, **parameters: Any) -> Answer:
    """An answer in the platform's words."""
    body = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return lambda call: web.json_response(body, status=status)


async def hangs_up(call: Call) -> web.StreamResponse:
    """Carried out, but the connection ends without an answer."""
    raise ConnectionResetError


@dataclass
class BotApiDouble:
    """Remembers every call; `script` is used up first, answer by answer, then everything succeeds."""

    calls: list[Call] = field(default_factory=list)
    script: deque[Answer] = field(default_factory=deque)
    blocked: set[int] = field(default_factory=set)
    updates: list[dict[str, Any]] = field(default_factory=list)
    root: str = ""
    delay: float = 0.0
    _message_id: int = 100

    def texts(self, chat_id: int | None = None) -> list[str]:
        """The texts that arrived, in order."""
        return [
            str(call.params.get("text"))
            for call in self.calls
            if call.method in ("sendMessage", "editMessageText") and chat_id in (None, call.params.get("chat_id"))
        ]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.content_type == "multipart/form-data":
            form = await request.post()
            params = {key: value if isinstance(value, str) else value.filename for key, value in form.items()}
        else:
            params = orjson.loads(await request.read() or b"{}")
        call = Call(method, params, asyncio.get_running_loop().time())
        if method == "getUpdates":
            return await self._updates(call)
        self.calls.append(call)
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.script:
            try:
                found = self.script.popleft()(call)
                said = await found if isinstance(found, Awaitable) else found
            except ConnectionResetError:
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            if said is not None:
                return said
        if params.get("chat_id") in self.blocked:
            body = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
            return web.json_response(body, status=403)
        return web.json_response({"ok": True, "result": self._result(call)})

    def _result(self, call: Call) -> Any:
        if call.method == "getMe":
            return {"id": 7000001, "is_bot": True, "first_name": "Pendamping IKM", "username": "pendamping_ikm_bot"}
        if call.method == "sendMediaGroup":
            return [self._message(call) for _ in call.params["media"]]
        return self._message(call) if call.method.startswith("send") else True

    def _message(self, call: Call) -> dict[str, Any]:
        self._message_id += 1
        chat = {"id": call.params.get("chat_id"), "type": "private"}
        result: dict[str, Any] = {
            "message_id": self._message_id,
            "date": 1,
            "chat": chat,
            "text": call.params.get("text"),
        }
        if call.method == "sendDocument":
            result["document"] = {"file_id": "known-file", "file_unique_id": "u"}
        return result

    async def _updates(self, call: Call) -> web.StreamResponse:
        self.calls.append(call)
        if self.script:
            said = self.script.popleft()(call)
            assert isinstance(said, web.StreamResponse)
            return said
        offset = call.params.get("offset", 0)
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        if not self.updates:
            await asyncio.sleep(min(0.05, call.params.get("timeout", 0)))
        return web.json_response({"ok": True, "result": self.updates[:100]})


@asynccontextmanager
async def bot_api_double() -> AsyncIterator[BotApiDouble]:
    """A double that listens on a free port of this machine."""
    double = BotApiDouble()
    application = web.Application(client_max_size=50_000_000)
    application.router.add_route("*", "/bot{token}/{method}", double.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    double.root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield double
    finally:
        await runner.cleanup()
