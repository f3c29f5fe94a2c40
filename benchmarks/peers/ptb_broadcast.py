"""A peer of the broadcasts: python-telegram-bot's own `send_message` to many chats, nothing written down.

    ptb_broadcast.py TRANSPORT AT_ONCE FIRST_CHAT HOW_MANY

TRANSPORT is httpx (the library's own, with a pool as large as AT_ONCE), aiohttp (a BaseRequest on aiohttp), or limiter
(httpx and the library's AIORateLimiter at 30 a second). Prints how many were sent, and how many calls raised.
"""

import asyncio
import os
import sys

import aiohttp
from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

TEXT = "Pengumuman: pelatihan kemasan di Sangatta, Kamis 26 November 2026 pukul 09.00 WITA. Gratis, bawa contoh produk."


class AiohttpRequest(BaseRequest):
    """As few lines as the library allows: what aiohttp reads goes back as it is."""

    read_timeout = 20.0

    async def initialize(self) -> None:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def shutdown(self) -> None:
        await self._session.close()

    async def do_request(self, url, method, request_data=None, *timeouts, **more):
        data = request_data.json_parameters if request_data else None
        async with self._session.request(method, url, data=data) as response:
            return response.status, await response.read()


def made(transport: str, at_once: int) -> Bot:
    root, token = os.environ["BOT_API_URL"], os.environ["BOT_TOKEN"]
    addresses = {"base_url": f"{root}/bot", "base_file_url": f"{root}/file/bot"}
    if transport == "aiohttp":
        return Bot(token, **addresses, request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    pool = HTTPXRequest(connection_pool_size=at_once, pool_timeout=60.0)
    if transport == "limiter":
        return ExtBot(token, **addresses, request=pool, rate_limiter=AIORateLimiter(max_retries=100))
    return Bot(token, **addresses, request=pool)


async def main(transport: str, at_once: int, first: int, how_many: int) -> None:
    left, raised = iter(range(first, first + how_many)), 0

    async def one_after_the_other(bot: Bot) -> None:
        nonlocal raised
        for chat_id in left:
            try:
                await bot.send_message(chat_id, TEXT)
            except TelegramError:
                raised += 1

    async with made(transport, at_once) as bot:
        await asyncio.gather(*(one_after_the_other(bot) for _ in range(at_once)))
    print(how_many - raised, raised)


if __name__ == "__main__":
    try:
        import uvloop

        uvloop.install()
    except ImportError:
        pass
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
