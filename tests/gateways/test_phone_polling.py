"""getUpdates and webhooks: waiting, two pollers, retries, and what survives a kill."""

import asyncio
import signal
import time
from typing import Any

import pytest
from aiohttp import web

from tests.phone_server import PNG, Phone

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def poll(phone: Phone, seconds: int = 20, **parameters: Any) -> dict[str, Any]:
    return await phone.call("getUpdates", {"timeout": seconds, **parameters})


async def test_long_poll_wakes_at_once(phone: Phone) -> None:
    waiting = asyncio.create_task(poll(phone))
    await asyncio.sleep(0.3)
    begin = time.monotonic()
    await phone.person("siti").says("halo", replies=0)
    answer = await waiting
    assert answer["result"][0]["message"]["text"] == "halo"
    assert time.monotonic() - begin < 0.5


async def test_long_poll_ends_empty_after_its_timeout(phone: Phone) -> None:
    begin = time.monotonic()
    assert await poll(phone, 1) == {"ok": True, "result": []}
    assert 0.9 < time.monotonic() - begin < 2


@pytest.mark.pitfall(26)
async def test_second_poller_ends_the_older_one_with_409(phone: Phone) -> None:
    older = asyncio.create_task(poll(phone))
    await asyncio.sleep(0.2)
    newer = asyncio.create_task(poll(phone))
    assert await older == {"ok": False, "error_code": 409, "description": OTHER}
    await phone.person("siti").says("halo", replies=0)
    assert len((await newer)["result"]) == 1


async def test_poller_that_hung_up_does_not_take_the_update(phone: Phone) -> None:
    gone = asyncio.create_task(poll(phone))
    await asyncio.sleep(0.2)
    gone.cancel()
    await asyncio.sleep(0.1)
    await phone.person("siti").says("halo", replies=0)
    assert len((await poll(phone, 1))["result"]) == 1


async def test_allowed_updates_are_remembered(phone: Phone) -> None:
    siti = phone.person("siti")
    await poll(phone, 0, allowed_updates=["message"])
    await siti.says("halo", replies=0)
    await siti.block()
    assert [set(one) - {"update_id"} for one in (await poll(phone, 0))["result"]] == [{"message"}]
    await poll(phone, 0, allowed_updates=[])
    await siti.block(False)
    assert len((await poll(phone, 0))["result"]) == 2


async def test_limit_is_honoured(phone: Phone) -> None:
    for number in range(4):
        await phone.person("siti").says(str(number), replies=0)
    assert len((await poll(phone, 0, limit=3))["result"]) == 3
    assert len((await poll(phone, 0, limit=0))["result"]) == 1


