"""Days off: noted after one tap, listed, taken back. Sessions on such days are shown, never cancelled silently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.hours.names import NAME, Hours, finish, read_day, text, to_off, to_week, today, told_days
from handlers.local_time import office_clock, told_hour_briefly
from handlers.mentor_who_writes import own
from handlers.replies import Rows, acknowledge, say, show
from models import Meeting, Mentor
from services.errors import AbsenceConflict
from services.mentors import absences
from services.reading.moments import read_days

_MOST_SHOWN = 6
_MOST_SESSIONS = 3


async def start(update: Update, context: BotContext) -> Hours:
    """The days off, and how to note more; with words behind the command these are read at once."""
    await own(context)
    await acknowledge(update, context)
    if context.args:
        await take_words(context, " ".join(context.args))
    else:
        await show(update, context, *await _screen(context))
    return Hours.OFF


async def take_words(context: BotContext, said: str) -> None:
    """Says the days back in full, for one tap. Raises MomentRefused or AbsenceConflict."""
    mentor = await own(context)
    await propose(context, mentor, *read_days(said, today(context)))


async def propose(context: BotContext, mentor: Mentor, first_on: date, last_on: date) -> None:
    """The same for days that were read."""
    absences.check_days(first_on, last_on, today(context))
    if await absences.overlapping(context.session, mentor.person_id, first_on, last_on):
        raise AbsenceConflict
    told = text.ask_off.format(days=told_days(first_on, last_on), count=(last_on - first_on).days + 1)
    yes = button(text.button_off_yes.plain(), NAME, "off_yes", f"{first_on.toordinal()}-{last_on.toordinal()}")
    sessions, rows = await _sessions(context, mentor, first_on, last_on)
    await say(context, told + sessions, [*rows, [yes, button(text.button_off_no.plain(), NAME, "off")]])


async def note(update: Update, context: BotContext) -> None:
    """One tap: the days are off. The twin of a double tap says the same."""
    mentor = await own(context)
    first, _, last = press(update).what.partition("-")
    first_on, last_on = read_day(first), read_day(last)
    noted = await absences.overlapping(context.session, mentor.person_id, first_on, last_on)
    if [(each.first_on, each.last_on) for each in noted] != [(first_on, last_on)]:
        await absences.add_absence(context.session, mentor, first_on, last_on, today(context))
    await acknowledge(update, context)
    sessions, rows = await _sessions(context, mentor, first_on, last_on)
    told = text.told_off_noted.format(days=told_days(first_on, last_on))
    await show(update, context, told + sessions, [*rows, [to_off(), to_week()]])


async def delete(update: Update, context: BotContext) -> None:
    """Days off are taken back."""
    mentor = await own(context)
    absence = await absences.delete_absence(context.session, mentor, number(press(update).what))
    await acknowledge(update, context)
    told, rows = await _screen(context)
    gone = text.told_off_deleted.format(days=told_days(absence.first_on, absence.last_on))
    await show(update, context, gone + "\n\n" + told, rows)


async def rows_now(context: BotContext) -> Rows:
    """The buttons of the list as it stands."""
    _, rows = await _screen(context)
    return rows


async def _screen(context: BotContext) -> tuple[Text, Rows]:
    mentor = await own(context)
    found = await absences.absences_of(context.session, mentor.person_id, today(context))
    lines = [text.told_off_line.format(days=told_days(each.first_on, each.last_on)) for each in found[:_MOST_SHOWN]]
    if len(found) > _MOST_SHOWN:
        lines.append(text.told_off_more.format(count=len(found) - _MOST_SHOWN))
    listed = Text("\n").join(lines) if lines else text.told_off_none
    deletes = [
        [button(text.button_off_delete.plain(day=each.first_on.strftime("%d/%m")), NAME, "off_del", each.id)]
        for each in found[:_MOST_SHOWN]
    ]
    return text.ask_days_off.format(listed=listed), [*deletes, [to_week(), finish()]]


async def _sessions(context: BotContext, mentor: Mentor, first_on: date, last_on: date) -> tuple[Text, Rows]:
    """The booked sessions on these days, each with the way to its screen."""
    zone = office_clock(context).zone
    found: Sequence[Meeting] = await absences.sessions_within(
        context.session, mentor.person_id, first_on, last_on, context.now, zone
    )
    if not found:
        return Text(), []
    rows = [
        [button(told_hour_briefly(each.starts_at, zone), "meeting", "view", each.id)] for each in found[:_MOST_SESSIONS]
    ]
    return Text("\n\n") + text.told_off_sessions.format(count=len(found)), rows
