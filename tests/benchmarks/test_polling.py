"""getUpdates as Telegram's: nothing is forgotten before it is confirmed."""

from __future__ import annotations

import asyncio
import time

import pytest

from benchmarks.load import Expect, LoadServer, Press, Say, Script
from tests.benchmarks.conftest import Client

A_B_C = Script("three words", (Say("a"), Say("b"), Say("c"), Expect("never said")))


async def test_unconfirmed_updates_come_again_and_a_higher_offset_ends_them(server: LoadServer, client: Client) -> None:
    server.add_people(A_B_C, 1)
    first = await client.result("getUpdates", timeout=2, limit=2)
    assert [update["message"]["text"] for update in first] == ["a", "b"]
    assert await client.texts() == ["a", "b", "c"]
    assert await client.texts(offset=first[0]["update_id"]) == ["a", "b", "c"]
    assert await client.texts(offset=first[0]["update_id"] + 1) == ["b", "c"]
    assert await client.texts() == ["b", "c"]
    assert (server.tally.updates_delivered, server.tally.updates_delivered_again) == (3, 9)
    assert server.unconfirmed == 2


async def test_a_negative_offset_keeps_only_the_end(server: LoadServer, client: Client) -> None:
    server.add_people(A_B_C, 1)
    assert await client.texts(timeout=2) == ["a", "b", "c"]
    assert await client.texts(offset=-1) == ["c"]
    assert await client.texts() == ["c"]


async def test_a_long_poll_waits_and_wakes_at_once(server: LoadServer, client: Client) -> None:
    began = time.monotonic()
    assert await client.texts(timeout=0.3) == []
    assert 0.3 <= time.monotonic() - began < 1
    poll = asyncio.create_task(client.texts(timeout=4))
    await asyncio.sleep(0.1)
    server.add_people(A_B_C, 1)
    began = time.monotonic()
    assert await poll == ["a", "b", "c"]
    assert time.monotonic() - began < 1


async def test_a_second_poller_ends_the_first_with_409(server: LoadServer, client: Client) -> None:
    first = asyncio.create_task(client.ask("getUpdates", timeout=4))
    await asyncio.sleep(0.1)
    assert await client.texts(timeout=0.1) == []
    status, answer = await first
    assert status == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")


async def test_a_poller_that_was_killed_takes_nothing_with_it(server: LoadServer, client: Client) -> None:
    killed = Client(server)
    poll = asyncio.create_task(killed.texts(timeout=4))
    await asyncio.sleep(0.1)
    poll.cancel()
    await killed.close()
    await asyncio.sleep(0.1)
    server.add_people(A_B_C, 1)
    await asyncio.sleep(0.1)
    assert server.tally.updates_delivered == 0
    assert await client.texts() == ["a", "b", "c"]
    assert server.tally.updates_delivered_again == 0


async def test_kinds_that_are_not_allowed_never_arrive(server: LoadServer, client: Client) -> None:
    await client.result("getUpdates", allowed_updates=["callback_query"])
    script = Script("press", (Say("/start"), Press("OK"), Expect("never said")))
    [person] = server.add_people(script, 1)
    await asyncio.sleep(0.05)
    assert person.chat is not None
    keyboard = {"inline_keyboard": [[{"text": "OK", "callback_data": "1"}]]}
    await client.result("sendMessage", chat_id=person.chat.chat_id, text="?", reply_markup=keyboard)
    [update] = await client.result("getUpdates")
    assert update["callback_query"]["data"] == "1"


@pytest.mark.parametrize("wanted", [{"offset": "x"}, {"limit": "all"}, {"timeout": "soon"}])
async def test_a_poll_with_nonsense_is_refused(client: Client, wanted: dict[str, object]) -> None:
    assert (await client.ask("getUpdates", **wanted))[0] == 400
