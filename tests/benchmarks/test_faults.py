"""Faults fire, do what they say, and what goes out twice is counted."""

from __future__ import annotations

import asyncio
import random

import aiohttp
import pytest

from benchmarks.load import Expect, Fault, FaultKind, LoadServer, Say, Script
from benchmarks.load.faults import FaultPlan
from tests.benchmarks.conftest import Client

WAITS = Script("waits", (Say("/start"), Expect("never said")))


@pytest.fixture
async def chat_id(server: LoadServer) -> int:
    [person] = server.add_people(WAITS, 1)
    await asyncio.sleep(0.02)
    assert person.chat is not None
    return person.chat.chat_id


async def test_429_says_how_long_to_wait_and_calls_before_that_are_counted(
    server: LoadServer, client: Client, chat_id: int
) -> None:
    server.set_faults([Fault(FaultKind.TOO_MANY, 1, frozenset({"sendMessage"}), retry_after=7)])
    answer = {
        "ok": False, "error_code": 429, "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }  # fmt: skip
    assert await client.ask("sendMessage", chat_id=chat_id, text="x") == (429, answer)
    assert server.tally.calls_before_retry_after == 0
    server.set_faults([])
    await client.result("sendMessage", chat_id=chat_id, text="x")
    assert server.tally.calls_before_retry_after == 1
    assert server.tally.messages_sent == 1


async def test_502_does_nothing_of_what_was_asked(server: LoadServer, client: Client, chat_id: int) -> None:
    server.set_faults([Fault(FaultKind.BAD_GATEWAY, 1)])
    assert (await client.ask("sendMessage", chat_id=chat_id, text="x"))[0] == 502
    assert (server.tally.messages_sent, server.tally.faults) == (0, {"502": 1})


@pytest.mark.parametrize(("kind", "arrives"), [(FaultKind.RESET, 0), (FaultKind.HANG, 0), (FaultKind.LOST_REPLY, 1)])
async def test_a_cut_call_arrives_only_when_just_the_answer_is_lost(
    server: LoadServer, client: Client, chat_id: int, kind: FaultKind, arrives: int
) -> None:
    server.set_faults([Fault(kind, 1, hang_seconds=0.1)])
    with pytest.raises(aiohttp.ClientError):
        await client.ask("sendMessage", chat_id=chat_id, text="x")
    assert server.tally.messages_sent == arrives
    assert [(call.method, call.status) for call in server.calls] == [("sendmessage", 0)]


async def test_a_lost_answer_to_get_updates_gives_the_same_updates_again(
    server: LoadServer, client: Client, chat_id: int
) -> None:
    server.set_faults([Fault(FaultKind.LOST_REPLY, 1)])
    with pytest.raises(aiohttp.ClientError):
        await client.texts()
    server.set_faults([])
    assert await client.texts() == ["/start"]


async def test_the_same_message_twice_in_a_row_is_counted_with_its_chat(
    server: LoadServer, client: Client, chat_id: int
) -> None:
    other = {"reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}}
    for text, extra in (("satu", {}), ("dua", {}), ("dua", {}), ("satu", {}), ("satu", other)):
        await client.result("sendMessage", chat_id=chat_id, text=text, **extra)
    assert [(repeat.chat_id, repeat.text) for repeat in server.tally.twice] == [(chat_id, "dua")]


def test_a_fault_hits_its_share_of_its_methods() -> None:
    plan = FaultPlan([Fault(FaultKind.RESET, 0.2, frozenset({"sendMessage"}))], random.Random(3))
    hits = sum(plan.draw("sendmessage") is not None for _ in range(2000))
    assert 340 <= hits <= 460
    assert plan.draw("getme") is None


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="not between 0 and 1"):
        Fault(FaultKind.HANG, 5)
