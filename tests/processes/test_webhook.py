"""The bot behind a webhook: each update once however often it comes, and nothing lost between the 200 and the work."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from benchmarks.fleet import OfficeProcess
from tests.bot_api_double import BotApiDouble, bot_api_double
from tests.processes.inbox import until, updates_by_state

SECRET = "rahasia-kantor"
FIRST_CHAT = 1_000_001


def update(number: int, text: str) -> dict[str, Any]:
    """What somebody new writes; each number is another person."""
    person = {"id": FIRST_CHAT + number, "is_bot": False, "first_name": "Siti", "language_code": "id"}
    chat = {"id": FIRST_CHAT + number, "type": "private", "first_name": "Siti"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    message = {"message_id": 1, "date": 1700000000, "chat": chat, "from": person, "text": text, "entities": entities}
    return {"update_id": 500 + number, "message": message}


class Hook:
    """A bot's webhook, and somebody who brings it updates as Telegram does."""

    def __init__(self, double: BotApiDouble, database_url: str, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/hook"
        self.bot = OfficeProcess(
            folder / "bot.log",
            {
                "BOT_API_URL": double.root, "BOT_TOKEN": "7000001:BENCH-TOKEN", "DATABASE_URL": database_url,
                "SEND_RATE": "0", "WEBHOOK_URL": self.address, "WEBHOOK_SECRET": SECRET, "WEBHOOK_PORT": str(port),
            },
        )  # fmt: skip

    async def bring(self, session: aiohttp.ClientSession, one: object, secret: str = SECRET) -> int | None:
        """Posts an update; the HTTP status, or None when the bot has gone."""
        try:
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
            async with session.post(self.address, json=one, headers=headers) as response:
                return response.status
        except aiohttp.ClientError:
            return None

    async def is_open(self) -> None:
        """Waits until the bot says that it runs."""
        await until(lambda: self.bot.written().count("bot_runs") == self.bot.starts, 25)


@pytest.mark.pitfall(6)
async def test_update_that_comes_three_times_is_answered_once(sqlite_url: str, tmp_path: Path) -> None:
    async with bot_api_double() as double, aiohttp.ClientSession() as session:
        hook = Hook(double, sqlite_url, tmp_path)
        with hook.bot:
            await hook.is_open()
            (announced,) = [call.params for call in double.calls if call.method == "setWebhook"]
            assert (announced["url"], announced["secret_token"]) == (hook.address, SECRET)
            copies = [update(number, "/daftar") for number in range(20) for _ in range(3)]
            statuses = await asyncio.gather(*(hook.bring(session, one) for one in copies))
            assert statuses == [200] * 60
            await until(lambda: len(double.texts()) >= 20)
            assert await hook.bring(session, update(3, "/daftar")) == 200  # once more, long after
            await asyncio.sleep(0.5)
        answers = Counter(call.params["chat_id"] for call in double.calls if call.method == "sendMessage")
        states = await updates_by_state(sqlite_url)
    assert answers == dict.fromkeys(range(FIRST_CHAT, FIRST_CHAT + 20), 1)
    assert states == {"done": 20}


async def test_what_is_no_update_of_the_platform_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    async with bot_api_double() as double, aiohttp.ClientSession() as session:
        hook = Hook(double, sqlite_url, tmp_path)
        with hook.bot:
            await hook.is_open()
            assert await hook.bring(session, update(1, "/daftar"), secret="guessed") == 403
            strange: object
            for strange in ([], {}, {"update_id": "1"}, "text", None):
                assert await hook.bring(session, strange) == 400
            assert await hook.bring(session, update(2, "/daftar")) == 200
            await until(lambda: len(double.texts()) == 1)
        assert await updates_by_state(sqlite_url) == {"done": 1}


@pytest.mark.pitfall(5)
async def test_kill_between_the_answer_and_the_work_loses_nothing(sqlite_url: str, tmp_path: Path) -> None:
    rounds, people = 3, 40
    waiting = 0
    async with bot_api_double() as double, aiohttp.ClientSession() as session:
        hook = Hook(double, sqlite_url, tmp_path)
        with hook.bot:
            taken: list[int] = []
            for turn in range(rounds):
                await hook.is_open()
                brought = range(turn * people, (turn + 1) * people)
                posts = [asyncio.create_task(hook.bring(session, update(number, "/daftar"))) for number in brought]
                # Dead as soon as most of them have their 200: others are in the hook, in the worker, in the sender.
                await until(lambda posts=posts: sum(post.done() for post in posts) > people * 2 // 3)  # type: ignore[misc]
                hook.bot.kill()
                statuses = await asyncio.gather(*posts)
                taken += [number for number, status in zip(brought, statuses, strict=True) if status == 200]
                waiting += (await updates_by_state(sqlite_url)).get("pending", 0)
                hook.bot.start()
            await hook.is_open()
            await until(lambda: {FIRST_CHAT + number for number in taken} <= answered(double))
            await asyncio.sleep(0.5)
        states = await updates_by_state(sqlite_url)
    sent = Counter(call.params["chat_id"] for call in double.calls if call.method == "sendMessage")
    print(f"{len(taken)} updates taken, {waiting} of them not worked on when killed; "
          f"{sum(sent.values()) - len(sent)} answers twice")  # fmt: skip
    assert waiting > 0
    assert set(states) == {"done"}
    assert states["done"] >= len(taken)
    assert max(sent.values()) <= 1 + rounds  # one more for each kill at most


def answered(double: BotApiDouble) -> set[int]:
    """The chats that got an answer."""
    return {call.params["chat_id"] for call in double.calls if call.method == "sendMessage"}
