"""Where handlers find what understands questions: `bot_data["understander"]`, put there when the bot starts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from durable.context import BotContext
from durable.work import Chat
from handlers.marks import marks
from services.understanding.understander import Understander

_THREAD_LASTS = timedelta(minutes=30)
_MARK = "topic"


def understander(bot_data: dict[str, Any]) -> Understander | None:
    """What understands questions; None in the first seconds of a start."""
    found: Understander | None = bot_data.get("understander")
    return found


def last_topic(chat: Chat, now: datetime) -> str | None:
    """The key of what this chat was told about within the last half hour."""
    kept = marks(chat).get(_MARK)
    if kept is None or now - datetime.fromisoformat(kept[1]) > _THREAD_LASTS:
        return None
    key: str = kept[0]
    return key


def note_topic(context: BotContext, key: str) -> None:
    """What the chat is told about now; a follow-up question is understood through it."""
    marks(context.chat)[_MARK] = [key, context.now.isoformat()]
