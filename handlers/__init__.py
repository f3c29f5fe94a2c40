"""One file = one conversation, in the users' words. This list is the only one to extend."""

from __future__ import annotations

from handlers.language import language_talk
from handlers.menu import menu_talk
from handlers.register import register
from handlers.talk import Talk

CONVERSATIONS: tuple[Talk, ...] = (menu_talk, language_talk, register)
"""In the order in which they are asked whether an update is theirs."""
