"""What one writes goes to the other, with the name before it; each message can be reported."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

from telegram import Update

from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers import albums, replied
from handlers.callbacks import button, number, press
from handlers.chat_language import languages_of, speaking
from handlers.passing_on import read_said, send_said
from handlers.replied import ROOM
from handlers.replies import acknowledge, say, show
from handlers.room.names import NAME, end_button, name_of, report_button, text
from handlers.room.where import kept, rooms
from handlers.telling import addressed
from handlers.who import line, writer
from models import Meeting, MessageKind, Side
from services import reach
from services.mentoring.meetings import own_meeting
from services.mentoring.rooms import is_open
from services.tickets import Said

_TOLD_AGAIN_AFTER = timedelta(hours=1)
"""Who has been silent for so long is told again where the words go."""


async def take(update: Update, context: BotContext) -> None:
    """Passes on what is written while a room is open; asks which, where there are several and none was used."""
    assert update.message is not None
    found = rooms(context)
    meeting = next((each for each in found if each.id == kept(context).get("id")), None)
    if meeting is None and len(found) > 1:
        kept(context)["waits"] = asdict(read_said(update.message))
        person = await writer(context)
        assert person is not None
        choices = [[button(name_of(each, _across(each, person.id)), NAME, "choose", each.id)] for each in found]
        await say(context, text.ask_room, choices)
        return
    await _pass_on(update, context, meeting or found[0], read_said(update.message))


async def take_reply(update: Update, context: BotContext) -> None:
    """A reply goes to the room of the message it replies to, whatever else is open."""
    assert update.message is not None
    _, meeting_id = replied.about(context)
    meeting, _ = await own_meeting(context.session, await writer(context), meeting_id)
    if not is_open(meeting, context.now):
        await say(context, text.told_not_in_room)
        return
    await _pass_on(update, context, meeting, read_said(update.message))


async def choose(update: Update, context: BotContext) -> None:
    """The room for the message that waits."""
    meeting, side = await own_meeting(context.session, await writer(context), number(press(update).what))
    await acknowledge(update, context)
    waits = kept(context).pop("waits", None)
    if waits is None or not is_open(meeting, context.now):
        await show(update, context, text.told_not_in_room)
        return
    said = Said(**{**waits, "kind": MessageKind(waits["kind"])})
    reached = await _deliver(context, meeting, side, said)
    told = text.told_passed_on if reached else text.told_unreached
    await show(update, context, told.format(name=name_of(meeting, side.other)), [[end_button(meeting)]])
    kept(context).update(id=meeting.id, at=context.now.isoformat())


async def _pass_on(update: Update, context: BotContext, meeting: Meeting, said: Said) -> None:
    assert update.message is not None
    person = await writer(context)
    assert person is not None
    side = _across(meeting, person.id).other
    albums.want_rest(context, update.message, (ROOM, meeting.id))
    reached = await _deliver(context, meeting, side, said)
    before, is_same = kept(context).get("at"), kept(context).get("id") == meeting.id
    is_known = is_same and before and context.now - datetime.fromisoformat(before) < _TOLD_AGAIN_AFTER
    kept(context).update(id=meeting.id, at=context.now.isoformat())
    if not reached:
        await say(context, text.told_unreached.format(name=name_of(meeting, side.other)))
    elif not is_known and not replied.is_rest_of_album(context):
        await say(context, text.told_passed_on.format(name=name_of(meeting, side.other)), [[end_button(meeting)]])


async def _deliver(context: BotContext, meeting: Meeting, side: Side, said: Said) -> bool:
    """Brings it from this side to the other; False when nobody can be reached there."""
    other = meeting.person_of(side.other)
    chat_id = (await reach.chats(context.session, line(context), [other])).get(other)
    if chat_id is None:
        return False
    spoken = (await languages_of(context.work, [chat_id])).get(chat_id)
    with speaking(spoken), outgoing(kind=Kind.NOTICE, about=(ROOM, meeting.id)):
        head = addressed(text.told_from.format(name=name_of(meeting, side)), chat_id)
        await send_said(context, chat_id, said, head, [[report_button(meeting, below_words=True)]])
    return True


def _across(meeting: Meeting, person_id: int) -> Side:
    """The side on which this person is not."""
    return Side.PRODUCER if meeting.mentor_id == person_id else Side.MENTOR
