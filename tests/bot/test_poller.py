"""The poller: nothing is confirmed before it is stored, and nothing that is stored is lost."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import orjson
import pytest
from aiohttp import web
from sqlalchemy import select

from bot import platform
from bot.poller import FOREIGN_POLLER_SECONDS, TOKEN_SECONDS, Poller
from durable import clock, inbox, values
from durable.bot_api import BotApi, read_json
from durable.database import Database
from durable.leases import LeaseKeeper
from tests.bot_api_double import BotApiDouble, refuses
from tests.driver import BOT, TOKEN
from tests.durable.test_inbox import message

from .conftest import held_lease


@pytest.fixture
async def poller(database: Database, api: BotApi) -> Poller:
    return await new_poller(database, api)


async def new_poller(database: Database, api: BotApi) -> Poller:
    return Poller(database, api, BOT, await held_lease(database, "poller"), lambda: None)


async def stored(database: Database) -> list[int | None]:
    async with database.read() as connection:
        return list(await connection.scalars(select(inbox.inbox.c.update_id).order_by(inbox.inbox.c.id)))


def offsets(double: BotApiDouble) -> list[int | None]:
    return [call.params.get("offset") for call in double.calls]


async def test_updates_are_stored_and_then_confirmed(poller: Poller, database: Database, double: BotApiDouble) -> None:
    double.updates = [message(7, 11, "satu"), message(8, 11, "dua")]
    assert [await poller.poll_once(0), await poller.poll_once(0)] == [0.0, 0.0]
    assert (await stored(database), offsets(double)) == ([7, 8], [None, 9])


@pytest.mark.pitfall(3)
async def test_what_cannot_be_stored_is_not_confirmed(
    poller: Poller, database: Database, double: BotApiDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise OSError("disk full")

    double.updates = [message(7, 11, "satu")]
    with monkeypatch.context() as patched:
        patched.setattr(inbox, "store", away)
        assert await poller.poll_once(0) == 1.0
    assert await poller.poll_once(0) == 0.0
    assert (await stored(database), offsets(double)) == ([7], [None, None])


@pytest.mark.pitfall(1)
async def test_what_was_written_while_the_bot_was_stopped_is_fetched(
    database: Database, api: BotApi, double: BotApiDouble
) -> None:
    double.updates = [message(1, 11, "sebelum")]
    await (await new_poller(database, api)).poll_once(0)
    double.updates.append(message(2, 11, "selama"))
    await platform.forget_webhook(api)
    await (await new_poller(database, api)).poll_once(0)
    assert await stored(database) == [1, 2]
    asked = [call.params for call in double.calls if call.method == "deleteWebhook"]
    assert asked == [{"drop_pending_updates": False}]


@pytest.mark.pitfall(4)
async def test_restart_after_each_update_stores_each_once(
    database: Database, api: BotApi, double: BotApiDouble
) -> None:
    for number in range(1, 13):
        double.updates.append(message(number, 11, str(number)))
        await (await new_poller(database, api)).poll_once(0)  # stopped before it could confirm
    assert await stored(database) == list(range(1, 13))


@pytest.mark.pitfall(2)
async def test_stop_in_a_long_poll_loses_nothing(database: Database, api: BotApi, double: BotApiDouble) -> None:
    polling = asyncio.create_task((await new_poller(database, api)).run())
    while not double.calls:
        await asyncio.sleep(0.01)
    double.updates = [message(1, 11, "satu")]
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    again = asyncio.create_task((await new_poller(database, api)).run())
    async with asyncio.timeout(5):
        while await stored(database) != [1]:
            await asyncio.sleep(0.02)
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)


@pytest.mark.pitfall(26)
async def test_foreign_poller_is_said_in_one_line_and_waited_for(
    poller: Poller, double: BotApiDouble, caplog: pytest.LogCaptureFixture
) -> None:
    double.script.append(refuses(409, "Conflict: terminated by other getUpdates request"))
    with caplog.at_level(logging.INFO):
        assert await poller.poll_once(0) == FOREIGN_POLLER_SECONDS
    assert [record.getMessage() for record in caplog.records] == ["another_poller"]
    assert await poller.poll_once(0) == 0.0


@pytest.mark.pitfall(26)
async def test_process_without_the_lease_does_not_poll(database: Database, api: BotApi, double: BotApiDouble) -> None:
    await held_lease(database, "poller")
    idle = asyncio.create_task(Poller(database, api, BOT, LeaseKeeper(BOT, "poller", "b/1/x"), lambda: None).run())
    await asyncio.sleep(0.2)
    idle.cancel()
    assert double.calls == []


@pytest.mark.parametrize(
    ("status", "words", "extra", "seconds"),
    [
        (401, "Unauthorized", {}, TOKEN_SECONDS),
        (404, "Not Found", {}, TOKEN_SECONDS),
        (429, "Too Many Requests", {"retry_after": 7}, 7.0),
        (502, "Bad Gateway", {}, 1.0),
    ],
)
async def test_refusal_has_its_wait(
    poller: Poller, double: BotApiDouble, status: int, words: str, extra: dict[str, Any], seconds: float
) -> None:
    double.script.append(refuses(status, words, **extra))
    assert await poller.poll_once(0) == seconds


async def test_silent_platform_is_asked_less_and_less_often(database: Database) -> None:
    api = BotApi("http://127.0.0.1:9", TOKEN)
    poller = await new_poller(database, api)
    assert [await poller.poll_once(0) for _ in range(6)] == [1.0, 2.0, 5.0, 10.0, 30.0, 30.0]
    await api.close()


@pytest.mark.pitfall(35)
async def test_offset_is_dropped_when_it_has_done_its_work(
    poller: Poller, database: Database, double: BotApiDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a silent week the platform begins at a random number; a higher offset would confirm it unseen."""
    double.updates = [message(900_000, 11, "dulu")]
    await poller.poll_once(0)
    await poller.poll_once(0)
    later = clock.monotonic() + 8 * 86_400
    monkeypatch.setattr(clock, "monotonic", lambda: later)
    double.updates = [message(5, 11, "sekarang")]
    await poller.poll_once(0)
    assert (await stored(database), offsets(double)) == ([900_000, 5], [None, 900_001, None])


