"""Tarik jawaban: nobody gets a wrong answer any more, at once; and giving it again."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.answers import told_title
from handlers.callbacks import button, number, press
from handlers.colleagues import name_of, place, tell_colleagues
from handlers.faq_desk.buttons import NAME, buttons_of_proposal, buttons_while_pulled, text
from handlers.faq_desk.colleagues import officer
from handlers.faq_desk.proposals import approve_now, send_proposal
from handlers.local_time import told_time
from handlers.replies import Rows, acknowledge, say, show
from models import Person
from services.errors import AnswerMissing
from services.faq import known, pulling
from services.faq.known import KnownAnswer
from services.roles import Act
from services.second_person import alone_from


async def ask_pull(update: Update, context: BotContext) -> None:
    """Says what pulling does, and asks once more."""
    await officer(context)
    answer = await _pressed(update, context)
    await acknowledge(update, context)
    if answer.is_pulled:
        await _say_pulled_already(context, answer)
        return
    yes = button(text.button_yes_pull.plain(), NAME, "pull_yes", answer.topic_id)
    no = button(text.button_no.plain(), NAME, "no")
    await say(context, text.ask_pull.format(title=told_title(answer.document)), [[yes, no]])


async def pull(update: Update, context: BotContext) -> None:
    """Pulls it; the other staff are told."""
    person = await officer(context, update)
    answer = await _pressed(update, context)
    is_new = await pulling.pull(context.session, answer.topic_id, person, context.now)
    await acknowledge(update, context)
    if not is_new:
        await _say_pulled_already(context, answer)
        return
    told = text.told_pulled.format(title=told_title(answer.document))
    await show(update, context, told, [buttons_while_pulled(answer.topic_id)])

    def message(_: Person) -> tuple[Text, Rows]:
        told = text.told_colleague_pulled.format(name=name_of(person), title=told_title(answer.document))
        return told, [buttons_while_pulled(answer.topic_id)]

    await tell_colleagues(context, person, Act.EDIT_FAQ, message)


async def keep(update: Update, context: BotContext) -> None:
    """Nothing is pulled."""
    await acknowledge(update, context)
    await show(update, context, text.told_nothing_changed)


async def give_back(update: Update, context: BotContext) -> None:
    """The first who wants a pulled answer given again asks the others; the second who wants it confirms."""
    person = await officer(context, update)
    version = await pulling.ask_back(context.session, number(press(update).what) or 0, person, context.now)
    if version.author_id != person.id:
        await approve_now(update, context, person, version)
        return
    await acknowledge(update, context)
    if version.made_at == context.now:
        await send_proposal(update, context, person, version)
        return
    from_ = await alone_from(context.session, place(context), person.id, version.made_at)
    told = text.told_not_alone_yet.format(time=told_time(from_, place(context).zone))
    await say(context, told, [buttons_of_proposal(version, person)])


async def _say_pulled_already(context: BotContext, answer: KnownAnswer) -> None:
    told = text.told_pulled_already.format(title=told_title(answer.document))
    await say(context, told, [buttons_while_pulled(answer.topic_id)])


async def _pressed(update: Update, context: BotContext) -> KnownAnswer:
    answer = await known.answer_of_topic(context.session, number(press(update).what) or 0)
    if answer is None:
        raise AnswerMissing
    return answer
