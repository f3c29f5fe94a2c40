"""A producer's answer to the hour that a mentor proposed."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.callbacks import number, press
from handlers.local_time import office_clock
from handlers.meetings.booked import tell_booked
from handlers.mentor_requests.names import text
from handlers.replies import acknowledge, show
from handlers.who import writer
from models import Offer, OfferState
from services.errors import OfferConflict
from services.mentoring import answering


async def agree(update: Update, context: BotContext) -> None:
    """The hour suits: booked. The mentor hears of it on the next card."""
    offer = await _pressed(update, context)
    meeting = await answering.agree(context.session, offer, context.now, office_clock(context))
    await acknowledge(update, context)
    await tell_booked(update, context, meeting)


async def refuse(update: Update, context: BotContext) -> None:
    """It does not. The clock asks the next mentor and tells of it."""
    offer = await _pressed(update, context)
    await answering.refuse(context.session, offer, context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_refused)


async def _pressed(update: Update, context: BotContext) -> Offer:
    """The offer to a request of the writer, while the hour waits for an answer."""
    found = number(press(update).what)
    offer = await answering.offer_to_own_request(context.session, await writer(context), found)
    if offer.state is not OfferState.COUNTERED:
        raise OfferConflict
    return offer
