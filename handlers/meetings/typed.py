"""What is typed about a session: another hour, the place, what will be tried. The rest is buttons."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from durable.conversation import END, end
from handlers.local_time import office_clock
from handlers.meetings import notices
from handlers.meetings.hours import say_hour_back
from handlers.meetings.names import NAME, act, read_reason, text
from handlers.meetings.pressed import pressed
from handlers.meetings.screen import show_session, told_actions
from handlers.meetings.telling import tell_other
from handlers.replies import Rows, acknowledge, say, show
from handlers.who import named_writer
from models import ChangeReason, Meeting, Side
from services.errors import MeetingMissing
from services.mentoring import actions
from services.mentoring.meetings import after_ahead, own_meeting
from services.mentoring.places import read_place, require_not_over, set_place
from services.mentoring.states import MeetingEvent


class Typed(StrEnum):
    """What is being typed."""

    HOUR = "hour"
    PLACE = "place"
    ACTIONS = "actions"


def typed_draft(context: BotContext) -> dict[str, Any]:
    """The draft of this conversation: which session it is about, and why it is put off."""
    found: dict[str, Any] = context.chat.drafts.setdefault(NAME, {"state": None, "data": {}})["data"]
    return found


async def ask_hour(update: Update, context: BotContext) -> Typed:
    """Another hour than those on the buttons."""
    asked = await pressed(update, context)
    reason = read_reason(asked.part(0))
    after_ahead(asked.meeting, MeetingEvent.PROPOSE_MOVE, context.now)
    typed_draft(context)["reason"] = reason.value
    return await _ask(update, context, asked.meeting, Typed.HOUR)


async def ask_place(update: Update, context: BotContext) -> Typed:
    """Where it is held."""
    meeting = (await pressed(update, context)).meeting
    require_not_over(meeting, context.now)
    return await _ask(update, context, meeting, Typed.PLACE)


async def ask_actions(update: Update, context: BotContext) -> Typed:
    """What will be tried."""
    meeting = (await pressed(update, context)).meeting
    actions.require_room(meeting)
    return await _ask(update, context, meeting, Typed.ACTIONS)


async def take_hour(update: Update, context: BotContext) -> None:
    """Said back in full for one tap; typed again it is another."""
    meeting, _ = await _meant(update, context)
    reason = ChangeReason(typed_draft(context).get("reason", ChangeReason.OTHER.value))
    await say_hour_back(context, meeting, reason, _said(update))


async def take_place(update: Update, context: BotContext) -> int:
    """Keeps the place and tells the other side."""
    meeting, side = await _meant(update, context)
    office = office_clock(context)
    is_new = await set_place(context.session, meeting, read_place(_said(update)), context.now)
    told = text.told_place_set
    if is_new:
        told += " " + await tell_other(context, meeting, side, lambda: notices.placed(meeting, side.other, office))
    await show_session(update, context, meeting, side, told)
    return END


async def take_actions(update: Update, context: BotContext) -> int | None:
    """Keeps one to three things; with the third it ends by itself."""
    meeting, side = await _meant(update, context)
    found = actions.read_actions(_said(update))
    await actions.note(context.session, meeting, side, found, context.now, office_clock(context))
    if len(meeting.actions) == actions.MOST_ACTIONS:
        await say(context, text.told_all_noted.format(actions=told_actions(meeting)))
        return END
    await say(context, text.told_noted.format(actions=told_actions(meeting)), [[act("done", "done", meeting)]])
    return None


async def repeat(update: Update, context: BotContext) -> None:
    """Asks the open question again."""
    meeting, _ = await _meant(update, context)
    state = Typed(context.chat.state or "")
    await say(context, _question(state), _out(state, meeting))


async def way_out(update: Update, context: BotContext) -> Rows:
    """Back to the session, or on without an answer."""
    try:
        meeting, _ = await _meant(update, context)
    except MeetingMissing:  # a mentor who was suspended meanwhile: nothing is asked any more
        end(context.chat)
        return []
    return _out(Typed(context.chat.state or ""), meeting)


async def _ask(update: Update, context: BotContext, meeting: Meeting, state: Typed) -> Typed:
    await acknowledge(update, context)
    typed_draft(context)["meeting"] = meeting.id
    await show(update, context, _question(state), _out(state, meeting))
    return state


def _question(state: Typed) -> Text:
    return text[{Typed.HOUR: "ask_type_hour", Typed.PLACE: "ask_place", Typed.ACTIONS: "ask_actions"}[state]]


def _out(state: Typed, meeting: Meeting) -> Rows:
    return [[act("skip", "done", meeting) if state is Typed.ACTIONS else act("back", "view", meeting)]]


async def _meant(update: Update, context: BotContext) -> tuple[Meeting, Side]:
    """The session of the draft, as it stands now. Raises MeetingMissing."""
    return await own_meeting(context.session, await named_writer(update, context), typed_draft(context).get("meeting"))


def _said(update: Update) -> str:
    return (update.message.text if update.message else None) or ""
