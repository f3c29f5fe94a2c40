"""One page of a list, and the buttons that turn it. Pages are counted from 0."""

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
    pages = max(1, -(-len(found) // PAGE))
    page = min(asked or 0, pages - 1)
    return found[page * PAGE : (page + 1) * PAGE], turning(conversation, step, page, pages)


def turning(
    conversation: str, step: str, page: int, pages: int, what: str = "{page}"
) -> list[list[InlineKeyboardButton]]:
    """One row to the page before and the page after, or none on the only page; `what` is their data."""
    back = [button(text.button_previous.plain(), conversation, step, what.format(page=page - 1))] if page else []
    on = [button(text.button_next.plain(), conversation, step, what.format(page=page + 1))] if page + 1 < pages else []
    return [[*back, *on]] if back or on else []
