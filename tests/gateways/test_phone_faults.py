"""Faults come when a test asks for them, and only then."""

import asyncio
import time

import aiohttp
import pytest

from tests.phone_server import Phone

HELLO = {"chat_id": 1000001, "text": "Halo"}


@pytest.fixture
async def started(phone: Phone) -> Phone:
    await phone.person("siti").says("/start", replies=0)
    return phone


async def texts(phone: Phone) -> list[str]:
    return [message["text"] for message in await phone.person("siti").messages() if "out" not in message]


async def test_429_names_the_seconds_and_hits_the_next_calls_only(started: Phone) -> None:
    await started.faults({"kind": "429", "next": 2, "retry_after": 3, "methods": ["sendMessage"]})
    refused = {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    assert (await started.call("getMe"))["ok"]
    assert await started.call("sendMessage", HELLO) == refused
    assert await started.call("sendMessage", HELLO) == refused
    assert (await started.call("sendMessage", HELLO))["ok"]
    assert await texts(started) == ["Halo"]
    calls = await started.calls("sendMessage")
    assert [(call["status"], call["fault"]) for call in calls] == [(429, "429"), (429, "429"), (200, None)]
    assert calls[0]["text"] == "Halo"
    assert calls[0]["chat_id"] == "1000001"


@pytest.mark.parametrize(
    ("kind", "description"),
    [
        ("403", "Forbidden: bot was blocked by the user"),
        ("500", "Internal Server Error"),
        ("502", "Bad Gateway"),
    ],
)
async def test_refusals_have_the_platforms_form(started: Phone, kind: str, description: str) -> None:
    await started.faults({"kind": kind, "next": 1, "methods": ["sendMessage"]})
    refused = {"ok": False, "error_code": int(kind), "description": description}
    assert await started.call("sendMessage", HELLO) == refused
    assert await texts(started) == []


async def test_5xx_may_come_as_a_proxys_page(started: Phone) -> None:
    await started.faults({"kind": "502", "next": 1, "html": True})
    async with started.session.get(f"{started.url}/bot{started.token}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")


@pytest.mark.parametrize(("kind", "arrived"), [("reset", []), ("lost_reply", ["Halo"])])
async def test_connection_is_cut_without_an_answer(started: Phone, kind: str, arrived: list[str]) -> None:
    await started.faults({"kind": kind, "next": 1, "methods": ["sendMessage"]})
    body = b'{"chat_id":1000001,"text":"Halo"}'
    reader, writer = await asyncio.open_connection("127.0.0.1", started.port)
    writer.write(
        b"POST /bot%s/sendMessage HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (started.token.encode(), len(body), body)
    )
    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(reader.read(), 5)
    writer.close()
    assert await texts(started) == arrived
    assert [call["status"] for call in await started.calls("sendMessage")] == [0]


async def test_hang_gives_no_answer(started: Phone) -> None:
    await started.faults({"kind": "hang", "next": 2, "seconds": 1, "methods": ["sendMessage"]})
    begin = time.monotonic()
    with pytest.raises(aiohttp.ClientError):
        await started.call("sendMessage", HELLO)
    assert 0.9 < time.monotonic() - begin < 2
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(started.call("sendMessage", HELLO), 0.2)
    assert await texts(started) == []
    assert (await started.call("sendMessage", HELLO))["ok"]


async def test_slow_is_done_late(started: Phone) -> None:
    await started.faults({"kind": "slow", "next": 1, "seconds": 0.4, "methods": ["sendMessage"]})
    begin = time.monotonic()
    assert (await started.call("sendMessage", HELLO))["ok"]
    assert time.monotonic() - begin > 0.4


async def test_latency_delays_every_answer(started: Phone) -> None:
    await started.control("latency", {"ms": [100, 120]})
    begin = time.monotonic()
    await asyncio.gather(*(started.call("sendMessage", HELLO) for _ in range(5)))
    assert 0.1 < time.monotonic() - begin < 0.5
    await started.control("latency", {"ms": [0, 0]})
    begin = time.monotonic()
    await started.call("getMe")
    assert time.monotonic() - begin < 0.1


async def test_chance_is_the_same_for_the_same_seed(started: Phone) -> None:
    async def run() -> list[int]:
        await started.faults({"kind": "500", "p": 0.5, "methods": ["getMe"]}, seed=7)
        return [200 if (await started.call("getMe"))["ok"] else 500 for _ in range(20)]

    first = await run()
    assert await run() == first
    assert set(first) == {200, 500}


async def test_fault_meets_one_chat_only_and_ends_on_request(started: Phone) -> None:
    await started.person("rahmat").says("/start", replies=0)
    await started.faults({"kind": "403", "p": 1, "chat_id": 1000002})
    assert (await started.call("sendMessage", HELLO))["ok"]
    assert not (await started.call("sendMessage", {**HELLO, "chat_id": 1000002}))["ok"]
    assert (await started.control("faults", verb="GET"))["rules"][0]["hits"] == 1
    await started.control("faults", verb="DELETE")
    assert (await started.call("sendMessage", {**HELLO, "chat_id": 1000002}))["ok"]


async def test_wrong_rule_gets_one_clear_line(phone: Phone) -> None:
    for body, error in (
        ({"rules": [{"kind": "flood"}]}, "kind is one of 429, 403, 500, 502, hang, reset, lost_reply, slow"),
        ([{"kind": "429", "often": 1}], "unknown field often"),
        ("429", 'send a list of rules, or {"rules": [...], "seed": 1}'),
    ):
        async with phone.session.post(f"{phone.url}/control/faults", json=body) as response:
            assert (response.status, (await response.json())["error"]) == (400, error)


async def test_calls_can_be_read_from_a_number_on(phone: Phone) -> None:
    for _ in range(3):
        await phone.call("getMe")
    assert [call["number"] for call in await phone.calls(after=1)] == [2, 3]
