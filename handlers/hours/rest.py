"""Istirahat: a rest for some weeks, until a day, or until the mentor comes back; and coming back."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, press
from handlers.hours import off
from handlers.hours.names import NAME, Hours, back_to_work, finish, read_day, text, to_week, today
from handlers.local_time import told_day
from handlers.mentor_who_writes import own
from handlers.replies import Rows, acknowledge, say, show
from models import MentorState
from services.errors import FieldRefused
from services.mentors import rest
from services.reading.moments import read_days

_SPANS = {"7": "button_one_week", "14": "button_two_weeks", "30": "button_month", "0": "button_open_end"}
text.require(*_SPANS.values())


async def start(update: Update, context: BotContext) -> Hours:
    """For how long? With words behind the command these are read at once."""
    await own(context)
    await acknowledge(update, context)
    if context.args:
        await take_words(context, " ".join(context.args))
    else:
        await show(update, context, *await _screen(context))
    return Hours.REST


async def take_words(context: BotContext, said: str) -> None:
    """`sampai 3 Januari`, said back in full for one tap. Days that begin later are days off. Raises MomentRefused."""
    mentor = await own(context)
    first_on, last_on = read_days(said, today(context))
    if first_on not in (today(context), last_on):
        await off.propose(context, mentor, first_on, last_on)
        return
    rest.check_last_day(last_on, today(context))
    yes = button(text.button_rest_yes.plain(), NAME, "rest_until", last_on.toordinal())
    no = button(text.button_off_no.plain(), NAME, "rest")
    await say(context, text.ask_rest_until.format(day=told_day(last_on)), [[yes, no]])


async def rest_for(update: Update, context: BotContext) -> None:
    """One tap: for so many days from today, or without an end."""
    days = press(update).what
    if days not in _SPANS:
        raise FieldRefused
    await _rest(update, context, today(context) + timedelta(days=int(days) - 1) if days != "0" else None)


async def rest_until(update: Update, context: BotContext) -> None:
    """One tap: until the day that was typed."""
    await _rest(update, context, read_day(press(update).what))


async def work(update: Update, context: BotContext) -> None:
    """The mentor is back."""
    mentor = await own(context)
    await rest.come_back(context.session, mentor)
    await acknowledge(update, context)
    await show(update, context, text.told_back, [[to_week()]])


async def stay(update: Update, context: BotContext) -> None:
    """Asked back, and not yet: nobody asks again."""
    mentor = await own(context)
    await acknowledge(update, context)
    if mentor.state is MentorState.RESTING:
        await show(update, context, text.told_rest_goes_on, [[back_to_work()]])
    else:
        await show(update, context, text.told_back, [[to_week()]])


async def rows_now(context: BotContext) -> Rows:
    """The buttons of the choice as it stands."""
    _, rows = await _screen(context)
    return rows


async def _rest(update: Update, context: BotContext, until: date | None) -> None:
    mentor = await own(context)
    given_back = await rest.rest(context.session, mentor, until, context.now, today(context))
    await acknowledge(update, context)
    told = text.told_rests_open if until is None else text.told_rests.format(day=told_day(until))
    if given_back:
        told += "\n" + text.told_given_back.format(count=given_back)
    await show(update, context, told, [[back_to_work()]])


async def _screen(context: BotContext) -> tuple[Text, Rows]:
    mentor = await own(context)
    spans = [button(text[key].plain(), NAME, "rest_for", days) for days, key in _SPANS.items()]
    rows = [spans[:2], spans[2:]]
    if mentor.state is MentorState.RESTING:
        rows.append([back_to_work()])
    return text.ask_rest, [*rows, [to_week(), finish()]]
