"""The file that puts a session into the calendar of a phone, as a message that also says why it comes."""

from __future__ import annotations

from collections.abc import Callable

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode

from content.texts import Text
from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers.chat_language import languages_of, speaking
from handlers.local_time import office_clock
from handlers.meetings.names import ABOUT, text, values_of
from handlers.replies import Rows
from handlers.telling import Notice, addressed
from handlers.who import channel
from models import Meeting, MeetingState, Side
from services.calendar_file import Appointment, calendar_file
from services.people import chats_of

FILE_NAME = "sesi.ics"


async def send_calendar(
    context: BotContext, meeting: Meeting, side: Side, told: Text, rows: Rows = (), chat_id: int | None = None
) -> None:
    """The file for this side with these words, in this chat or another. A session called off goes from the calendar."""
    with outgoing(about=(ABOUT, meeting.id)):
        await context.bot.send_document(
            chat_id or context.chat.chat_id,
            _file(context, meeting, side),
            caption=told,
            parse_mode=ParseMode.HTML,
            filename=FILE_NAME,
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
        )


async def tell_with_calendar(context: BotContext, meeting: Meeting, side: Side, notice: Callable[[], Notice]) -> bool:
    """Tells the person on this side, in their language; False when they have no chat here."""
    person = meeting.person_of(side)
    chat_id = (await chats_of(context.session, channel(context.bot_data), [person])).get(person)
    if chat_id is None:
        return False
    spoken = (await languages_of(context.work, [chat_id])).get(chat_id)
    with speaking(spoken), outgoing(kind=Kind.NOTICE):
        told, rows = notice()
        await send_calendar(context, meeting, side, addressed(told, chat_id), rows, chat_id)
    return True


def _file(context: BotContext, meeting: Meeting, side: Side) -> bytes:
    values = values_of(meeting, side, office_clock(context))
    return calendar_file(
        Appointment(
            uid=f"sesi-{meeting.id}-{int(meeting.booked_at.timestamp())}@pendamping-ikm",
            sequence=meeting.sequence,
            stamped_at=context.now,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            title=text.calendar_title.plain(name=values["name"]),
            description=text.calendar_description.plain(topic=values["topic"], way=values["way"]),
            place=meeting.place,
            is_cancelled=meeting.state is MeetingState.CANCELLED,
        )
    )
