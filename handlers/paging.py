"""Buttons to the page before and the page after."""

from __future__ import annotations

from handlers.callbacks import button
from handlers.questions.question import text
from handlers.replies import Rows


def turning(conversation: str, step: str, page: int, pages: int, what: str = "{page}") -> Rows:
    """One row, or none on the only page; `what` is their data. Pages are counted from 0."""
    back = [button(text.button_previous.plain(), conversation, step, what.format(page=page - 1))] if page else []
    on = [button(text.button_next.plain(), conversation, step, what.format(page=page + 1))] if page + 1 < pages else []
    return [[*back, *on]] if back or on else []
