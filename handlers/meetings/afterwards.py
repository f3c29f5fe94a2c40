"""After the session: was it held, how many stars. Each press is answered in passing."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from durable.conversation import resume
from handlers.callbacks import number
from handlers.local_time import office_clock
from handlers.meetings import notices
from handlers.meetings.names import NAME, act, text, values_of
from handlers.meetings.pressed import pressed, stop_typing
from handlers.meetings.screen import told_actions
from handlers.meetings.settling import stars_rows
from handlers.meetings.typed import Typed, typed_draft
from handlers.mentor_card.names import card_button
from handlers.replies import acknowledge, show
from handlers.telling import tell_person
from models import Meeting, MeetingState, Outcome, Side
from services.errors import FieldRefused
from services.mentoring.actions import MOST_ACTIONS
from services.mentoring.outcome import after_word, settle
from services.mentoring.rating import rate


async def ask_sure(update: Update, context: BotContext) -> None:
    """That the other did not come is asked once more: a slip would hurt somebody."""
    asked = await pressed(update, context)
    stop_typing(context)
    outcome = _outcome(asked.part(0))
    after_word(asked.meeting, asked.side, outcome, context.now)
    await acknowledge(update, context)
    name = values_of(asked.meeting, asked.side, office_clock(context))["name"]
    yes = act("yes_missed", "settle", asked.meeting, outcome.value)
    await show(update, context, text.ask_missed_sure.format(name=name), [[yes, act("back", "view", asked.meeting)]])


async def take_outcome(update: Update, context: BotContext) -> None:
    """Keeps this side's word; the twin of a double tap finds it kept and shows the same."""
    asked = await pressed(update, context)
    stop_typing(context)
    meeting, side, outcome = asked.meeting, asked.side, _outcome(asked.part(0))
    is_first = meeting.settled_at is None
    if meeting.said_by(side) is not outcome:
        await settle(context.session, meeting, side, outcome, context.now)
    await acknowledge(update, context)
    if outcome is Outcome.HELD and meeting.state is MeetingState.HELD:
        if meeting.stars_of(side) is None:
            await show(update, context, _ask_stars(context, meeting, side), stars_rows(meeting))
        else:
            await show(update, context, text.told_settled)
        return
    told = text.told_missed
    if meeting.said_by(side.other) not in (None, outcome):
        told = text.told_differs
    elif outcome is Outcome.MENTOR_MISSED and is_first:
        told = await _told_mentor_missed(context, meeting, side)
    await show(update, context, told, [[act("session", "view", meeting)]])


async def take_stars(update: Update, context: BotContext) -> None:
    """Keeps the stars; the producer is asked what will be tried, a mentor may note it."""
    asked = await pressed(update, context)
    stop_typing(context)
    meeting, side, stars = asked.meeting, asked.side, number(asked.part(0)) or 0
    if meeting.stars_of(side) != stars:
        await rate(context.session, meeting, side, stars, context.now)
    await acknowledge(update, context)
    thanks = text.told_thanks.format(stars=stars)
    if len(meeting.actions) == MOST_ACTIONS:
        await show(update, context, thanks)
    elif side is Side.PRODUCER and context.chat.name is None:
        resume(context.chat, NAME, Typed.ACTIONS)
        typed_draft(context)["meeting"] = meeting.id
        await show(update, context, thanks + "\n\n" + text.ask_actions, [[act("skip", "done", meeting)]])
    else:  # another conversation is open, or a mentor's card: nothing is asked for that would get in the way
        more = [[card_button()]] if side is Side.MENTOR else []
        await show(update, context, thanks, [[act("note", "note", meeting), act("session", "view", meeting)], *more])


async def finish(update: Update, context: BotContext) -> None:
    """Nothing (more) is to be noted; what was noted stays to be read."""
    meeting = (await pressed(update, context)).meeting
    stop_typing(context)
    await acknowledge(update, context)
    noted = text.told_all_noted.format(actions=told_actions(meeting)) if meeting.actions else text.told_settled
    await show(update, context, noted)


async def _told_mentor_missed(context: BotContext, meeting: Meeting, side: Side) -> Text:
    """The search goes on; a producer who was not the one to say so is told."""
    if side is Side.PRODUCER:
        return text.told_mentor_missed.format(next=text.told_next_search)
    office = office_clock(context)
    await tell_person(
        context, meeting.producer_id, lambda: notices.could_not(meeting, office), about=notices.about(meeting)
    )
    return text.told_missed


def _ask_stars(context: BotContext, meeting: Meeting, side: Side) -> Text:
    asked = text.ask_stars if side is Side.PRODUCER else text.ask_stars_mentor
    return asked.format(name=values_of(meeting, side, office_clock(context))["name"])


def _outcome(what: str) -> Outcome:
    if what not in set(Outcome):
        raise FieldRefused
    return Outcome(what)
