"""Which session a button names, and what else it carries; asked anew at each press, whoever sent it."""

from __future__ import annotations

from typing import NamedTuple

from telegram import Update

from durable.context import BotContext
from durable.conversation import end
from handlers.callbacks import number, press
from handlers.meetings.names import NAME
from handlers.who import named_writer
from models import Meeting, Side
from services.mentoring.meetings import own_meeting


class Pressed(NamedTuple):
    """The session as it stands now, locked; on which side the writer is; the further parts of the button's data."""

    meeting: Meeting
    side: Side
    more: list[str]

    def part(self, at: int) -> str:
        """One of the further parts; empty when it is not there."""
        return self.more[at] if at < len(self.more) else ""


async def pressed(update: Update, context: BotContext) -> Pressed:
    """What was pressed. Raises MeetingMissing for a session that is not the writer's."""
    named, *more = press(update).what.split(".")
    meeting, side = await own_meeting(context.session, await named_writer(update, context), number(named))
    return Pressed(meeting, side, more)


def stop_typing(context: BotContext) -> None:
    """Who presses another button of a session does not go on typing what was asked for."""
    if context.chat.name == NAME:
        end(context.chat)
