"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send

from gateways.botapi_errors import ApiError, bad_request, forbidden, not_found, too_many_requests, unauthorized
from gateways.botapi_parameters import Parameters, read_parameters
from gateways.phone.connections import cut
from gateways.phone.faults import Rule
from gateways.phone.methods import METHODS
from gateways.phone.methods.registry import Described
from gateways.phone.methods.webhooks import read_allowed
from gateways.phone.phone import Phone

log = logging.getLogger("phone")

CALL = re.compile(r"/bot([^/]*)/([^/]*)/?")
FILE = re.compile(r"/file/bot([^/]*)/(.*)")
TOKEN = re.compile(r"\d{1,15}:.+")
PROXY_PAGE = "<html>\n<head><title>{code} {words}</title></head>\n<body><h1>{code} {words}</h1></body>\n</html>\n"
SERVER_FAULTS = {"500": (500, "Internal Server Error"), "502": (502, "Bad Gateway")}


class Cut(Exception):
    """The connection is to be cut instead of answered."""


class BotApi:
    """ASGI application for the bot's side of the phone."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        phone.webhook.answer = self.run_reply

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if found := FILE.fullmatch(scope["path"]):
            await self._send_file(found[1], found[2], send)
            return
        call = CALL.fullmatch(scope["path"])
        name, fault = (call[2] if call else ""), None
        parameters = Parameters({})
        status = 0
        try:
            if call is None or scope["method"] not in ("GET", "POST"):
                raise not_found()
            self._check_token(call[1])
            parameters = await read_parameters(scope, receive)
            fault = self.phone.faults.choose(name, parameters.text("chat_id"))
            if fault is not None:
                await self._meet(fault, receive)
            body = await self._run(name, parameters, receive, call[1])
            status = 200
            await self._late()
            if fault is not None and fault.kind == "lost_reply":
                raise Cut
            await _answer(send, 200, body)
        except ApiError as error:
            status = error.code
            await self._late()
            if fault is not None and fault.html and error.code >= 500:
                page = PROXY_PAGE.format(code=error.code, words=error.description)
                await _answer(send, status, page.encode(), b"text/html")
            else:
                await _answer(send, status, orjson.dumps(error.body()))
        except Cut:
            status = 0
            cut(scope)
            await receive()  # returns once the connection is gone, so that nobody tries to answer
        finally:
            text = parameters.text("text") or parameters.text("caption")
            kind = None if fault is None else fault.kind
            self.phone.faults.log(name, parameters.text("chat_id"), status, text, kind)

    def _check_token(self, token: str) -> None:
        if not TOKEN.fullmatch(token):
            raise not_found()
        if self.phone.only_token is not None and token != self.phone.only_token:
            raise unauthorized()

    async def _late(self) -> None:
        if delay := self.phone.faults.delay():
            await asyncio.sleep(delay)

    async def _meet(self, fault: Rule, receive: Receive) -> None:
        """Does what the fault asks for before the call is done; returns if the call goes on."""
        if fault.kind == "429":
            raise too_many_requests(fault.retry_after)
        if fault.kind == "403":
            raise forbidden("bot was blocked by the user")
        if fault.kind in SERVER_FAULTS:
            raise ApiError(*SERVER_FAULTS[fault.kind])
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "hang":
            waits = [asyncio.ensure_future(one) for one in (receive(), self.phone.closing.wait())]
            await asyncio.wait(waits, timeout=fault.seconds, return_when=asyncio.FIRST_COMPLETED)
            for one in waits:
                one.cancel()
        if fault.kind in ("hang", "reset"):
            raise Cut

    async def _run(self, name: str, parameters: Parameters, receive: Receive, token: str) -> bytes:
        """Does one call and returns the body of its answer; raises ApiError."""
        if name.lower() == "getupdates":
            return await self._get_updates(parameters, receive)
        if name.lower() == "getme":
            self.phone.profile.remember(token)
        return self.run_now(name, parameters)

    def run_now(self, name: str, parameters: Parameters) -> bytes:
        """Does one call that needs no waiting."""
        function = METHODS.get(name.lower())
        if function is None:
            log.warning("The bot called a method that the phone does not know: %s", name[:64])
            raise not_found()
        try:
            result = function(self.phone, parameters)
        except ApiError:
            raise
        except Exception:
            log.exception("The phone failed in %s", name)
            raise ApiError(500, "Internal Server Error") from None
        if isinstance(result, Described):
            return orjson.dumps({"ok": True, "result": result.result, "description": result.description})
        return b'{"ok":true,"result":' + orjson.dumps(result) + b"}"

    async def run_reply(self, call: dict[str, Any]) -> None:
        """Does the call that a webhook put into its answer; nobody hears of a refusal."""
        try:
            self.run_now(call["method"], Parameters(call))
        except ApiError as error:
            log.warning("The call in a webhook's answer was refused: %s", error.description)

    async def _get_updates(self, parameters: Parameters, receive: Receive) -> bytes:
        if parameters.values.get("timeout") and parameters.integer("timeout", -1) < 0:
            raise bad_request("timeout must be non-negative")
        read_allowed(self.phone, parameters)
        was_online = self.phone.bot_online()
        limit = max(1, min(parameters.integer("limit", 100), 100))
        asked = self.phone.updates.poll(parameters.integer("offset"), limit, parameters.integer("timeout"), receive)
        waiting = asyncio.ensure_future(asked)
        if not was_online:
            await asyncio.sleep(0)
            self.phone.hub.show_everyone({"type": "bot_online", "online": self.phone.bot_online()})
        found = await waiting
        return b'{"ok":true,"result":[' + b",".join(body for _, body in found) + b"]}"

    async def _send_file(self, token: str, path: str, send: Send) -> None:
        try:
            self._check_token(token)
            file = self.phone.files.at_path(path)
            if file is None:
                raise not_found()
        except ApiError as error:
            await _answer(send, error.code, orjson.dumps(error.body()))
        else:
            await _answer(send, 200, self.phone.files.content(file), b"application/octet-stream")


async def _answer(send: Send, status: int, body: bytes, kind: bytes = b"application/json") -> None:
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
