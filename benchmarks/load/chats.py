"""Private chats as the server knows them: the bot's messages, their buttons, and what came twice."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any, Protocol

TAG = re.compile(r"<[^>]+>")
KEPT_MESSAGES = 50


class Reader(Protocol):
    """Whoever sits at the other end of a chat."""

    def sees(self, text: str) -> None:
        """A new or edited message of the bot, as plain text."""


@dataclass(slots=True)
class Chat:
    """One person's chat with the bot. `messages` are the bot's newest, by message id, in Telegram's form."""

    chat_id: int
    reader: Reader | None = None
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    last_content: tuple[Any, ...] | None = None
    last_sent_at: float = 0.0
    refused_until: float = 0.0
    lost: str | None = None
    """Why nothing reaches it any more, in Telegram's words (403)."""

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.chat_id, "is_bot": False, "first_name": "Siti", "language_code": "id"}

    @property
    def shape(self) -> dict[str, Any]:
        return {"id": self.chat_id, "type": "private", "first_name": "Siti"}

    def keep(self, message: dict[str, Any]) -> None:
        """Remembers a message of the bot; the oldest is forgotten when there are many."""
        self.messages[message["message_id"]] = message
        if len(self.messages) > KEPT_MESSAGES:
            del self.messages[next(iter(self.messages))]

    def find_button(self, label: re.Pattern[str]) -> tuple[dict[str, Any], str] | None:
        """The newest message with an inline button whose label matches, and that button's callback data."""
        for message in reversed(self.messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for button in row:
                    if "callback_data" in button and label.search(button["text"]):
                        return message, button["callback_data"]
        return None

    def labels(self) -> list[str]:
        """All labels of inline buttons in the chat, to say what a person could have pressed."""
        keyboards = [m.get("reply_markup", {}).get("inline_keyboard", ()) for m in self.messages.values()]
        return [button["text"] for rows in keyboards for row in rows for button in row]


def plain(text: str, parse_mode: str | None) -> str:
    """The text as a person reads it: without tags when it was sent as HTML."""
    if parse_mode and parse_mode.lower() == "html" and ("<" in text or "&" in text):
        return html.unescape(TAG.sub("", text))
    return text
