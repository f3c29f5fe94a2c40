"""Sudah dicoba? A press below the question, answered in passing; a later press changes the answer."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.callbacks import button, number
from handlers.meetings.names import act, text
from handlers.meetings.pressed import pressed, stop_typing
from handlers.replies import Rows, acknowledge, show
from models import Meeting, Tried
from services.errors import FieldRefused
from services.mentoring.follow_up import answer_tried

text.require(*(f"{what}_tried_{tried.value}" for what in ("button", "told") for tried in Tried))


def tried_rows(meeting: Meeting, days: int) -> Rows:
    """The four answers."""
    yes, partly, not_yet, needs_help = (
        act(f"tried_{tried.value}", "tried", meeting, days, tried.value)
        for tried in (Tried.YES, Tried.PARTLY, Tried.NOT_YET, Tried.NEEDS_HELP)
    )
    return [[yes, partly, not_yet], [needs_help]]


async def take_tried(update: Update, context: BotContext) -> None:
    """Keeps the answer, with a kind word and a way on."""
    asked = await pressed(update, context)
    stop_typing(context)
    days, tried = number(asked.part(0)) or 0, asked.part(1)
    if tried not in set(Tried):
        raise FieldRefused
    await answer_tried(context.session, asked.meeting, asked.side, days, Tried(tried), context.now)
    await acknowledge(update, context)
    await show(update, context, text[f"told_tried_{tried}"], _ways_on(asked.meeting, Tried(tried)))


def _ways_on(meeting: Meeting, tried: Tried) -> Rows:
    back = [act("session", "view", meeting)]
    if tried is not Tried.NEEDS_HELP:
        return [back]
    mentor = button(text.button_ask_mentor.plain(), "mentor", "start")
    return [[mentor, button(text.button_ask_staff.plain(), "ask_staff", "start")], back]
