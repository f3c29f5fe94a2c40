"""Leaving a conversation: its draft is kept, and it is offered to go on or to throw the answers away."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardButton, Update

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.conversation import suspend
from handlers.callbacks import button
from handlers.keyboards import menu_keyboard
from handlers.replies import say

text = content.texts.load("menu")

CAN_GO_ON = ("register", "profile", "ask_staff", "mentor", "mentor_profile", "workshop", "announce", "faq_desk")
"""The conversations whose left drafts are offered again, by `<name>:resume:0`."""


def go_on_rows(context: BotContext, *names: str) -> list[list[InlineKeyboardButton]]:
    """For each left draft with an answer (and for the conversations named) a button to go on, one to throw it away."""
    left = {name for name in context.left_drafts() if _has_answers(name, context.chat.drafts[name])} | {*names}
    return [
        [
            button(text[f"button_go_on_{name}"].plain(), name, "resume"),
            button(text.button_drop.plain(), "menu", "drop", name),
        ]
        for name in CAN_GO_ON
        if name in left
    ]


def _has_answers(name: str, kept: dict[str, Any]) -> bool:
    """Whether something would be lost that somebody told: a conversation that was only opened is not offered again."""
    data = kept["data"]
    if (
        data.get("answers")
        or data.get("words")
        or data.get("files")
        or any(data.get("notes", {}).get(half_told) for half_told in ("items", "chosen"))
    ):
        return True
    order = data.get("order") or []
    return name == "profile" and not data.get("alone") and kept["state"] in order[1:]


async def say_with_menu(context: BotContext, told: Text) -> None:
    """One message: with what can be gone on with, or else with the menu (which stays below the screen anyway)."""
    if rows := go_on_rows(context):
        await say(context, told + "\n\n" + text.told_draft_left, rows)
    else:
        await say(context, told, keyboard=menu_keyboard())


async def leave(update: Update, context: BotContext) -> None:
    """Ends what is open and keeps its draft."""
    suspend(context.chat)
    await say(context, text.told_stopped, go_on_rows(context))


async def say_changed(update: Update, context: BotContext) -> None:
    """The step that was open is gone since an update of the bot; its answers are kept."""
    suspend(context.chat)
    await say(context, text.told_version_changed, go_on_rows(context))
