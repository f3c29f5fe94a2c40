"""Those who waited for a mentor who is gone are told what happens now."""

from __future__ import annotations

from content.texts import Text
from durable.context import BotContext
from handlers.local_time import office_clock
from handlers.meetings.calendar import tell_with_calendar
from handlers.meetings.names import values_of
from handlers.mentor_desk.names import text
from handlers.mentor_requests.names import view_button
from handlers.mentor_requests.notices import moved_on, told_step
from handlers.telling import Notice, tell_person
from handlers.workshops import notices
from handlers.workshops.telling import tell_people
from models import Meeting, Person, Side
from services.mentors import going
from services.mentors.going import Handover, Moved
from services.mentors.profile import mentor_of
from services.office_clock import OfficeClock
from services.workshops.changing import Changed


async def hand_over_from(context: BotContext, person: Person, by: Person) -> None:
    """Somebody's role of mentor was taken back: what waited for this mentor goes on with others."""
    mentor = await mentor_of(context.session, person)
    if mentor is not None:
        handover = await going.leave(context.session, mentor, by, context.now, office_clock(context))
        await tell_handed_over(context, handover)


async def tell_handed_over(context: BotContext, handover: Handover) -> None:
    """One message to each producer for each request, and to each who has a seat in a class that is called off."""
    called_off = {meeting.request_id: meeting for meeting in handover.meetings}
    for moved in handover.moved:
        await _tell_moved(context, moved, called_off.get(moved.step.request.id))
    for changed in handover.workshops:
        await _tell_called_off(context, changed)


async def _tell_moved(context: BotContext, moved: Moved, meeting: Meeting | None) -> None:
    request, office = moved.step.request, office_clock(context)
    if meeting is not None:  # with the file that takes it out of the calendar
        await tell_with_calendar(context, meeting, Side.PRODUCER, lambda: _fell_through(moved, meeting, office))
        return
    await tell_person(
        context, request.producer_id, lambda: moved_on(moved.step, moved.former, office), about=("request", request.id)
    )


def _fell_through(moved: Moved, meeting: Meeting, office: OfficeClock) -> Notice:
    """The session will not be, and who is asked now, or where the request waits."""
    values = values_of(meeting, Side.PRODUCER, office)
    off = text.told_session_off.format(name=values["name"], when=values["when"])
    return Text("\n\n").join([off, told_step(moved.step, office)]), [[view_button(moved.step.request)]]


async def _tell_called_off(context: BotContext, changed: Changed) -> None:
    workshop, zone = changed.workshop, office_clock(context).zone
    people = {seat.person_id for seat in changed.seats} | {workshop.opened_by_id}
    others = people - {workshop.mentor_id}
    await tell_people(context, workshop, sorted(others), lambda: notices.called_off(workshop, zone))
