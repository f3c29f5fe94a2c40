"""A bot's side of the load server: calls over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from benchmarks.load import LoadServer


class Client:
    """Calls the server as a bot does. `ask` gives status and answer, `result` only what a good call gives."""

    def __init__(self, server: LoadServer) -> None:
        self._root = f"{server.url}/bot123456:token"
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5))

    async def ask(self, method: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
        async with self._session.post(f"{self._root}/{method}", json=parameters) as response:
            return response.status, await response.json()

    async def result(self, method: str, **parameters: Any) -> Any:
        status, answer = await self.ask(method, **parameters)
        assert status == 200, answer
        return answer["result"]

    async def texts(self, **parameters: Any) -> list[str]:
        """The texts of the updates that getUpdates gives."""
        return [update["message"]["text"] for update in await self.result("getUpdates", **parameters)]

    async def close(self) -> None:
        await self._session.close()


@pytest.fixture
async def server() -> AsyncIterator[LoadServer]:
    async with LoadServer(keep_calls=True) as server:
        yield server


@pytest.fixture
async def client(server: LoadServer) -> AsyncIterator[Client]:
    client = Client(server)
    yield client
    await client.close()
