"""What a start settles with the platform: who the bot is, and where updates go."""

from __future__ import annotations

import pytest
from telegram.ext import TypeHandler

from bot import platform
from bot.platform import PlatformRefused, announce_webhook, forget_webhook, introduce
from durable.bot_api import BotApi
from tests.bot_api_double import BotApiDouble, refuses
from tests.driver import TOKEN
from tests.durable.one_update import application_of

SECRET = "rahasia-123"
ADDRESS = "https://bot.example.go.id/hook"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "_WAITS", (0.01,))


async def test_platform_is_told_where_to_bring_updates(api: BotApi, double: BotApiDouble) -> None:
    double.script.extend([refuses(502, "Bad Gateway"), refuses(429, "Too Many Requests", retry_after=0)])
    await announce_webhook(api, ADDRESS, SECRET)
    assert [call.method for call in double.calls] == ["setWebhook"] * 3
    wanted = double.calls[-1].params
    assert (wanted["url"], wanted["secret_token"]) == (ADDRESS, SECRET)
    assert wanted["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_refused_address_is_told_without_the_secret(api: BotApi, double: BotApiDouble) -> None:
    double.script.append(refuses(400, "Bad Request: bad webhook: HTTPS url must be provided"))
    with pytest.raises(PlatformRefused, match="HTTPS url must be provided") as told:
        await announce_webhook(api, "http://x/hook", SECRET)
    assert SECRET not in str(told.value)


@pytest.mark.pitfall(1)
async def test_what_waits_on_the_platform_is_kept(api: BotApi, double: BotApiDouble) -> None:
    await forget_webhook(api)
    assert [(call.method, call.params) for call in double.calls] == [("deleteWebhook", {"drop_pending_updates": False})]


async def test_unknown_token_is_told_without_it(double: BotApiDouble) -> None:
    async def nothing(*_: object) -> None: ...

    from durable.outbox import DurableBot

    application = application_of(TypeHandler(object, nothing))
    double.script.extend([refuses(502, "Bad Gateway"), refuses(401, "Unauthorized")])
    api = BotApi(double.root, TOKEN)
    application.bot = DurableBot(api, double.root, TOKEN)
    application._initialized = False
    with pytest.raises(PlatformRefused, match="BOT_TOKEN") as told:
        await introduce(application, double.root)
    assert TOKEN not in str(told.value)
    await api.close()
