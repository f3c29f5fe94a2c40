"""Ikut and Batal ikut: pressed on an invitation, in the list, or on a reminder."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.local_time import office_clock
from handlers.replies import acknowledge, show
from handlers.workshops.lines import told_decided
from handlers.workshops.looking import pressed, show_class
from handlers.workshops.names import act, text
from handlers.workshops.telling import tell_offered
from models import Person, SeatState, Workshop, WorkshopSeat, WorkshopState
from services.errors import WorkshopConflict
from services.workshops import seats
from services.workshops.finding import IS_OPEN, place_in_line, seat_of


async def take(update: Update, context: BotContext) -> None:
    """A seat, or a place on the waiting list with its number."""
    person, workshop = await pressed(update, context)
    seat = await seats.take(context.session, workshop.id, person, context.now, office_clock(context))
    await acknowledge(update, context)
    told = await _told_taken(context, workshop, seat)
    await show_class(update, context, workshop, person, told, says_all=True)


async def leave(update: Update, context: BotContext) -> None:
    """Asks once more before a taken seat is given up; everything else is let go at once."""
    person, workshop = await pressed(update, context)
    seat = await seat_of(context.session, workshop.id, person.id)
    if seat is None or seat.state is not SeatState.TAKEN:
        return await _let_go(update, context, person, workshop)
    if workshop.state not in IS_OPEN or workshop.starts_at <= context.now:
        raise WorkshopConflict("refused_workshop_closed")
    await acknowledge(update, context)
    rows = [[act(text.button_yes_leave, "leave_yes", workshop), act(text.button_stay, "view", workshop)]]
    await show(update, context, text.ask_leave.format(title=workshop.title), rows)
    return None


async def leave_for_sure(update: Update, context: BotContext) -> None:
    """Gives the seat up; the next who waits is told."""
    await _let_go(update, context, *await pressed(update, context))


async def _let_go(update: Update, context: BotContext, person: Person, workshop: Workshop) -> None:
    before = await seat_of(context.session, workshop.id, person.id)
    told = _told_left(before.state if before else None)
    _, offered = await seats.leave(context.session, workshop.id, person, context.now, office_clock(context))
    await acknowledge(update, context)
    await show_class(update, context, workshop, person, told)
    await tell_offered(context, workshop, offered)


def _told_left(was: SeatState | None) -> Text:
    if was is SeatState.TAKEN:
        return text.told_left
    return text.told_left_line if was is SeatState.WAITLISTED else text.told_not


async def _told_taken(context: BotContext, workshop: Workshop, seat: WorkshopSeat) -> Text:
    if seat.state is SeatState.WAITLISTED:
        return text.told_waitlisted.format(place=await place_in_line(context.session, seat))
    if workshop.state is WorkshopState.CONFIRMED:
        return text.told_taken
    return text.told_taken_unsure.format(decided=told_decided(workshop, office_clock(context).zone))
