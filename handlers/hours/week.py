"""The usual week: the grid, edited in place, or words. Every change holds at once; "Selesai" only says what holds."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from durable.conversation import suspend
from handlers.callbacks import button, press
from handlers.hours.names import NAME, Hours, back_to_work, finish, text, to_off, to_rest
from handlers.local_time import told_day
from handlers.mentor_who_writes import own
from handlers.replies import Rows, acknowledge, say, show
from handlers.told_week import told_hours
from handlers.week_grid import WeekGrid
from models import Mentor, MentorState
from services.mentors.availability import set_hours, weekly_hours
from services.reading.week_words import read_week


async def start(update: Update, context: BotContext) -> Hours:
    """The grid in a message of its own, or in place of what was pressed."""
    mentor = await own(context)
    await acknowledge(update, context)
    await _show(update, context, mentor, await _grid(context, mentor))
    return Hours.WEEK


async def turn(update: Update, context: BotContext) -> None:
    """A press in the grid."""
    mentor = await own(context)
    grid = (await _grid(context, mentor)).pressed(press(update).what)
    await set_hours(context.session, mentor, grid.chosen)
    await acknowledge(update, context)
    await _show(update, context, mentor, grid)


async def take_words(context: BotContext, said: str) -> None:
    """Words such as `senin sore, rabu pagi`. Raises HoursRefused."""
    mentor = await own(context)
    chosen = read_week(said).added_to(await weekly_hours(context.session, mentor.person_id))
    await set_hours(context.session, mentor, chosen)
    told = text.told_noted.format(hours=told_hours(chosen))
    await say(context, told, _rows(mentor, WeekGrid(chosen)))


async def done(update: Update, context: BotContext) -> None:
    """What holds now; what was open of this is closed."""
    mentor = await own(context)
    chosen = await weekly_hours(context.session, mentor.person_id)
    await acknowledge(update, context)
    if context.chat.name == NAME:
        suspend(context.chat)
    if chosen:
        told = text.told_done.format(hours=told_hours(chosen))
        await show(update, context, told + _told_rest(mentor))
    else:
        await show(update, context, text.told_done_empty, [[button(text.button_week.plain(), NAME, "week")]])


async def rows_now(context: BotContext) -> Rows:
    """Without the grid: it stands right above, and would push what is said now off a small screen."""
    return _last(await own(context))


async def _grid(context: BotContext, mentor: Mentor) -> WeekGrid:
    return WeekGrid(await weekly_hours(context.session, mentor.person_id))


async def _show(update: Update, context: BotContext, mentor: Mentor, grid: WeekGrid) -> None:
    told = text.ask_week + "\n\n" + grid.told() + _told_rest(mentor) if grid.day is None else grid.told()
    await show(update, context, told, _rows(mentor, grid))


def _told_rest(mentor: Mentor) -> Text:
    """That a resting mentor gets no requests, whatever the week looks like."""
    if mentor.state is not MentorState.RESTING:
        return Text()
    told = text.told_resting
    if mentor.rests_until is not None:
        told = text.told_resting_until.format(day=told_day(mentor.rests_until))
    return Text("\n\n") + told


def _rows(mentor: Mentor, grid: WeekGrid) -> Rows:
    rows = [*grid.rows(lambda label, what: button(label, NAME, "grid", what))]
    if grid.day is not None:
        return rows
    return [*rows, *_last(mentor)]


def _last(mentor: Mentor) -> Rows:
    if mentor.state is MentorState.RESTING:
        return [[finish(), to_off()], [back_to_work()]]
    return [[finish(), to_off(), to_rest()]]
