"""People act on what the bot says, and what they wait for is measured."""

from __future__ import annotations

import asyncio
from typing import Any

from benchmarks.load import Expect, LoadServer, Press, Say, Script, Think
from tests.benchmarks.conftest import Client


async def next_update(client: Client) -> dict[str, Any]:
    """Takes one update and confirms it."""
    [update] = await client.result("getUpdates", timeout=3, limit=1)
    await client.result("getUpdates", offset=update["update_id"] + 1)
    return dict(update.get("message") or update["callback_query"])


async def test_a_talk_goes_from_answer_to_answer_in_a_new_chat_each_time(server: LoadServer, client: Client) -> None:
    script = Script("talk", (Say("saya {person}-{loop}"), Expect("^baik"), Press("^Ya"), Expect("selesai")))
    server.add_people(script, 1, loops=2)
    chats = []
    for loop in range(2):
        said = await next_update(client)
        assert said["text"] == f"saya 0-{loop}"
        chat_id = said["chat"]["id"]
        chats.append(chat_id)
        await client.result("sendMessage", chat_id=chat_id, text="sebentar")
        buttons = [[{"text": "Tidak", "callback_data": "n"}, {"text": "Ya, simpan", "callback_data": "y"}]]
        sent = await client.result(
            "sendMessage", chat_id=chat_id, text="baik", reply_markup={"inline_keyboard": buttons}
        )
        pressed = await next_update(client)
        assert (pressed["data"], pressed["message"]["message_id"]) == ("y", sent["message_id"])
        await client.result("editMessageText", chat_id=chat_id, message_id=sent["message_id"], text="selesai")
    talks = await server.finished(2)
    assert [(talk.person, talk.loop, talk.chat_id, talk.said, talk.broken) for talk in talks] == [
        (0, 0, chats[0], ("saya 0-0",), None),
        (0, 1, chats[1], ("saya 0-1",), None),
    ]
    assert chats[0] != chats[1]
    tally = server.tally
    assert (tally.acts, tally.replies, tally.finished, tally.broken, tally.other_messages) == (4, 4, 2, 0, 2)


async def test_latency_is_the_time_from_the_act_to_the_awaited_reply(server: LoadServer, client: Client) -> None:
    server.add_people(Script("one", (Say("halo"), Expect("hai"))), 1)
    chat_id = (await next_update(client))["chat"]["id"]
    await client.result("sendMessage", chat_id=chat_id, text="tunggu")
    await asyncio.sleep(0.2)
    await client.result("sendMessage", chat_id=chat_id, text="hai")
    await server.finished(2)
    [latency] = server.tally.latencies
    assert 0.2 <= latency < 0.5


async def test_half_of_the_delay_passes_before_the_act_and_half_before_the_answer() -> None:
    async with LoadServer(delay=(0.2, 0.2)) as server:
        client = Client(server)
        server.add_people(Script("one", (Say("halo"), Expect("hai"))), 1)
        loop = asyncio.get_running_loop()
        chat_id = (await next_update(client))["chat"]["id"]
        began = loop.time()
        send = asyncio.create_task(client.result("sendMessage", chat_id=chat_id, text="hai"))
        await server.finished(2)
        assert 0.1 <= loop.time() - began < 0.19
        await send
        assert 0.2 <= loop.time() - began < 0.4
        await client.close()


async def test_thinking_takes_its_time(server: LoadServer, client: Client) -> None:
    server.add_people(Script("slow", (Say("halo"), Expect("hai"), Think(0.2, 0.2), Say("lagi"), Expect("hai"))), 1)
    chat_id = (await next_update(client))["chat"]["id"]
    await client.result("sendMessage", chat_id=chat_id, text="hai")
    began = asyncio.get_running_loop().time()
    assert (await next_update(client))["text"] == "lagi"
    assert asyncio.get_running_loop().time() - began >= 0.2
    await client.result("sendMessage", chat_id=chat_id, text="hai")
    await server.finished(2)


async def test_a_talk_breaks_when_the_answer_does_not_come_and_says_where(server: LoadServer, client: Client) -> None:
    server.add_people(Script("one", (Say("halo"), Expect("hai"))), 1, timeout=0.2)
    chat_id = (await next_update(client))["chat"]["id"]
    assert len(server.waiting_longer_than(5)) == 0
    assert len(server.waiting_longer_than(0)) == 1
    await client.result("sendMessage", chat_id=chat_id, text="maaf?")
    [talk] = await server.finished(2)
    assert talk.broken == "step 2 Expect(text='hai', timeout=None, never=None): last read 'maaf?'"
    assert (server.tally.finished, server.tally.broken) == (0, 1)


async def test_a_forbidden_answer_breaks_the_talk_at_once(server: LoadServer, client: Client) -> None:
    server.add_people(Script("one", (Say("halo"), Expect("hai", never="maaf"))), 1, timeout=60)
    chat_id = (await next_update(client))["chat"]["id"]
    await client.result("sendMessage", chat_id=chat_id, text="maaf")
    [talk] = await server.finished(1)
    assert talk.broken is not None


async def test_people_who_are_not_done_are_named(server: LoadServer) -> None:
    server.add_people(Script("one", (Say("halo"), Press("Lanjut"))), 2)
    try:
        await server.finished(0.1)
    except TimeoutError as error:
        told = str(error)
    assert told == (
        "after 0.1 s: 2 people are not done. person 0: step 2 Press(label='Lanjut'): nothing new to read, buttons []; "
        "person 1: step 2 Press(label='Lanjut'): nothing new to read, buttons []"
    )


async def test_a_new_window_counts_from_zero(server: LoadServer, client: Client) -> None:
    server.add_people(Script("one", (Say("halo"), Expect("hai"))), 1)
    await next_update(client)
    assert server.new_window().acts == 1
    assert (server.tally.acts, server.tally.calls) == (0, {})
