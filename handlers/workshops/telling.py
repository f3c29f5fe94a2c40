"""Telling several people of one class from within an update: each in an own chat and language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers.chat_language import languages_of, speaking
from handlers.local_time import office_clock
from handlers.replies import say
from handlers.telling import Notice, addressed, tell_person
from handlers.who import channel
from handlers.workshops import notices
from handlers.workshops.names import ABOUT
from models import Workshop, WorkshopSeat
from services.people import chats_of
from services.workshops.changing import Changed


async def tell_people(
    context: BotContext, workshop: Workshop, people: Iterable[int], notice: Callable[[], Notice]
) -> None:
    """Says it to each who has a chat here, except to whoever writes now."""
    chats = await chats_of(context.session, channel(context.bot_data), list(people))
    others = [chat_id for chat_id in chats.values() if chat_id != context.chat.chat_id]
    spoken = await languages_of(context.work, others)
    for chat_id in others:
        with speaking(spoken.get(chat_id)), outgoing(kind=Kind.NOTICE, about=(ABOUT, workshop.id)):
            words, rows = notice()
            await say(context, addressed(words, chat_id), rows, chat_id=chat_id)


async def tell_called_off(context: BotContext, changed: Changed) -> None:
    """Everybody with a seat or waiting for one, the mentor, and whoever opened it: why it is not held."""
    workshop, zone = changed.workshop, office_clock(context).zone

    def notice() -> Notice:
        return notices.called_off(workshop, zone)

    people = [seat.person_id for seat in changed.seats]
    await tell_people(context, workshop, [*people, workshop.mentor_id, workshop.opened_by_id], notice)


async def tell_offered(context: BotContext, workshop: Workshop, seats: Iterable[WorkshopSeat]) -> None:
    """That a freed seat is kept for them."""
    zone = office_clock(context).zone
    for seat in seats:

        def notice(seat: WorkshopSeat = seat) -> Notice:
            return notices.offered(workshop, seat, zone)

        await tell_person(context, seat.person_id, notice, about=(ABOUT, workshop.id))