class Hook:
    """A bot behind a webhook: keeps what came and answers with the statuses it was given, then 200."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.replies: list[dict[str, Any]] = []
        self.came: list[tuple[str | None, dict[str, Any]]] = []
        self.news = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        self.came.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        self.news.set()
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(self.replies.pop(0), status=status) if self.replies else web.Response(status=status)

    async def wait(self, count: int) -> None:
        while len(self.came) < count:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 10)


@pytest.fixture
async def hook() -> Any:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"  # type: ignore[attr-defined]
    yield hook
    await runner.cleanup()


async def test_webhook_carries_the_secret_and_tries_again(phone: Phone, hook: Any) -> None:
    hook.statuses = [500]
    await phone.person("siti").says("satu", replies=0)
    answer = await phone.call("setWebhook", {"url": hook.url, "secret_token": "rahasia_1"})
    assert answer == {"ok": True, "result": True, "description": "Webhook was set"}
    await hook.wait(1)
    await asyncio.sleep(0.2)
    info = (await phone.call("getWebhookInfo"))["result"]
    assert info["pending_update_count"] == 1
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    await hook.wait(2)
    assert [secret for secret, _ in hook.came] == ["rahasia_1", "rahasia_1"]
    assert hook.came[0][1] == hook.came[1][1]
    await phone.person("siti").says("dua", replies=0)
    await hook.wait(3)
    assert hook.came[2][1]["message"]["text"] == "dua"
    await asyncio.sleep(0.1)
    assert (await phone.call("getWebhookInfo"))["result"]["pending_update_count"] == 0


async def test_webhook_and_polling_exclude_each_other(phone: Phone, hook: Any) -> None:
    waiting = asyncio.create_task(poll(phone))
    await asyncio.sleep(0.2)
    await phone.call("setWebhook", {"url": hook.url})
    refused = {"ok": False, "error_code": 409, "description": "Conflict: terminated by setWebhook request"}
    assert await waiting == refused
    assert await poll(phone, 0) == {"ok": False, "error_code": 409, "description": ACTIVE}
    assert (await phone.call("deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await phone.call("deleteWebhook"))["description"] == "Webhook is already deleted"
    assert await poll(phone, 0) == {"ok": True, "result": []}


async def test_webhook_answer_may_hold_a_call(phone: Phone, hook: Any) -> None:
    hook.replies = [{"method": "sendMessage", "chat_id": 1000001, "text": "Halo dari webhook"}]
    await phone.call("setWebhook", {"url": hook.url})
    siti = phone.person("siti")
    [reply] = await siti.says("halo", replies=1)
    assert reply["text"] == "Halo dari webhook"
    assert siti.last_sent is not None
    async with phone.session.ws_connect(f"{phone.url}/ws/siti") as window:
        assert (await window.receive_json())["taken_up_to"] == siti.last_sent["message_id"]


async def test_webhook_survives_a_restart_and_an_absent_bot(phone: Phone, hook: Any) -> None:
    hook.statuses = [503] * 3
    await phone.call("setWebhook", {"url": hook.url})
    await phone.person("siti").says("halo", replies=0)
    await hook.wait(1)
    await phone.restart()
    await hook.wait(3)
    assert {body["message"]["text"] for _, body in hook.came} == {"halo"}


async def test_everything_survives_a_kill(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    await siti.sends_photo(PNG, caption="foto", replies=0)
    sent = await phone.call(
        "sendMessage",
        {
            "chat_id": 1000001,
            "text": "Ya?",
            "reply_markup": {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]},
        },
    )
    await siti.press("Ya", replies=0)
    await phone.call("setMyCommands", {"commands": [{"command": "daftar", "description": "Daftar usaha"}]})
    await phone.call("setMyDescription", {"description": "Pendamping"})
    added = await phone.new_person("Udin")
    before = await siti.messages()
    updates = (await poll(phone, 0))["result"]
    await phone.restart(signal.SIGKILL)
    assert await siti.messages() == before
    assert (await poll(phone, 0))["result"] == updates
    assert (await phone.people())[added.key]["first_name"] == "Udin"
    assert (await phone.call("getMyCommands"))["result"] == [{"command": "daftar", "description": "Daftar usaha"}]
    assert (await phone.call("getMyDescription"))["result"] == {"description": "Pendamping"}
    file_id = before[1]["photo"][-1]["file_id"]
    assert (await phone.call("sendPhoto", {"chat_id": 1000001, "photo": file_id}))["ok"]
    query = updates[-1]["callback_query"]["id"]
    assert (await phone.call("answerCallbackQuery", {"callback_query_id": query}))["ok"]
    again = (await phone.call("sendMessage", {"chat_id": 1000001, "text": "lagi"}))["result"]
    assert again["message_id"] > sent["result"]["message_id"]
    await siti.says("lagi", replies=0)
    assert (await poll(phone, 0))["result"][-1]["update_id"] == updates[-1]["update_id"] + 1


@pytest.mark.pitfall(35)
async def test_new_database_does_not_repeat_ids(phone: Phone, tmp_path: Any) -> None:
    await phone.person("siti").says("halo", replies=0)
    [old] = (await poll(phone, 0))["result"]
    await asyncio.sleep(1.1)
    (tmp_path / "other").mkdir()
    async with Phone(tmp_path / "other") as other:
        await other.person("siti").says("halo", replies=0)
        [new] = (await poll(other, 0))["result"]
    assert new["update_id"] > old["update_id"]
    assert new["message"]["message_id"] > old["message"]["message_id"]


@pytest.mark.pitfall(2)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_signal_ends_it_quickly_with_windows_and_polls_open(phone: Phone, how: int) -> None:
    async with phone.session.ws_connect(f"{phone.url}/ws/siti") as window:
        waiting = asyncio.create_task(poll(phone, 50))
        await window.receive_json()
        await asyncio.sleep(0.2)
        begin = time.monotonic()
        assert await phone.stop(how) == 0
        assert time.monotonic() - begin < 2
        assert await waiting == {"ok": True, "result": []}
