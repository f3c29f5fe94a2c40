"""Those who waited for a mentor who is gone are told what happens now."""

from __future__ import annotations

from durable.context import BotContext
from handlers.local_time import office_clock
from handlers.mentor_requests.notices import moved_on
from handlers.telling import Notice, tell_person
from models import Person
from services.mentors import going
from services.mentors.going import Handover, Moved
from services.mentors.profile import mentor_of


async def hand_over_from(context: BotContext, person: Person, by: Person) -> None:
    """Somebody's role of mentor was taken back: what waited for this mentor goes on with others."""
    mentor = await mentor_of(context.session, person)
    if mentor is not None:
        handover = await going.leave(context.session, mentor, by, context.now, office_clock(context))
        await tell_handed_over(context, handover)


async def tell_handed_over(context: BotContext, handover: Handover) -> None:
    """One message to each producer for each request: what fell through, and who is asked now or where it waits."""
    office = office_clock(context)
    for moved in handover.moved:

        def notice(moved: Moved = moved) -> Notice:
            return moved_on(moved.step, moved.former, office)

        request = moved.step.request
        await tell_person(context, request.producer_id, notice, about=("request", request.id))
