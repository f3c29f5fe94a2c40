"""A text that nobody asked for: understood as a question, as small talk, or as something that is not ours."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import MessageHandler
from telegram.ext.filters import MessageFilter

import content.texts
from durable.context import BotContext
from durable.work import current
from handlers import leaving
from handlers.announcing.names import NAME as ANNOUNCING
from handlers.ask_staff import button_for, raise_urgent
from handlers.asking import answering
from handlers.asking.answering import topic_buttons, topics_button
from handlers.asking.understander import last_topic, understander
from handlers.callbacks import button
from handlers.labels import ANSWER
from handlers.questions.question import in_columns
from handlers.replies import say
from handlers.who import channel, office_name, told_contact
from models import Question, QuestionOutcome
from services import questions
from services.faq import known
from services.understanding.outcome import Understanding, Understood
from services.understanding.urgency import urgent_kind

text = content.texts.load("ask")
_WITH_A_PERSON = ("_hinaan", "_minta_petugas")


async def take(update: Update, context: BotContext, said: str) -> None:
    """Says what fits to a text that came by itself."""
    found = understander(context.bot_data)
    if found is None:
        await say(context, text.told_not_ready, [[topics_button()], [button_for(None)]])
        return
    understood = found.understand(said, last_topic(context.chat, context.now))
    if understood.way is Understanding.TALK:
        await _talk(context, understood)
        return
    question = await _keep(context, said, understood)
    if understood.way is Understanding.SURE:
        answer = await known.answer_for(context.session, understood.candidates[0].key)
        if answer is not None:
            await answering.give(context, answer, question.id)
            return
    if understood.way is Understanding.URGENT:
        await _advise(update, context, question, understood.what)
    elif understood.way is Understanding.OUTSIDE:
        ways_on = [[button_for(question.id)], [topics_button()], *leaving.go_on_rows(context)]
        await say(context, text.told_outside, ways_on)
    else:
        await ask_which(context, [one.key for one in understood.candidates], question.id)


class UrgentWords(MessageFilter):
    """Lets through a text that tells of trouble right now, whatever else is asked at the moment."""

    def filter(self, message: Message) -> bool:
        """Hypothetical trouble is no trouble; nor is what staff tell to many."""
        return current().chat.name != ANNOUNCING and urgent_kind(message.text or "") is not None


async def take_urgent(update: Update, context: BotContext) -> None:
    """Trouble told in the middle of a conversation: it stays open, and staff are told all the same."""
    said = (update.message.text if update.message else None) or ""
    kind = urgent_kind(said)
    assert kind is not None
    question = await _keep(context, said, Understood(Understanding.URGENT, (), kind))
    await _advise(update, context, question, kind)


async def _advise(update: Update, context: BotContext, question: Question, kind: str) -> None:
    await raise_urgent(update, context, question)
    await say(context, text[f"urgent_{kind}"] + "\n\n" + text.told_urgent_passed_on)


urgent_aside = (MessageHandler(ANSWER & UrgentWords(), take_urgent),)
"""What is taken in passing; an open conversation stays where it is."""


async def ask_which(context: BotContext, keys: list[str], question_id: int) -> None:
    """Asks which of up to three topics is meant."""
    rows = in_columns(await topic_buttons(context, keys, question_id), 1)
    if not rows:  # all of them have been pulled
        await say(context, text.told_person_instead, [[button_for(question_id)], [topics_button()]])
        return
    none = button(text.button_none_of_these.plain(), answering.NAME, "none", question_id)
    await say(context, text.ask_which, [*rows, [none]])


async def _keep(context: BotContext, said: str, understood: Understood) -> Question:
    likeliest = understood.candidates[0].key if understood.candidates else None
    topic = await known.answer_for(context.session, likeliest) if likeliest else None
    return await questions.keep_question(
        context.session,
        channel(context.bot_data),
        context.chat.chat_id,
        said,
        QuestionOutcome(understood.way.value),
        topic.topic_id if topic is not None else None,
        understood.confidence,
        context.now,
    )


async def _talk(context: BotContext, understood: Understood) -> None:
    words = text[f"talk{understood.what}"].format(office=office_name(context))
    if understood.what in _WITH_A_PERSON:
        await say(context, words + "\n\n" + told_contact(context), [[button_for(None)]])
    else:
        await leaving.say_with_menu(context, words)
