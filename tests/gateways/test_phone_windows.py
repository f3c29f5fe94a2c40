"""Windows over WebSocket: everything after the last event, then live; and who may open one."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.phone_server import Phone


async def frames(window: Any, count: int) -> list[dict[str, Any]]:
    return [await asyncio.wait_for(window.receive_json(), 5) for _ in range(count)]


async def test_window_gets_hello_then_all_events_then_live_ones(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    await phone.call("sendMessage", {"chat_id": 1000001, "text": "Halo"})
    async with phone.session.ws_connect(f"{phone.url}/ws/siti?after=0") as window:
        hello, first, second = await frames(window, 3)
        assert hello["type"] == "hello"
        assert hello["person"]["key"] == "siti"
        assert hello["last_event"] == 2
        assert hello["bot"]["first_name"] == "Pendamping IKM"
        assert hello["bot_online"] is False
        assert [first["id"], second["id"]] == [1, 2]
        assert first["event"]["message"]["out"] is True
        assert second["event"]["message"]["text"] == "Halo"
        await phone.call("sendChatAction", {"chat_id": 1000001, "action": "typing"})
        await phone.call("sendMessage", {"chat_id": 1000001, "text": "Lagi"})
        typing, third = await frames(window, 2)
        assert typing == {"type": "typing", "action": "typing", "seconds": 5}
        assert (third["id"], third["event"]["message"]["text"]) == (3, "Lagi")


async def test_window_misses_nothing_over_a_restart(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    async with phone.session.ws_connect(f"{phone.url}/ws/siti") as window:
        await frames(window, 2)
        await phone.restart()
    await phone.call("sendMessage", {"chat_id": 1000001, "text": "Sementara itu"})
    async with phone.session.ws_connect(f"{phone.url}/ws/siti?after=1") as window:
        _, event = await frames(window, 2)
        assert (event["id"], event["event"]["message"]["text"]) == (2, "Sementara itu")


async def test_seven_windows_see_their_own_chat_only(phone: Phone) -> None:
    people = [phone.person(key) for key in ("siti", "rahmat", "bu-dewi", "pak-anton", "kantor")]
    people += [await phone.new_person("Udin"), await phone.new_person("Ani")]
    windows = [await phone.session.ws_connect(f"{phone.url}/ws/{person.key}") for person in people]
    for window in windows:
        assert (await frames(window, 1))[0]["type"] == "hello"
    await asyncio.gather(*(person.says(person.key, replies=0) for person in people))
    for window, person in zip(windows, people, strict=True):
        [event] = await frames(window, 1)
        assert event["event"]["message"]["text"] == person.key
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(window.receive(), 0.05)
        await window.close()


async def test_command_menu_follows_scope_and_language(phone: Phone) -> None:
    async def set_commands(name: str, **parameters: Any) -> None:
        answer = await phone.call("setMyCommands", {"commands": [{"command": name, "description": name}], **parameters})
        assert answer["ok"], answer

    async with phone.session.ws_connect(f"{phone.url}/ws/siti") as window:
        assert (await frames(window, 1))[0]["commands"] == []
        for expected, parameters in (
            ("semua", {}),
            ("bahasa", {"language_code": "id"}),
            ("pribadi", {"scope": {"type": "all_private_chats"}}),
            ("sendiri", {"scope": {"type": "chat", "chat_id": 1000001}}),
            ("sendiri_id", {"scope": '{"type":"chat","chat_id":1000001}', "language_code": "id"}),
        ):
            await set_commands(expected, **parameters)
            [frame] = await frames(window, 1)
            assert frame == {"type": "commands", "commands": [{"command": expected, "description": expected}]}
        await set_commands("lain", scope={"type": "chat", "chat_id": 1000002})
        [frame] = await frames(window, 1)
        assert frame["commands"][0]["command"] == "sendiri_id"
        for parameters in ({"language_code": "id"}, {}):
            await phone.call("deleteMyCommands", {"scope": {"type": "chat", "chat_id": 1000001}, **parameters})
        assert [frame["commands"][0]["command"] for frame in await frames(window, 2)] == ["sendiri", "pribadi"]


async def test_window_hears_that_the_bot_is_there(phone: Phone) -> None:
    async with phone.session.ws_connect(f"{phone.url}/ws/siti") as window:
        assert (await frames(window, 1))[0]["bot_online"] is False
        waiting = asyncio.create_task(phone.call("getUpdates", {"timeout": 5}))
        assert await frames(window, 1) == [{"type": "bot_online", "online": True}]
        await phone.person("siti").says("halo", replies=0)
        await waiting


async def test_window_hears_what_the_bot_has_taken(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("satu", replies=0)
    await siti.says("dua", replies=0)
    assert siti.last_sent is not None
    newest = siti.last_sent["message_id"]
    async with phone.session.ws_connect(f"{phone.url}/ws/siti") as window:
        assert (await frames(window, 3))[0]["taken_up_to"] == 0
        [first, second] = (await phone.call("getUpdates"))["result"]
        await siti.press_data(newest, "x", replies=0)
        await phone.call("getUpdates", {"offset": second["update_id"]})
        [taken] = [frame for frame in await frames(window, 2) if frame["type"] == "taken"]
        assert taken == {"type": "taken", "up_to": first["message"]["message_id"]}
        await phone.call("getUpdates", {"offset": second["update_id"] + 2})
        assert await frames(window, 1) == [{"type": "taken", "up_to": newest}]
    await phone.restart()
    async with phone.session.ws_connect(f"{phone.url}/ws/siti") as window:
        assert (await frames(window, 1))[0]["taken_up_to"] == newest


async def test_instance_names_the_database(phone: Phone, tmp_path: Path) -> None:
    async def instance(of: Phone) -> str:
        async with of.session.ws_connect(f"{of.url}/ws/siti") as window:
            return str((await frames(window, 1))[0]["instance"])

    before = await instance(phone)
    await phone.restart()
    assert await instance(phone) == before
    (tmp_path / "other").mkdir()
    async with Phone(tmp_path / "other") as other:
        assert await instance(other) != before


FOREIGN = [
    {"Host": "evil.example"},
    {"Host": "evil.example:{port}"},
    {"Host": "127.0.0.1:1"},
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost:1"},
    {"Origin": "null"},
    {"Host": "localhost:{port}", "Origin": "http://127.0.0.1:{port}"},
]


async def test_foreign_host_and_origin_are_refused(phone: Phone) -> None:
    for headers in FOREIGN:
        filled = {name: value.format(port=phone.port) for name, value in headers.items()}
        for path in ("/", "/p/siti", "/api/people", "/control/health", "/open/siti?start=a"):
            async with phone.session.get(phone.url + path, headers=filled, allow_redirects=False) as response:
                assert response.status == 403, (path, filled)
    assert await phone.person("siti").messages() == []


async def test_foreign_page_opens_no_window_and_posts_nothing(phone: Phone) -> None:
    for headers in FOREIGN:
        filled = {name: value.format(port=phone.port) for name, value in headers.items()}
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await phone.session.ws_connect(f"{phone.url}/ws/siti", headers=filled)
        assert refused.value.status == 403
        async with phone.session.post(
            f"{phone.url}/api/people/siti/text", json={"text": "x"}, headers=filled
        ) as response:
            assert response.status == 403
    assert await phone.person("siti").messages() == []


async def test_own_names_are_welcome(phone: Phone) -> None:
    for host in (f"localhost:{phone.port}", f"127.0.0.1:{phone.port}", f"[::1]:{phone.port}"):
        headers = {"Host": host, "Origin": f"http://{host}"}
        async with phone.session.get(f"{phone.url}/api/people", headers=headers) as response:
            assert response.status == 200


async def test_bot_address_needs_a_loopback_host_and_no_foreign_origin(phone: Phone) -> None:
    for headers, status in (
        ({"Host": "localhost"}, 200),
        ({"Host": "127.0.0.2:5000"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
    ):
        for path in (f"/bot{phone.token}/getMe", f"/file/bot{phone.token}/none"):
            async with phone.session.get(phone.url + path, headers=headers) as response:
                assert response.status == (404 if status == 200 and "/file/" in path else status)
