"""Links that open the bot: at Telegram, or on the web phone when the bot runs there."""

from __future__ import annotations

import io
from collections.abc import Callable

import segno

from durable.context import BotContext


def deep_link(context: BotContext, payload: str = "") -> str:
    """The address that opens a private chat with the bot and sends `/start <payload>`.

    `bot_data["deep_link"]` is a function from payload to address, or a text that the payload is put behind.
    """
    made: Callable[[str], str] | str | None = context.bot_data.get("deep_link")
    if callable(made):
        return made(payload)
    if made is not None:
        return f"{made}{payload}"
    address = f"https://t.me/{context.bot.username}"
    return f"{address}?start={payload}" if payload else address


def qr_picture(address: str) -> bytes:
    """The address as a QR code, a PNG of a few hundred bytes: shown on one screen, read by another phone."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()
