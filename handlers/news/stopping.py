"""Stopping announcements by one tap, choosing topics, and coming back as easily."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.callbacks import button, press
from handlers.news.names import NAME, text, told_topic, ways_back
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, say, show
from handlers.who import writer
from models import NewsTopic, Person
from services.errors import FieldRefused
from services.news import stops
from services.news.stops import TOPICS


async def stop_all(update: Update, context: BotContext) -> None:
    """Nothing more from now on. Under an announcement, which stays as it is, the answer is a message of its own."""
    await acknowledge(update, context)
    person = await _person(context)
    if person is None:
        await say(context, text.told_nobody)
        return
    await stops.stop(context.session, person, NewsTopic.ALL, context.now)
    await say(context, text.told_stopped, ways_back({NewsTopic.ALL}))


async def turn_all(update: Update, context: BotContext) -> None:
    """Everything on or off, on the screen of topics."""
    what, person = press(update).what, await _person(context)
    if what not in ("on", "off"):
        raise FieldRefused
    await acknowledge(update, context)
    if person is None:
        await say(context, text.told_nobody)
    elif what == "off":
        await stops.stop(context.session, person, NewsTopic.ALL, context.now)
        await show(update, context, text.told_stopped, ways_back({NewsTopic.ALL}))
    else:
        await stops.resume_all(context.session, person)
        await show(update, context, text.told_again, ways_back(()))


async def open_topics(update: Update, context: BotContext) -> None:
    """Which topics come."""
    await acknowledge(update, context)
    person = await _person(context)
    if person is None:
        await say(context, text.told_nobody)
    else:
        await _show(update, context, person)


async def turn_topic(update: Update, context: BotContext) -> None:
    """One topic on or off. A press names what shall be, so that a second one changes nothing."""
    wanted, _, named = press(update).what.partition("-")
    topic = next((topic for topic in TOPICS if topic.value == named), None)
    if topic is None or wanted not in ("on", "off"):
        raise FieldRefused
    await acknowledge(update, context)
    person = await _person(context)
    if person is None:
        await say(context, text.told_nobody)
        return
    if wanted == "off":
        await stops.stop(context.session, person, topic, context.now)
    else:
        await stops.resume(context.session, person, topic, context.now)
    await _show(update, context, person)


async def _person(context: BotContext) -> Person | None:
    """The writer, if announcements come here at all: who agreed, or has a role."""
    person = await writer(context)
    return person if person is not None and (person.consent is not None or person.role_kinds) else None


async def _show(update: Update, context: BotContext, person: Person) -> None:
    stopped = await stops.stops_of(context.session, person)
    told = text.told_all_stopped if NewsTopic.ALL in stopped else text.told_topics
    await show(update, context, told, _topics(stopped))


def _topics(stopped: frozenset[NewsTopic]) -> Rows:
    buttons = []
    is_all_off = NewsTopic.ALL in stopped
    for topic in TOPICS:
        is_off = is_all_off or topic in stopped
        label = (text.button_topic_off if is_off else text.button_topic_on).plain(topic=told_topic(topic).plain())
        buttons.append(button(label, NAME, "topic", f"{'on' if is_off else 'off'}-{topic.value}"))
    if is_all_off:
        last = button(text.button_again.plain(), NAME, "all", "on")
    else:
        last = button(text.button_stop_all.plain(), NAME, "all", "off")
    return [*in_columns(buttons, 1), [last]]
