"""A session was booked: the producer gets it in full with the file for the calendar, who pressed sees it in place."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.contacts.asking import ask_notice, contacts_of
from handlers.local_time import office_clock
from handlers.meetings.calendar import tell_with_calendar
from handlers.meetings.names import acts_beforehand, text, values_of
from handlers.meetings.screen import show_session
from handlers.reminder_wishes.asking import with_signal_question
from handlers.replies import show
from handlers.telling import Notice, tell_person
from handlers.who import writer
from models import Meeting, Side, Way
from services.reminders.wishes import is_to_be_asked
from services.roles import stands_for


async def tell_booked(update: Update, context: BotContext, meeting: Meeting) -> None:
    """To be called by whoever books: after a mentor's yes, or a producer's to a mentor's hour.

    The caller has ended the press. A mentor who did not press hears of it on the next card, not by a message.
    """
    person, office = await writer(context), office_clock(context)
    is_mentor = person is not None and person.id == meeting.mentor_id
    is_producer = not is_mentor and meeting.producer_id in stands_for(person)
    if is_producer:
        await show(update, context, text.told_hour_taken.format(when=values_of(meeting, Side.PRODUCER, office)["when"]))
    elif is_mentor:
        await show_session(update, context, meeting, Side.MENTOR)

    is_asked_for_signal = await is_to_be_asked(context.session, meeting.producer_id, context.now)

    def booked() -> Notice:
        told = text.told_booked.format(**values_of(meeting, Side.PRODUCER, office))
        return with_signal_question((told, acts_beforehand(meeting)), is_asked=is_asked_for_signal)

    await tell_with_calendar(context, meeting, Side.PRODUCER, booked)
    if meeting.way is not Way.CHAT and meeting.producer_shows_contact is None:
        found = contacts_of(meeting, Side.PRODUCER, update if is_producer else None)
        await tell_person(context, meeting.producer_id, lambda: ask_notice(meeting, Side.PRODUCER, found, office))
