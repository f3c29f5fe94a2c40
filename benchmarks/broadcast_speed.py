"""A broadcast without limits: our bot beside python-telegram-bot's own `send_message`, which writes nothing down."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import broadcast_rows
from benchmarks.bot_process import BotProcess
from benchmarks.contenders import CONTENDERS, PEERS, ROOT, TOKEN
from benchmarks.load import LoadServer
from benchmarks.machine import Cores
from durable.database import Database

BOT = int(TOKEN.split(":")[0])
LONGEST = 300.0
_OURS = CONTENDERS[-1]


@dataclass(frozen=True)
class Transport:
    """How a peer sends: over what, and how many calls at once."""

    key: str
    at_once: int

    @property
    def title(self) -> str:
        return f"python-telegram-bot, {self.key}, {self.at_once} at once"


TRANSPORTS = (*(Transport("httpx", at_once) for at_once in (1, 4, 16)), Transport("aiohttp", 64))


@dataclass
class Speed:
    """What one broadcast measured. `per_second` counts until the last message, and for ours until its mark."""

    title: str
    per_second: float
    cpu_us: float
    sent: int
    marked: int | None


async def peer(transport: Transport, people: int, cores: Cores, folder: Path) -> Speed:
    """A process that sends to everybody and ends."""
    async with LoadServer(keep_calls=True) as server:
        first = server.add_readers(people)[0]
        words = [str(PEERS / "ptb_broadcast.py"), transport.key, str(transport.at_once), str(first), str(people)]
        settings = {"BOT_API_URL": server.url, "BOT_TOKEN": TOKEN}
        with BotProcess([sys.executable, *words], settings, ROOT, folder / "peer.log", cores.bot) as bot:
            await server.first_call()
            cpu = bot.cpu_seconds()
            while server.tally.messages_sent < people and bot.is_running:
                await asyncio.sleep(0.005)
            cpu = bot.cpu_seconds() - cpu
        at = [call.at for call in server.calls if call.method == "sendmessage" and call.status == 200]
        return Speed(transport.title, len(at) / (at[-1] - at[0]), 1e6 * cpu / len(at), len(at), None)


async def ours(title: str, url: str, people: int, cores: Cores, folder: Path) -> Speed:
    """Our bot with an announcement that is due: begun, fed, sent, and marked for each person."""
    async with LoadServer(keep_calls=True) as server:
        author, *chats = server.add_readers(1 + people)
        await broadcast_rows.prepare(url, BOT, author, chats)
        settings = _OURS.settings(server.url, folder) | {"DATABASE_URL": url, "QUIET_HOURS": "00:00-00:00"}
        database = Database(url)
        with BotProcess(_OURS.command(None), settings, ROOT, folder / "ours.log", cores.bot) as bot:
            await server.first_poll(60)
            await asyncio.sleep(2)  # what a start brings with it is over
            cpu, marked = bot.cpu_seconds(), 0
            await broadcast_rows.announce(database)
            until = time.monotonic() + LONGEST
            while (marked := await broadcast_rows.marked(database, people)) < people and time.monotonic() < until:
                await asyncio.sleep(0.02)
            ended, cpu = asyncio.get_running_loop().time() - server.began, bot.cpu_seconds() - cpu
        await database.close()
        told = set(chats)
        at = [call.at for call in server.calls if call.chat_id in told and call.status == 200]
        return Speed(title, len(at) / (ended - at[0]), 1e6 * cpu / len(at), len(at), marked)
