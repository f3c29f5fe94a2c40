"""One page of a list, and the buttons that turn it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from telegram import InlineKeyboardButton

from handlers.callbacks import button
from handlers.questions.question import text

PAGE = 8
Row = TypeVar("Row")


def page_of(
    found: Sequence[Row], asked: int | None, conversation: str, step: str
) -> tuple[Sequence[Row], list[list[InlineKeyboardButton]]]:
    """The rows of the page asked for (the last there is, where it is past the end), and at most one row of buttons."""
    last = max(0, (len(found) - 1) // PAGE)
    page = min(asked or 0, last)
    turns = [button(text.button_previous.plain(), conversation, step, page - 1)] if page else []
    turns += [button(text.button_next.plain(), conversation, step, page + 1)] if page < last else []
    return found[page * PAGE : (page + 1) * PAGE], [turns] if turns else []
