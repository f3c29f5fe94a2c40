"""The card when a mentor looks at it: shown again, turned to the next item, or gone on with after an answer."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from durable.conversation import END
from handlers.callbacks import press
from handlers.local_time import office_clock
from handlers.mentor_card.card import card_of
from handlers.mentor_card.item import CardView
from handlers.mentor_card.names import text
from handlers.mentor_who_writes import own
from handlers.replies import acknowledge, say, show
from handlers.telling import Notice
from services.mentoring import asked, hours


async def view_of(context: BotContext) -> CardView:
    """What a card is made from, for the mentor who writes. Raises what `own` raises."""
    mentor = await own(context)
    view = CardView(context.session, mentor, context.now, office_clock(context))
    for offer in await asked.hold_waiting(view.session, mentor.person_id):
        await hours.renew(view.session, offer, view.now, view.office)  # an hour may have been taken since
    return view


async def card_now(context: BotContext) -> Notice:
    """The card as it is now, looked at: what it tells counts as told."""
    card = await card_of(await view_of(context))
    notice = card.notice() if card.names else (text.told_nothing, ())
    await card.mark_told()
    return notice


async def start(update: Update, context: BotContext) -> int:
    """The card in a message of its own."""
    await acknowledge(update, context)
    await say(context, *await card_now(context))
    return END


async def show_again(update: Update, context: BotContext) -> int:
    """The card in place of what was pressed."""
    await acknowledge(update, context)
    await show_next(update, context, None)
    return END


async def turn(update: Update, context: BotContext) -> int:
    """The next item, in place."""
    await acknowledge(update, context)
    card = await card_of(await view_of(context))
    told, rows = card.notice(card.after(press(update).what)) if card.names else (text.told_nothing, ())
    await show(update, context, told, rows)
    await card.mark_told()
    return END


async def show_next(update: Update, context: BotContext, done: Text | None) -> None:
    """After an answer: what was done, and the next item below it, in place of the pressed message."""
    await context.session.flush()
    card = await card_of(await view_of(context))
    if card.names:
        told, rows = card.notice(head=done)
    else:
        told, rows = (done + Text("\n\n") if done else Text()) + text.told_nothing_more, ()
    await show(update, context, told, rows)
    await card.mark_told()
