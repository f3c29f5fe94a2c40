"""The webhook: only the platform may bring updates, and it hears 200 when they are saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from sqlalchemy import select

from bot.webhook import Webhook, announce
from durable import inbox
from durable.bot_api import BotApi
from durable.database import Database
from tests.bot_api_double import BotApiDouble, refuses
from tests.driver import BOT
from tests.durable.test_inbox import message

SECRET = "rahasia-123"


class Platform:
    """Brings updates to the webhook; `woken` counts how often a worker was told."""

    def __init__(self, database: Database, address: str, session: aiohttp.ClientSession) -> None:
        self.database, self.address, self.session, self.woken = database, address, session, 0

    async def brings(self, body: object, secret: str | None = SECRET, verb: str = "POST") -> int:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        options = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with self.session.request(verb, self.address, headers=headers, **options) as response:
            return response.status

    async def stored(self) -> list[int | None]:
        async with self.database.read() as connection:
            return list(await connection.scalars(select(inbox.inbox.c.update_id).order_by(inbox.inbox.c.id)))


@pytest.fixture
async def platform(database: Database, unused_port: int) -> AsyncIterator[Platform]:
    async with aiohttp.ClientSession() as session:
        found = Platform(database, f"http://127.0.0.1:{unused_port}/hook", session)

        def woken() -> None:
            found.woken += 1

        webhook = Webhook(database, BOT, SECRET, woken)
        await webhook.start("/hook", unused_port)
        yield found
        await webhook.stop()


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


async def test_update_is_saved_and_a_worker_is_told(platform: Platform) -> None:
    assert await platform.brings(message(7, 11, "halo")) == 200
    assert (await platform.stored(), platform.woken) == ([7], 1)


@pytest.mark.parametrize("secret", [None, "", "salah", SECRET + "x", "ra\u00e9hasia", "\u0131"])
async def test_without_the_secret_nothing_is_taken(platform: Platform, secret: str | None) -> None:
    assert await platform.brings(message(7, 11, "halo"), secret) == 403
    assert (await platform.stored(), platform.woken) == ([], 0)


@pytest.mark.pitfall(6)
async def test_copies_one_after_another_and_at_once_are_kept_once(platform: Platform) -> None:
    update = message(7, 11, "halo")
    assert [await platform.brings(update) for _ in range(3)] == [200] * 3
    answers = await asyncio.gather(*(platform.brings(message(8, 11, "lagi")) for _ in range(8)))
    assert (answers, await platform.stored()) == ([200] * 8, [7, 8])


@pytest.mark.pitfall(5)
async def test_platform_hears_200_only_after_the_commit(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever hears 200 finds the row, and while the commit is under way nobody has heard anything."""
    real, may_go_on = inbox.store, asyncio.Event()

    async def slow(*words: object) -> int:
        await may_go_on.wait()
        return await real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox, "store", slow)
    bringing = asyncio.create_task(platform.brings(message(7, 11, "halo")))
    done, _ = await asyncio.wait({bringing}, timeout=0.3)
    assert (done, await platform.stored()) == (set(), [])
    may_go_on.set()
    assert (await bringing, await platform.stored()) == (200, [7])


@pytest.mark.pitfall(5)
async def test_database_that_is_away_is_answered_500_and_the_next_copy_is_kept(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> int:
        raise OSError("away")

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "store", away)
        assert await platform.brings(message(7, 11, "halo")) == 500
    assert (await platform.stored(), platform.woken) == ([], 0)
    assert (await platform.brings(message(7, 11, "halo")), await platform.stored()) == (200, [7])


@pytest.mark.parametrize("body", [b"", b"hello", b"[]", b"{}", b'{"update_id": "7"}', b'"x"'])
async def test_what_is_no_update_is_answered_400(platform: Platform, body: bytes) -> None:
    assert (await platform.brings(body), await platform.stored()) == (400, [])


async def test_far_too_large_body_is_refused(platform: Platform) -> None:
    assert (await platform.brings(b"[" + b" " * (3 * 1024 * 1024)), await platform.stored()) == (413, [])


async def test_other_verbs_and_addresses_are_refused(platform: Platform) -> None:
    assert await platform.brings(message(7, 11, "halo"), verb="GET") == 405
    platform.address = platform.address.replace("/hook", "/")
    assert (await platform.brings(message(7, 11, "halo")), await platform.stored()) == (404, [])


async def test_taken_port_is_told(platform: Platform) -> None:
    port = int(platform.address.split(":")[2].split("/")[0])
    with pytest.raises(OSError, match=str(port)):
        await Webhook(platform.database, BOT, SECRET, lambda: None).start("/hook", port)


async def test_platform_is_told_where_to_bring_updates(api: BotApi, double: BotApiDouble) -> None:
    await announce(api, "https://bot.example.go.id/hook", SECRET)
    (call,) = double.calls
    assert (call.method, call.params["url"], call.params["secret_token"]) == (
        "setWebhook",
        "https://bot.example.go.id/hook",
        SECRET,
    )
    assert call.params["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    double.script.append(refuses(400, "Bad Request: bad webhook: HTTPS url must be provided"))
    with pytest.raises(RuntimeError, match="HTTPS url must be provided"):
        await announce(api, "http://x/hook", SECRET)
