"""Pertanyaan: the list of what waits, page by page, and the choices that narrow it."""

from __future__ import annotations

from telegram import InlineKeyboardButton, Update

import content.texts
from content.answers.document import CATEGORIES
from content.texts import Text
from durable.context import BotContext
from durable.work import outgoing
from handlers.callbacks import button, press
from handlers.categories import told_category
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replied import TICKETS
from handlers.replies import Rows, acknowledge, show
from handlers.ticket_desk.lines import line
from handlers.ticket_desk.names import NAME, view_button
from handlers.ticket_desk.topics import categories, topic_names
from handlers.ticket_desk.views import AGES, View
from handlers.who import channel, named_writer
from models import District
from services import roles, tickets
from services.roles import Act
from services.tickets.listing import waiting, waiting_count, waiting_districts, waiting_topics

text = content.texts.load("ticket_desk").require(*(f"button_age_{age}" for age in AGES))
PAGE = 5


async def list_waiting(update: Update, context: BotContext) -> None:
    """The page that the button names, or the first."""
    roles.require(await named_writer(update, context), Act.ANSWER_TICKETS)
    await acknowledge(update, context)
    view, here = View.read(press(update).what), channel(context.bot_data)
    filters = await view.filters(context)
    count = await waiting_count(context.session, here, filters)
    found = await waiting(context.session, here, filters, PAGE, view.page * PAGE)
    topics, others = await topic_names(context), await tickets.group_sizes(context.session, found)
    lines = [line(each, context.now, topics.get(each.topic_id), others.get(each.id, 0)) for each in found]
    told = text.told_none_waiting if not view.is_filtered else text.told_none_fits
    if lines:
        told = text.told_list.format(count=count, questions=Text("\n\n").join(lines))
    if view.is_filtered:
        told += "\n\n" + text.told_filters.format(filters=", ".join(await _told_filters(context, view)))
    rows: list[list[InlineKeyboardButton]] = [*map(list, in_columns([view_button(each) for each in found], 3))]
    with outgoing(about=(TICKETS, 0)):
        await show(update, context, told, [*rows, *_turning(view, count), *_narrowing(view, count)])


def _turning(view: View, count: int) -> Rows:
    back = button(text.button_previous.plain(), NAME, "list", view.turned(-1).code())
    on = button(text.button_next.plain(), NAME, "list", view.turned(1).code())
    row = [*([back] if view.page else []), *([on] if (view.page + 1) * PAGE < count else [])]
    return [row] if row else []


def _narrowing(view: View, count: int) -> Rows:
    if view.is_filtered:
        return [[button(text.button_all.plain(), NAME, "list")]]
    choices = [
        button(text[f"button_{what}"].plain(), NAME, what, view.code())
        for what in ("by_topic", "by_district", "by_age")
    ]
    return [choices] if count > 1 else []


async def choose_topic(update: Update, context: BotContext) -> None:
    """The categories from which something waits."""
    view, counted = await _asked(update, context), dict.fromkeys(range(1, len(CATEGORIES) + 1), 0)
    category_of = await categories(context)
    for topic, count in (await waiting_topics(context.session, channel(context.bot_data))).items():
        if topic is not None and topic in category_of:
            counted[CATEGORIES.index(category_of[topic]) + 1] += count
    buttons = [
        _choice(told_category(CATEGORIES[number - 1]), count, view.narrowed(category=number))
        for number, count in counted.items()
        if count
    ]
    await _ask(update, context, text.ask_topic, buttons)


async def choose_district(update: Update, context: BotContext) -> None:
    """The districts from which something waits."""
    view = await _asked(update, context)
    found = await waiting_districts(context.session, channel(context.bot_data))
    buttons = [_choice(district.name, count, view.narrowed(district=district.id)) for district, count in found]
    await _ask(update, context, text.ask_district, buttons)


async def choose_age(update: Update, context: BotContext) -> None:
    """Since when it waits."""
    view = await _asked(update, context)
    buttons = [button(text[f"button_age_{age}"].plain(), NAME, "list", view.narrowed(age=age).code()) for age in AGES]
    await _ask(update, context, text.ask_age, buttons)


async def _asked(update: Update, context: BotContext) -> View:
    roles.require(await named_writer(update, context), Act.ANSWER_TICKETS)
    await acknowledge(update, context)
    return View.read(press(update).what)


async def _ask(update: Update, context: BotContext, asked: Text, buttons: list[InlineKeyboardButton]) -> None:
    back = button(question_text.button_back.plain(), NAME, "list")
    await show(update, context, asked if buttons else text.told_nothing_to_choose, [*in_columns(buttons, 2), [back]])


def _choice(name: str, count: int, view: View) -> InlineKeyboardButton:
    return button(text.button_choice.plain(name=name, count=count), NAME, "list", view.code())


async def _told_filters(context: BotContext, view: View) -> list[str]:
    told: list[str] = []
    if view.category:
        told.append(told_category(CATEGORIES[view.category - 1]))
    if view.district and (district := await context.session.get(District, view.district)):
        told.append(district.name)
    if view.age:
        told.append(text[f"button_age_{view.age}"])
    return told or [text.told_unknown_filter]
