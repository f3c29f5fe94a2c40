"""Posting one update to the bot's webhook."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import aiohttp
import orjson

from gateways.phone.webhook import PostRefused

ANSWER_WITHIN = 60.0


class Poster:
    """An HTTP client for the webhook."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def post(self, address: str, secret: str, body: bytes) -> dict[str, Any] | None:
        """Posts one update; returns the call that the bot put into its answer, or None. Raises PostRefused."""
        headers = {"Content-Type": "application/json"}
        if secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        try:
            async with self.session.post(address, data=body, headers=headers, allow_redirects=False) as response:
                if not 200 <= response.status < 300:
                    phrase = HTTPStatus(response.status).phrase if response.status in set(HTTPStatus) else ""
                    raise PostRefused(f"Wrong response from the webhook: {response.status} {phrase}".rstrip())
                return _call_in(await response.read())
        except TimeoutError:
            raise PostRefused("Read timeout expired") from None
        except aiohttp.ClientConnectorError:
            raise PostRefused("Connection refused") from None
        except aiohttp.ClientError:
            raise PostRefused("Connection closed") from None


@contextlib.asynccontextmanager
async def open_poster() -> AsyncIterator[Poster]:
    """Opens the client."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN)) as session:
        yield Poster(session)


def _call_in(reply: bytes) -> dict[str, Any] | None:
    try:
        call = orjson.loads(reply) if reply else None
    except orjson.JSONDecodeError:
        return None
    return call if isinstance(call, dict) and isinstance(call.get("method"), str) else None
