"""What a start must settle with the platform before anything else, however long that takes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import orjson
from telegram.error import InvalidToken, TelegramError

from durable.application import BotApplication
from durable.bot_api import Answer, BotApi, NoAnswer, NoConnection

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
_WAITS = (1.0, 2.0, 5.0)


class PlatformRefused(Exception):
    """The platform does not take the bot as it is set up; the message is one line that says what would do."""


async def introduce(application: BotApplication, address: str) -> None:
    """Asks the platform who the bot is, until it answers. Raises PlatformRefused when it does not know the token."""
    for wait in _waits():
        try:
            await application.initialize()
            return
        except InvalidToken:
            raise PlatformRefused(
                f"{address} does not know this BOT_TOKEN: copy the whole line from @BotFather again, "
                "and check BOT_API_URL."
            ) from None
        except TelegramError as error:
            await _try_again("getMe", error.message, wait)


async def announce_webhook(api: BotApi, url: str, secret: str) -> None:
    """Tells the platform where to bring updates. Raises PlatformRefused with its words when it refuses the address."""
    wanted = {"url": url, "secret_token": secret, "allowed_updates": ALLOWED_UPDATES, "max_connections": 40}
    answer = await _settle(api, "setWebhook", wanted)
    if not answer.is_ok:
        raise PlatformRefused(
            f"WEBHOOK_URL was refused ({answer.description}): correct it, or empty it to fetch updates instead."
        )


async def forget_webhook(api: BotApi) -> None:
    """Polling and a webhook exclude each other; what waits on the platform is kept."""
    await _settle(api, "deleteWebhook", {"drop_pending_updates": False})


async def _settle(api: BotApi, method: str, wanted: dict[str, object]) -> Answer:
    """Calls until there is an answer that another try would not change."""
    for wait in _waits():
        try:
            answer = await api.call(method, orjson.dumps(wanted))
        except (NoAnswer, NoConnection) as error:
            await _try_again(method, str(error), wait)
            continue
        if answer.status != 429 and answer.status < 500:
            return answer
        await _try_again(method, answer.description, max(wait, float(answer.parameters.get("retry_after", 0))))
    raise AssertionError("the waits never end")


def _waits() -> Iterator[float]:
    yield from _WAITS
    while True:
        yield _WAITS[-1]


async def _try_again(method: str, says: str, wait: float) -> None:
    logger.warning("platform_unreachable", extra={"method": method, "says": says, "again_in_seconds": wait})
    await asyncio.sleep(wait)
