"""Gives an answer of the FAQ, with the buttons that lead on from it, and keeps that it was given."""

from __future__ import annotations

from telegram import InlineKeyboardButton

import content.texts
from content.answers.document import FaqDocument
from durable.context import BotContext
from durable.work import outgoing
from handlers.answers import told_answer, told_button, told_title
from handlers.ask_staff import button_for
from handlers.asking.understander import note_topic
from handlers.callbacks import button
from handlers.faq_desk.buttons import buttons_under
from handlers.local_time import local_date
from handlers.questions.question import in_columns
from handlers.replies import say
from handlers.who import channel, writer
from services import questions, roles
from services.faq import known
from services.faq.known import KnownAnswer
from services.roles import Act

text = content.texts.load("ask")
NAME = "ask"


async def give(context: BotContext, answer: KnownAnswer, question_id: int | None = None) -> None:
    """Sends the answer; one that was pulled is not sent, and a person is offered instead."""
    document = answer.document
    if answer.is_pulled:
        rows = [[button_for(question_id)], [topics_button()]]
        await say(context, text.told_pulled.format(title=told_title(document)), rows)
        return
    given = await questions.keep_answer(
        context.session, channel(context.bot_data), context.chat.chat_id, answer, question_id, context.now
    )
    note_topic(context, document.id)
    person = await writer(context)
    desk = [buttons_under(answer.topic_id)] if roles.allowed(person, Act.EDIT_FAQ) else []
    related = in_columns(await _related(context, document), 2)
    rating = [
        button(text.button_helped.plain(), NAME, "helped", given.id),
        button(text.button_not_helped.plain(), NAME, "not", given.id),
    ]
    with outgoing(about=("answer_given", given.id)):
        rows = [rating, *related, [button_for(question_id)], *desk]
        await say(context, told_answer(document, local_date(context)), rows)


async def give_topic(context: BotContext, topic_id: int | None, question_id: int | None = None) -> bool:
    """The same for a topic by its id; False when there is no such topic."""
    answer = await known.answer_of_topic(context.session, topic_id) if topic_id else None
    if answer is None:
        return False
    await give(context, answer, question_id)
    return True


async def topic_buttons(context: BotContext, keys: list[str], question_id: int | None) -> list[InlineKeyboardButton]:
    """A button for each of these topics that may be given now."""
    found = await known.answers_for(context.session, keys)
    return [
        button(told_button(answer.document), NAME, "mean", f"{answer.topic_id}-{question_id or 0}")
        for key in keys
        if (answer := found.get(key)) is not None and not answer.is_pulled
    ]


async def _related(context: BotContext, document: FaqDocument) -> list[InlineKeyboardButton]:
    return await topic_buttons(context, list(document.related), None)


def topics_button() -> InlineKeyboardButton:
    """To the list of categories."""
    return button(text.button_topics.plain(), NAME, "topics")