@pytest.mark.pitfall(7)
async def test_half_an_emoji_stops_nothing(poller: Poller, database: Database, double: BotApiDouble) -> None:
    broken = orjson.dumps({"ok": True, "result": [message(1, 11, "@@"), message(2, 12, "utuh")]})
    body = broken.replace(b"@@", rb"\ud83d")
    double.script.append(lambda call: web.Response(body=body, content_type="application/json"))
    assert await poller.poll_once(0) == 0.0
    async with database.read() as connection:
        payloads = list(await connection.scalars(select(inbox.inbox.c.payload).order_by(inbox.inbox.c.id)))
    assert [orjson.loads(payload)["message"]["text"] for payload in payloads] == ["�", "utuh"]


@pytest.mark.parametrize(
    ("raw", "found"),
    [(b'{"a":1}', {"a": 1}), (rb'"\ud83d"', "�"), (b'"\xff"', "�"), (rb'"\ud83c\udf4c"', "🍌")],
)
def test_json_is_mended_sign_by_sign(raw: bytes, found: object) -> None:
    assert read_json(raw) == found


@pytest.mark.parametrize("raw", [b"", b"<html>", b"{"])
def test_what_is_no_json_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever it says about the bytes
        read_json(raw)


async def test_time_of_the_poll_is_noted_once_a_minute(
    poller: Poller, database: Database, double: BotApiDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def noted() -> str | None:
        async with database.read() as connection:
            return await values.read(connection, f"polled_at:{BOT}")

    await poller.poll_once(0)
    first = await noted()
    await poller.poll_once(0)
    assert (first is not None, await noted()) == (True, first)
    later = clock.monotonic() + 61
    monkeypatch.setattr(clock, "monotonic", lambda: later)
    await poller.poll_once(0)
    assert await noted() != first


async def test_token_is_in_no_log_when_the_network_fails(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for root in ("http://127.0.0.1:9", "nonsense"):
            api = BotApi(root, TOKEN)
            await (await new_poller(database, api)).poll_once(0)
            await api.close()
    said = "\n".join(record.getMessage() + str(record.__dict__) for record in caplog.records)
    assert ("platform_unreachable" in said, TOKEN in said) == (True, False)
