"""/sesi: somebody's own sessions, as mentor and as producer; for staff all of them."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.local_time import office_clock, told_hour_briefly
from handlers.meetings import office
from handlers.meetings.names import NAME, text
from handlers.meetings.pressed import stop_typing
from handlers.mentoring_words import told_choice
from handlers.questions.question import in_columns
from handlers.replies import acknowledge, show
from handlers.room.names import name_of
from handlers.who import named_writer
from handlers.whom import helped_names, named
from models import Meeting, MeetingState, Person, Side
from services.mentoring import own_meetings
from services.mentoring.own_meetings import side_of, waits_for
from services.roles import Act, allowed

PAGE = 5
_LAST_PAGE = 200
_MOST_COMING = 9


async def open_list(update: Update, context: BotContext) -> None:
    """The command: staff begin with the office's view."""
    person = await named_writer(update, context)
    if allowed(person, Act.SEE_MEETINGS):
        await office.show_office(update, context, person)
    else:
        await _show_own(update, context, person)


async def list_own(update: Update, context: BotContext) -> None:
    """What lies ahead, and what waits for a word."""
    stop_typing(context)
    await acknowledge(update, context)
    await _show_own(update, context, await named_writer(update, context))


async def list_past(update: Update, context: BotContext) -> None:
    """What is over, page by page."""
    stop_typing(context)
    await acknowledge(update, context)
    person = await named_writer(update, context)
    page = min(number(press(update).what) or 0, _LAST_PAGE)
    found = []
    if person is not None:
        found = await own_meetings.past(context.session, person, context.now, PAGE + 1, page * PAGE)
    shown = found[:PAGE]
    turning = [button(text.button_previous.plain(), NAME, "past", page - 1)] if page else []
    turning += [button(text.button_next.plain(), NAME, "past", page + 1)] if len(found) > PAGE else []
    rows = [*_numbers(shown), *([turning] if turning else []), [button(text.button_coming.plain(), NAME, "list")]]
    if not shown or person is None:
        await show(update, context, text.told_no_past, rows)
        return
    await show(update, context, text.told_past.format(lines=await _lines(context, shown, person)), rows)


async def _show_own(update: Update, context: BotContext, person: Person | None) -> None:
    past = [button(text.button_past.plain(), NAME, "past")]
    if person is None:
        await show(update, context, text.told_none)
        return
    coming = (await own_meetings.coming(context.session, person, context.now))[:_MOST_COMING]
    to_tell = (await own_meetings.to_tell(context.session, person, context.now))[:PAGE]
    parts = [text.told_coming.format(lines=await _lines(context, coming, person)) if coming else text.told_none]
    if to_tell:
        parts.append(text.told_to_tell.format(lines=await _lines(context, to_tell, person)))
    await show(update, context, Text("\n\n").join(parts), [*_numbers([*coming, *to_tell]), past])


def _numbers(meetings: Sequence[Meeting]) -> list[list[InlineKeyboardButton]]:
    buttons = [button(text.button_number.plain(number=each.id), NAME, "view", each.id) for each in meetings]
    return in_columns(buttons, 3)


async def _lines(context: BotContext, meetings: Sequence[Meeting], person: Person) -> Text:
    names = await helped_names(context)
    return Text("\n").join(
        named(_line(context, each, side_of(each, person.id)), each.producer_id, names) for each in meetings
    )


def _line(context: BotContext, meeting: Meeting, side: Side) -> Text:
    line = text.told_line.format(
        number=meeting.id,
        when=told_hour_briefly(meeting.starts_at, office_clock(context).zone),
        name=name_of(meeting, side.other),
        topic=told_choice(meeting.topic),
    )
    mark = _mark(context, meeting, side)
    return line + " " + mark if mark else line


def _mark(context: BotContext, meeting: Meeting, side: Side) -> Text | None:
    if meeting.state is MeetingState.CANCELLED:
        return text.told_mark_cancelled
    if meeting.ends_at > context.now:
        return text.told_mark_move if meeting.moved_by is not None else None
    if waits_for(meeting, side):
        return text.told_mark_settle if meeting.said_by(side) is None else text.told_mark_stars
    return text.told_mark_no_show if meeting.state is MeetingState.NO_SHOW else None
