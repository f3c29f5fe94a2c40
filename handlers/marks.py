"""What the bot remembers of a chat besides its conversation: the last press, the last album, ...

Kept among the chat's drafts under a name that no conversation has, so it is committed with the update.
"""

from __future__ import annotations

from typing import Any

from durable.work import Chat

NAME = "marks"


def marks(chat: Chat) -> dict[str, Any]:
    """The marks of a chat, changed in place."""
    kept: dict[str, Any] = chat.drafts.setdefault(NAME, {"state": None, "data": {}})["data"]
    return kept
