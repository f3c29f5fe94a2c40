"""Tanya: the topics by category, and what leads on from an answer. A question by itself: asking/free_text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

import content.texts
from content.answers.document import CATEGORIES
from durable.context import BotContext
from handlers.answers import told_button
from handlers.ask_staff import button_for
from handlers.asking import answering, free_text
from handlers.asking.answering import NAME, topic_buttons, topics_button
from handlers.asking.understander import understander
from handlers.callbacks import button, number, pattern, press
from handlers.categories import told_category
from handlers.labels import label
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, say, show
from handlers.talk import Talk
from handlers.who import channel
from models import AnswerGiven, Question
from services import questions
from services.errors import QuestionMissing
from services.faq import known

text = content.texts.load("ask")
MESSAGE = filters.UpdateType.MESSAGE
_MOST_TRIED = 3  # topics that did not fit, before a person is offered


async def ask(update: Update, context: BotContext) -> None:
    """How to ask, and the categories; words behind the command are the question itself."""
    if context.args:
        await free_text.take(update, context, " ".join(context.args))
        return
    await acknowledge(update, context)
    await show(update, context, text.told_how_to_ask, _categories())


def _categories() -> Rows:
    buttons = [button(told_category(name).plain(), NAME, "category", at) for at, name in enumerate(CATEGORIES)]
    return [*in_columns(buttons, 2), [button_for(None)]]


async def choose_category(update: Update, context: BotContext) -> None:
    """The topics of one category."""
    await acknowledge(update, context)
    at = number(press(update).what)
    if at is None or at >= len(CATEGORIES):
        raise QuestionMissing
    answers = [one for one in await known.all_answers(context.session) if one.document.category == CATEGORIES[at]]
    buttons = [
        button(told_button(one.document), NAME, "mean", f"{one.topic_id}-0") for one in answers if not one.is_pulled
    ]
    back = button(question_text.button_back.plain(), NAME, "topics")
    told = text.told_category.format(category=told_category(CATEGORIES[at]))
    await show(update, context, told, [*in_columns(buttons, 2), [back]])


async def mean(update: Update, context: BotContext) -> None:
    """The topic of a button, as the answer to the question that led there, if there was one."""
    await acknowledge(update, context)
    pressed = re.fullmatch(r"(\d{1,10})-(\d{1,10})", press(update).what)
    topic_id, question_id = (number(part) for part in pressed.groups()) if pressed else (None, None)
    if question_id:
        question = await questions.own_question(
            context.session, channel(context.bot_data), context.chat.chat_id, question_id
        )
        question_id = question.id
    if not await answering.give_topic(context, topic_id, question_id or None):
        raise QuestionMissing


async def helped(update: Update, context: BotContext) -> None:
    """The answer helped; its rating is kept and the rating buttons go."""
    given = await _own_answer(update, context)
    questions.rate(given, True, context.now)
    await acknowledge(update, context, text.told_helped.plain())
    await _close_rating(update)


async def not_helped(update: Update, context: BotContext) -> None:
    """The answer did not fit: the next likeliest topics, and when there are none left a person."""
    given = await _own_answer(update, context)
    questions.rate(given, False, context.now)
    await acknowledge(update, context)
    await _close_rating(update)
    question = await context.session.get(Question, given.question_id) if given.question_id else None
    keys = await _next_keys(context, question, given.topic_id)
    buttons = await topic_buttons(context, keys, question.id if question else None)
    if not buttons:
        await _offer_person(context, question.id if question else None)
        return
    assert question is not None
    none = button(text.button_none_of_these.plain(), NAME, "none", question.id)
    await say(context, text.told_not_helped, [*in_columns(buttons, 1), [none]])


async def none_of_these(update: Update, context: BotContext) -> None:
    """None of the topics shown was meant: a person is offered."""
    await acknowledge(update, context)
    question = await questions.own_question(
        context.session, channel(context.bot_data), context.chat.chat_id, number(press(update).what)
    )
    await _offer_person(context, question.id)


async def _offer_person(context: BotContext, question_id: int | None) -> None:
    await say(context, text.told_person_instead, [[button_for(question_id)], [topics_button()]])


async def _next_keys(context: BotContext, question: Question | None, did_not_fit: int) -> list[str]:
    found = understander(context.bot_data)
    if question is None or not question.words or found is None:
        return []
    given = await questions.topics_given(context.session, question.id)
    answers = await known.answers_of_topics(context.session, given)
    shown = {answer.topic_id: answer.document.id for answer in answers.values()}
    if len(shown) >= _MOST_TRIED or did_not_fit not in shown:
        return []
    return [one.key for one in found.others(question.words, shown.values(), shown[did_not_fit])]


async def _own_answer(update: Update, context: BotContext) -> AnswerGiven:
    return await questions.own_answer(
        context.session, channel(context.bot_data), context.chat.chat_id, number(press(update).what)
    )


async def _close_rating(update: Update) -> None:
    message = update.callback_query.message if update.callback_query else None
    if isinstance(message, Message) and message.reply_markup is not None:
        rows = [row for row in message.reply_markup.inline_keyboard if not _is_rating(row)]
        await message.edit_reply_markup(InlineKeyboardMarkup(rows))


def _is_rating(row: Sequence[InlineKeyboardButton]) -> bool:
    return re.match(pattern(NAME, "helped", "not"), str(row[0].callback_data)) is not None


ask_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler(["tanya", "ask"], ask, MESSAGE),
        MessageHandler(label("button_ask"), ask),
        CallbackQueryHandler(ask, pattern(NAME, "topics")),
        CallbackQueryHandler(choose_category, pattern(NAME, "category")),
        CallbackQueryHandler(mean, pattern(NAME, "mean")),
        CallbackQueryHandler(helped, pattern(NAME, "helped")),
        CallbackQueryHandler(not_helped, pattern(NAME, "not")),
        CallbackQueryHandler(none_of_these, pattern(NAME, "none")),
    ],
    states={},
)
