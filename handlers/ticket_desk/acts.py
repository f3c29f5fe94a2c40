"""What staff do with a question: open it, take it, give it back, close it, part it from those that ask the same."""

from __future__ import annotations

from telegram import Update

import content.texts
from durable.context import BotContext
from handlers.asking_staff.coming_back import tell_closed
from handlers.callbacks import button, number, press
from handlers.chat_language import languages_of, speaking
from handlers.replies import acknowledge, show
from handlers.ticket_desk.card import send_card, show_card
from handlers.ticket_desk.names import NAME, list_button
from handlers.ticket_desk.replies import at_work
from handlers.who import channel, named_writer
from models import Person, Ticket
from services import roles, tickets
from services.errors import TicketDoneConflict
from services.roles import Act

text = content.texts.load("ticket_desk")


async def view(update: Update, context: BotContext) -> None:
    """Everything that was said, and the card below it."""
    by, ticket = await _pressed(update, context)
    await acknowledge(update, context)
    await send_card(context, ticket, by)


async def card(update: Update, context: BotContext) -> None:
    """The card again, in its place: nothing is closed after all."""
    by, ticket = await _pressed(update, context)
    await acknowledge(update, context)
    await show_card(update, context, ticket, by)


async def claim(update: Update, context: BotContext) -> None:
    """This one answers it; of two at once the second hears who was first."""
    by, ticket = await _pressed(update, context)
    await tickets.claim(context.session, ticket, by, context.now, await at_work(context))
    await acknowledge(update, context, text.told_claimed.plain())
    await show_card(update, context, ticket, by)


async def release(update: Update, context: BotContext) -> None:
    """Somebody else may answer it."""
    by, ticket = await _pressed(update, context)
    await tickets.release(context.session, ticket, by, context.now)
    await acknowledge(update, context, text.told_released.plain())
    await show_card(update, context, ticket, by)


async def part(update: Update, context: BotContext) -> None:
    """It asks something else than the others of its group."""
    by, ticket = await _pressed(update, context)
    is_parted = await tickets.part(context.session, ticket, by, context.now)
    await acknowledge(update, context, (text.told_parted if is_parted else text.told_alone).plain())
    await show_card(update, context, ticket, by)


async def ask_close(update: Update, context: BotContext) -> None:
    """Asks once more, and says who is told of it."""
    _, ticket = await _pressed(update, context)
    if not ticket.is_waiting:
        raise TicketDoneConflict
    await acknowledge(update, context)
    count = 1 + sum(each.is_waiting for each in await tickets.group_of(context.session, ticket))
    yes = button(text.button_yes_close.plain(), NAME, "close_yes", ticket.id)
    no = button(text.button_no_close.plain(), NAME, "card", ticket.id)
    await show(update, context, text.ask_close.format(number=ticket.id, count=count), [[yes, no]])


async def close(update: Update, context: BotContext) -> None:
    """Ends it without an answer; those who asked are told."""
    by, ticket = await _pressed(update, context)
    closed = await tickets.close(context.session, ticket, by, context.now, await at_work(context))
    await acknowledge(update, context)
    await show(update, context, text.told_closed.format(number=ticket.id, count=len(closed)), [[list_button()]])
    spoken = await languages_of(context.work, [each.chat_id for each in closed])
    for each in closed:
        with speaking(spoken.get(each.chat_id)):
            await tell_closed(context, each)


async def _pressed(update: Update, context: BotContext) -> tuple[Person, Ticket]:
    """Who pressed, and the ticket that the button names. Raises NotAllowed or TicketMissing."""
    by = roles.require(await named_writer(update, context), Act.ANSWER_TICKETS)
    what = number(press(update).what) or 0
    return by, await tickets.office_ticket(context.session, channel(context.bot_data), what, by)
