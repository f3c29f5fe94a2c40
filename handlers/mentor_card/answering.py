"""A mentor's answer to a request: yes to the hour, another hour, or no with a reason; in place, in one or two taps."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from durable.context import BotContext
from durable.conversation import END
from handlers.callbacks import button, number, press
from handlers.local_time import office_clock, told_hour, told_hour_briefly
from handlers.meetings.booked import tell_booked
from handlers.mentor_card.card import card_of
from handlers.mentor_card.names import NAME, hour_button, read_hour, text
from handlers.mentor_card.offers import told_asker
from handlers.mentor_card.showing import show_next, view_of
from handlers.mentor_requests import notices
from handlers.passing_on import send_said
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, show
from handlers.telling import tell_person
from handlers.who import writer
from models import DeclineReason, Meeting, Offer, OfferState
from services.errors import BookedConflict, FieldRefused, OfferConflict
from services.mentoring import answering, hours
from services.tickets import Said

_REASONS = (DeclineReason.BUSY, DeclineReason.FAR, DeclineReason.NOT_MINE, DeclineReason.HOUR, DeclineReason.OTHER)
text.require(*(f"button_reason_{reason.value}" for reason in _REASONS))


async def accept(update: Update, context: BotContext) -> int:
    """Yes to the hour on the button, if it is still the one that is proposed."""
    offer_id, starts_at = read_hour(press(update).what)
    offer = await open_offer(context, offer_id)
    await acknowledge(update, context)
    meeting = await _book(context, offer) if offer.starts_at == starts_at else None
    if meeting is None:
        await show_next(update, context, text.told_hour_changed)
        return END
    await tell_booked(update, context, meeting)
    if (await card_of(await view_of(context))).items:  # else the session stays on the screen
        hour = told_hour(meeting.starts_at, office_clock(context).zone)
        await show_next(update, context, text.told_accepted.format(who=told_asker(meeting.request), hour=hour))
    return END


async def _book(context: BotContext, offer: Offer) -> Meeting | None:
    """The session; None when somebody was faster and the hour is taken."""
    try:
        async with context.session.begin_nested():
            return await answering.accept(context.session, offer, context.now, office_clock(context))
    except BookedConflict:
        return None


async def ask_hour(update: Update, context: BotContext) -> int:
    """The hours at which both can, and a way to write another."""
    offer = await open_offer(context, number(press(update).what))
    await acknowledge(update, context)
    office = office_clock(context)
    found = await hours.other_hours(context.session, offer, context.now, office)
    buttons = [hour_button(told_hour_briefly(each, office.zone), "hour", offer, each) for each in found]
    type_it = button(text.button_type_hour.plain(), NAME, "type", offer.id)
    asked = text.ask_hour if found else text.ask_hour_none
    await show(update, context, asked.format(who=told_asker(offer.request)), [
        *in_columns(buttons, 1), [type_it], *back_rows(offer),
    ])  # fmt: skip
    return END


async def propose(update: Update, context: BotContext) -> int:
    """Another hour: the producer is asked at once."""
    offer_id, starts_at = read_hour(press(update).what)
    offer = await open_offer(context, offer_id)
    if starts_at is None:
        raise FieldRefused
    await acknowledge(update, context)
    await propose_hour(update, context, offer, starts_at)
    return END


async def propose_hour(update: Update, context: BotContext, offer: Offer, starts_at: datetime) -> None:
    """Keeps the hour, asks the producer, and goes on with the card."""
    office = office_clock(context)
    await answering.counter(context.session, offer, starts_at, context.now, office)
    await tell_person(
        context,
        offer.request.producer_id,
        lambda: notices.countered(offer, office),
        about=("request", offer.request_id),
    )
    done = text.told_proposed.format(who=told_asker(offer.request), hour=told_hour(starts_at, office.zone))
    await show_next(update, context, done)


async def ask_reason(update: Update, context: BotContext) -> int:
    """Why not; one tap, and nobody is blamed."""
    offer = await open_offer(context, number(press(update).what))
    await acknowledge(update, context)
    reasons = [
        button(text[f"button_reason_{reason.value}"].plain(), NAME, "why", f"{offer.id}.{reason.value}")
        for reason in _REASONS
    ]
    await show(update, context, text.ask_reason, [*in_columns(reasons, 2), *back_rows(offer)])
    return END


async def decline(update: Update, context: BotContext) -> int:
    """No. The clock asks the next mentor and tells the producer."""
    offer_id, _, reason = press(update).what.partition(".")
    offer = await open_offer(context, number(offer_id))
    if reason not in set(DeclineReason):
        raise FieldRefused
    await answering.decline(context.session, offer, DeclineReason(reason), context.now)
    await acknowledge(update, context)
    await show_next(update, context, text.told_declined)
    return END


async def send_file(update: Update, context: BotContext) -> int:
    """The photo or the voice note of the trouble."""
    offer = await open_offer(context, number(press(update).what))
    request = offer.request
    await acknowledge(update, context)
    if request.file_kind is None:  # the producer has had it deleted
        await show_next(update, context, text.told_file_gone)
        return END
    said = Said(request.file_kind, None, request.file_id, request.unique_id)
    await send_said(context, context.chat.chat_id, said, text.told_file.format(who=told_asker(request)))
    return END


async def open_offer(context: BotContext, offer_id: int | None) -> Offer:
    """The writer's offer that waits for an answer. Raises OfferMissing, or OfferConflict when it is over."""
    offer = await answering.own_offer(context.session, await writer(context), offer_id)
    if offer.state is not OfferState.WAITING:
        raise OfferConflict
    return offer


def back_rows(offer: Offer) -> Rows:
    """Back to the card."""
    return [[button(text.button_back.plain(), NAME, "show", offer.id)]]
