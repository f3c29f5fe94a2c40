"""Ending the talk, and complaining about the other: both end it for the two in the same words."""

from __future__ import annotations

from telegram import Message, Update

from content.texts import Text
from durable.context import BotContext
from durable.tables import Kind
from handlers.callbacks import button, number, press
from handlers.passing_on import read_said
from handlers.replies import Rows, acknowledge, say, show
from handlers.report_desk.notices import tell_staff
from handlers.room.names import NAME, name_of, text
from handlers.room.where import kept
from handlers.telling import Notice, tell_person
from handlers.who import writer
from models import Meeting, MessageKind, Side
from services.mentoring import reports, rooms
from services.mentoring.meetings import own_meeting
from services.tickets import Said


async def ask_end(update: Update, context: BotContext) -> None:
    """Asks once more."""
    meeting, side = await _pressed(update, context)
    await acknowledge(update, context)
    if not rooms.is_open(meeting, context.now):
        await show(update, context, _nothing_to_end(meeting, side))
        return
    told = text.ask_end.format(name=name_of(meeting, side.other))
    await say(context, told, _yes_or_no(text.button_yes_end.plain(), "end_yes", meeting))


async def end(update: Update, context: BotContext) -> None:
    """Ends it for both; ended twice is ended once, and an old button does not end what has yet to begin."""
    meeting, side = await _pressed(update, context)
    await acknowledge(update, context)
    if not rooms.is_open(meeting, context.now):
        await show(update, context, _nothing_to_end(meeting, side))
        return
    await show(update, context, text.told_ended.format(name=name_of(meeting, side.other)))
    if await rooms.close(context.session, meeting, context.now):
        await _tell_ended(context, meeting, side.other)


async def ask_report(update: Update, context: BotContext) -> None:
    """Asks once more; the message with the button is ours."""
    await _ask_report(update, context, [])


async def ask_report_words(update: Update, context: BotContext) -> None:
    """Asks once more, and remembers which words of the other it was: only here they can still be read."""
    await _ask_report(update, context, _pressed_message(update))


async def _ask_report(update: Update, context: BotContext, said: list[str | None]) -> None:
    meeting, side = await _pressed(update, context)
    await acknowledge(update, context)
    kept(context)["reported"] = [meeting.id, *said]
    told = text.ask_report.format(name=name_of(meeting, side.other))
    await say(context, told, _yes_or_no(text.button_yes_report.plain(), "report_yes", meeting))


async def report(update: Update, context: BotContext) -> None:
    """The talk stops, staff get it at once; the other side is told no more than that the chat is closed."""
    meeting, side = await _pressed(update, context)
    await acknowledge(update, context)
    was_open = rooms.is_open(meeting, context.now)
    meeting_id, *parts = kept(context).pop("reported", None) or [None]
    said = Said(MessageKind(parts[0]), *parts[1:]) if meeting_id == meeting.id and parts else None
    made = await reports.report(context.session, meeting, side, said, context.now)
    await show(update, context, text.told_reported)
    await tell_staff(context, made)
    if was_open:
        await _tell_ended(context, meeting, side.other)


async def keep(update: Update, context: BotContext) -> None:
    """Nothing changes."""
    await acknowledge(update, context)
    kept(context).pop("reported", None)
    await show(update, context, text.told_goes_on)


async def _tell_ended(context: BotContext, meeting: Meeting, side: Side) -> None:
    def notice() -> Notice:
        return text.told_ended.format(name=name_of(meeting, side.other)), ()

    await tell_person(context, meeting.person_of(side), notice, kind=Kind.NOTICE, about=("meeting", meeting.id))


def _nothing_to_end(meeting: Meeting, side: Side) -> Text:
    told = text.told_not_open if meeting.room_closed_at is None else text.told_ended
    return told.format(name=name_of(meeting, side.other))


async def _pressed(update: Update, context: BotContext) -> tuple[Meeting, Side]:
    return await own_meeting(context.session, await writer(context), number(press(update).what))


def _pressed_message(update: Update) -> list[str | None]:
    """The message whose button was pressed, as `Said` has it; nothing for one that is too old to be seen."""
    message = update.callback_query.message if update.callback_query else None
    if not isinstance(message, Message) or message.date.timestamp() == 0:
        return []
    said = read_said(message)
    return [said.kind.value, said.words, said.file_id, said.unique_id] if said.words or said.file_id else []


def _yes_or_no(label: str, step: str, meeting: Meeting) -> Rows:
    return [[button(label, NAME, step, meeting.id), button(text.button_no.plain(), NAME, "no")]]
