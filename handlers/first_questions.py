"""What others ask, as buttons: right after a registration, and once more a week later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import CallbackQueryHandler

import content.texts
from durable.context import BotContext
from handlers.answers import told_button
from handlers.callbacks import button, pattern
from handlers.chat_language import speaking
from handlers.questions.question import in_columns
from handlers.replies import acknowledge, say, show
from models import Business, Person
from services.businesses import products_of
from services.faq.known import KnownAnswer
from services.first_questions import first_questions

text = content.texts.load("first_questions")
NAME = "first_questions"


async def offer(context: BotContext, owner: Person, business: Business) -> None:
    """Three questions that others with the same products ask; nothing where no answer is known."""
    answers = await first_questions(context.session, owner, products_of(business), context.now)
    if answers:
        await say(context, text.told_others_ask, in_columns(_buttons(answers), 1))


def _buttons(answers: Sequence[KnownAnswer]) -> list[InlineKeyboardButton]:
    """Each leads to its answer, which handlers/ask.py gives."""
    return [button(told_button(answer.document), "ask", "mean", f"{answer.topic_id}-0") for answer in answers]


def nudge(answers: Sequence[KnownAnswer], spoken: str | None) -> dict[str, Any]:
    """`Is there anything to ask?` as parameters of sendMessage, in this language, with the way to say no."""
    with speaking(spoken):
        nothing = button(text.button_nothing.plain(), NAME, "nothing")
        rows = [*in_columns(_buttons(answers), 1), [nothing]]
        told = text.ask_anything if answers else text.ask_anything_plain
        return {"text": told, "parse_mode": ParseMode.HTML, "reply_markup": InlineKeyboardMarkup(rows).to_dict()}


async def nothing_to_ask(update: Update, context: BotContext) -> None:
    """There is nothing to ask: the buttons go."""
    await acknowledge(update, context)
    await show(update, context, text.told_nothing)


first_questions_aside = (CallbackQueryHandler(nothing_to_ask, pattern(NAME, "nothing")),)
"""What leaves an open conversation as it is."""
