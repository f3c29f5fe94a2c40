"""/faq: all answers by kind, how each stands, and one of them as people read it."""

from __future__ import annotations

from collections import Counter

from telegram import Update

from content.answers.document import CATEGORIES
from content.texts import Text
from durable.context import BotContext
from handlers.answers import told_answer, told_button, told_title
from handlers.callbacks import button, number, press
from handlers.categories import told_category
from handlers.faq_desk.buttons import NAME, button_list, buttons_under, buttons_while_pulled, text
from handlers.faq_desk.colleagues import officer
from handlers.local_time import local_date
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, say, show
from services.errors import AnswerMissing, FieldRefused
from services.faq.overview import Standing, standing_of, standings


async def list_all(update: Update, context: BotContext) -> None:
    """The kinds of answers, and how many want something."""
    await officer(context, update)
    await acknowledge(update, context)
    every = await standings(context.session, local_date(context))
    told = text.ask_category.format(
        count=sum(one.version_id is not None for one in every),
        pulled=sum(one.is_pulled for one in every),
        waiting=sum(len(one.waiting) for one in every),
        due=sum(one.is_past_review for one in every),
    )
    counts = Counter(one.document.category for one in every)
    buttons = [
        button(f"{told_category(each).plain()} ({counts[each]})", NAME, "category", each)
        for each in CATEGORIES
        if counts[each]
    ]
    if not buttons:
        await show(update, context, text.told_no_answers)
        return
    await show(update, context, told, in_columns(buttons, 2))


async def list_category(update: Update, context: BotContext) -> None:
    """The answers of one kind, with their marks."""
    await officer(context)
    category = press(update).what
    if category not in CATEGORIES:
        raise FieldRefused
    await acknowledge(update, context)
    found = [one for one in await standings(context.session, local_date(context)) if one.document.category == category]
    if not found:
        await show(update, context, text.told_no_answers, [[button_list()]])
        return
    buttons = [button(_marked(one), NAME, "view", one.topic_id) for one in found]
    told = text.ask_topic.format(category=told_category(category), marks=text.told_marks)
    await show(update, context, told, [*in_columns(buttons, 2), [button_list()]])


def _marked(one: Standing) -> str:
    marks = "✕" * one.is_pulled + "?" * bool(one.waiting) + "!" * one.is_past_review
    return f"{marks} {told_button(one.document)}".strip()


async def view(update: Update, context: BotContext) -> None:
    """One answer as people read it, with what may be done to it."""
    await officer(context)
    today = local_date(context)
    one = await standing_of(context.session, number(press(update).what) or 0, today)
    if one is None:
        raise AnswerMissing
    await acknowledge(update, context)
    rows = [[button(text.button_proposal.plain(), NAME, "proposal", version.id)] for version in one.waiting]
    await say(context, _told(one, told_answer(one.document, today)), [*_acts(one), *rows, [button_list()]])


def _told(one: Standing, answer: Text) -> Text:
    if one.version_id is None:
        return text.told_is_new.format(title=told_title(one.document))
    return text.told_is_pulled + "\n\n" + answer if one.is_pulled else answer


def _acts(one: Standing) -> Rows:
    if one.version_id is None:
        return []
    return [buttons_while_pulled(one.topic_id) if one.is_pulled else buttons_under(one.topic_id)]
