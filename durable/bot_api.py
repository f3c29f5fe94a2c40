"""Calls of the Bot API: what the sender and the poller use, and what is under `telegram.Bot`.

python-telegram-bot's own client took two thirds of the CPU of an update where it was measured. Plain calls go over
durable.http_lines; files, up and down, over aiohttp.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from durable.http_lines import Broken, Lines, NotConnected

_CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0


class NoAnswer(Exception):
    """The call went out and no answer came: it may have been carried out."""


class NoConnection(Exception):
    """The call did not reach the server: it was not carried out."""


@dataclass(slots=True, frozen=True)
class Answer:
    """What the server said: HTTP status and the parsed body (empty when it was not JSON)."""

    status: int
    body: dict[str, Any]

    @property
    def is_ok(self) -> bool:
        return self.status == 200 and self.body.get("ok") is True

    @property
    def result(self) -> Any:
        return self.body.get("result")

    @property
    def description(self) -> str:
        return str(self.body.get("description") or f"HTTP {self.status}")

    @property
    def parameters(self) -> dict[str, Any]:
        return self.body.get("parameters") or {}


class BotApi:
    """One Bot API server and one token. `root` is the address without `/bot`, e.g. https://api.telegram.org."""

    def __init__(self, root: str, token: str) -> None:
        self._root = root.rstrip("/")
        self._token = token
        self._session: aiohttp.ClientSession | None = None
        self._lines = Lines()

    async def open(self) -> None:
        """Opens the pool of connections; nothing is asked of the network yet."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0, ttl_dns_cache=300, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(
                connector=connector, json_serialize=lambda v: orjson.dumps(v).decode()
            )

    async def close(self) -> None:
        """Closes the connections."""
        self._lines.close()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(
        self,
        method: str,
        body: bytes = b"{}",
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        seconds: float = READ_SECONDS,
    ) -> Answer:
        """Posts a call. `body` is JSON; with `files` {part name: (file name, bytes, mime)} it goes as a form.

        Raises NoConnection (not carried out) or NoAnswer (perhaps carried out).
        """
        url = f"{self._root}/bot{self._token}/{method}"
        if not files:
            status, raw = await self._post(url, body, seconds)
        else:
            status, raw = await self._request("POST", url, seconds, data=_form(orjson.loads(body), files))
        try:
            parsed = read_json(raw)
        except ValueError:
            parsed = {}
        return Answer(status, parsed if isinstance(parsed, dict) else {})

    async def download(self, path: str, seconds: float = 60.0) -> bytes:
        """The bytes of a file whose `file_path` getFile has told. Never inside a unit of work."""
        status, raw = await self._request("GET", f"{self._root}/file/bot{self._token}/{path}", seconds)
        if status != 200:
            raise NoAnswer(f"the file could not be fetched: HTTP {status}")
        return raw

    async def _post(self, url: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        try:
            return await self._lines.post(url, body, seconds)
        except NotConnected as error:
            raise NoConnection(str(error)) from None
        except Broken as error:
            raise NoAnswer(str(error)) from None

    async def _request(self, verb: str, url: str, seconds: float, **options: Any) -> tuple[int, bytes]:
        await self.open()
        session = self._session
        assert session is not None
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS, sock_read=seconds)
        try:
            async with session.request(verb, url, timeout=timeout, **options) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NoConnection(type(error).__name__) from None
        except (TimeoutError, asyncio.TimeoutError, aiohttp.ClientError) as error:  # noqa: UP041
            raise NoAnswer(type(error).__name__) from None


def read_json(raw: bytes) -> Any:
    """Parses JSON; half an emoji or bytes that are no UTF-8 become a replacement sign.

    One sign in one message must not make everything that waits behind it unreadable. Raises ValueError.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        mended = json.dumps(json.loads(raw.decode(errors="replace")), ensure_ascii=False)
        return orjson.loads(mended.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _form(params: Mapping[str, Any], files: Mapping[str, tuple[str, bytes, str]]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in params.items():
        form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
    for name, (file_name, content, mime) in files.items():
        form.add_field(name, content, filename=file_name, content_type=mime)
    return form


class AiohttpRequest(BaseRequest):
    """The network under `telegram.Bot` outside units of work."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        await self._api.open()

    async def shutdown(self) -> None:
        await self._api.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        seconds = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        try:
            if method == "GET":
                return await self._api._request("GET", url, float(seconds))
            files = _parts(request_data) if request_data is not None and request_data.contains_files else None
            body = orjson.dumps(request_data.parameters) if request_data is not None else b"{}"
            answer = await self._api.call(url.rsplit("/", 1)[1], body, files, float(seconds))
        except NoConnection as error:
            raise NetworkError(str(error)) from None
        except NoAnswer as error:
            raise TimedOut(str(error)) from None
        return answer.status, orjson.dumps(answer.body)


def _parts(data: RequestData) -> dict[str, tuple[str, bytes, str]]:
    return {
        name: (file_name, content if isinstance(content, bytes) else content.read(), mime)
        for name, (file_name, content, mime) in data.multipart_data.items()
    }
