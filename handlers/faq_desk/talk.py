"""The desk as one conversation: what is written has states, everything else is done beside it."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from durable.context import BotContext
from durable.conversation import suspend
from handlers.callbacks import pattern
from handlers.faq_desk import drafting, listing, proposals, pulling, writing
from handlers.faq_desk.buttons import NAME
from handlers.faq_desk.form import QUESTIONS
from handlers.faq_desk.steps import Act, Desk, aside
from handlers.labels import ANSWER
from handlers.talk import Talk


def _press(step: str, act: Act) -> BaseHandler[Update, BotContext, Any]:
    return CallbackQueryHandler(aside(act), pattern(NAME, step))


async def list_all(update: Update, context: BotContext) -> None:
    """A command always wins: what was open is left, and kept."""
    await listing.list_all(update, context)
    suspend(context.chat)


faq_desk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("faq", list_all, filters.UpdateType.MESSAGE),
        _press("list", listing.list_all),
        _press("category", listing.list_category),
        _press("view", listing.view),
        _press("pull", pulling.ask_pull),
        _press("pull_yes", pulling.pull),
        _press("back", pulling.give_back),
        _press("no", pulling.keep),
        _press("proposal", proposals.see),
        _press("approve", proposals.approve),
        _press("withdraw", proposals.withdraw),
        _press("correct", proposals.correct),
        _press("fix", writing.fix),
        _press("fix_new", writing.fix_new),
        _press("resume", writing.resume),
        _press("draft", drafting.draft),
        _press("draft_new", drafting.draft_new),
        _press("add", drafting.add_ways),
    ],
    states={
        **{Desk(key): writing.form.handlers(key) for key in QUESTIONS},
        Desk.SHOWN: [
            _press("send", writing.send),
            _press("change", writing.change),
            _press("shown", writing.leave_preview),
            MessageHandler(ANSWER, writing.take_preview_text),
        ],
    },
    repeat=writing.repeat,
    way_out=writing.way_out,
)
