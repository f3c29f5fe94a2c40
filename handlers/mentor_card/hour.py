"""Another hour in the mentor's own words: read, said back in full, and proposed by one tap."""

from __future__ import annotations

from enum import StrEnum

from telegram import Update

from durable.context import BotContext
from handlers.callbacks import number, press
from handlers.local_time import office_clock, told_clock, told_hour, told_weekday
from handlers.mentor_card.answering import back_rows, open_offer
from handlers.mentor_card.names import card_button, hour_button, text
from handlers.mentor_card.offers import told_asker
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, say
from models import Offer
from services.errors import MomentRefused
from services.mentoring import answering
from services.reading.moments import read_moment


class CardState(StrEnum):
    """The one thing that is typed."""

    HOUR = "hour"


async def ask(update: Update, context: BotContext) -> CardState:
    """Asks for day and hour."""
    offer = await open_offer(context, number(press(update).what))
    await acknowledge(update, context)
    context.draft["offer"] = offer.id
    await _ask(context, offer)
    return CardState.HOUR


async def take(update: Update, context: BotContext) -> CardState:
    """Says back what was understood, with the tap that proposes it. Raises MomentRefused or BookedConflict."""
    offer = await open_offer(context, context.draft.get("offer"))
    zone = office_clock(context).zone
    said = (update.effective_message.text if update.effective_message else None) or ""
    moment = read_moment(said, context.now, zone)
    starts_at = moment.instant(zone)
    if starts_at is None:
        free = await answering.free_hours_of(context.session, offer, moment.day, moment.part, context.now, zone)
        if not free:
            raise MomentRefused("refused_no_hour_free")
        buttons = [hour_button(told_clock(each, zone), "hour", offer, each) for each in free]
        asked = text.ask_hour_of_day.format(day=told_weekday(free[0], zone))
        await say(context, asked, [*in_columns(buttons, 3), *back_rows(offer)])
        return CardState.HOUR
    if starts_at.minute % 15 or starts_at.second:
        raise MomentRefused("refused_not_a_quarter")
    await answering.check_hour(context.session, offer, starts_at, context.now)
    yes = hour_button(text.button_propose.plain(), "hour", offer, starts_at)
    asked = text.ask_propose.format(hour=told_hour(starts_at, zone), who=told_asker(offer.request))
    await say(context, asked, [[yes], *back_rows(offer)])
    return CardState.HOUR


async def repeat(update: Update, context: BotContext) -> None:
    """Asks again; where the request is over meanwhile, that is said and nothing is asked."""
    await _ask(context, await open_offer(context, context.draft.get("offer")))


async def way_out(update: Update, context: BotContext) -> Rows:
    """Back to the card."""
    return [[card_button()]]


async def _ask(context: BotContext, offer: Offer) -> None:
    await say(context, text.ask_type_hour.format(who=told_asker(offer.request)), back_rows(offer))
