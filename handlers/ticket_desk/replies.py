"""Staff answer by simply replying to whatever was about a question: the answer goes to all who asked it."""

from __future__ import annotations

from telegram import Update

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.work import outgoing
from handlers import albums, replied
from handlers.asking_staff.coming_back import deliver
from handlers.callbacks import button
from handlers.chat_language import languages_of, speaking
from handlers.local_time import office_time
from handlers.passing_on import read_said
from handlers.replied import TICKET, TICKETS
from handlers.replies import say
from handlers.ticket_desk.lines import name_of_holder
from handlers.ticket_desk.names import list_button
from handlers.who import channel, named_writer
from models import Ticket
from services import roles, tickets
from services.roles import Act
from services.tickets import staff_at_work

text = content.texts.load("ticket_desk")


async def take_answer(update: Update, context: BotContext) -> None:
    """Passes the reply on; several in a row are all passed on. The rest of an album says nothing more."""
    message = update.message
    assert message is not None
    by = roles.require(await named_writer(update, context), Act.ANSWER_TICKETS)
    kind, ticket_id = replied.about(context)
    if kind == TICKETS:
        await say(context, text.told_which, [[list_button()]])
        return
    ticket = await tickets.office_ticket(context.session, channel(context.bot_data), ticket_id, by)
    is_rest = replied.is_rest_of_album(context)
    albums.want_rest(context, message, (TICKET, ticket.id))
    was_answered_by = None if ticket.is_waiting or ticket.claimed_by_id == by.id else name_of_holder(ticket)
    said = read_said(message)
    getting = await tickets.answer(context.session, ticket, by, said, context.now, await at_work(context))
    spoken = await languages_of(context.work, [each.chat_id for each in getting])
    for each in getting:
        with speaking(spoken.get(each.chat_id)):
            await deliver(context, each, by, said, is_rest)
    if not is_rest:
        await _confirm(context, ticket, len(getting), was_answered_by)


async def _confirm(context: BotContext, ticket: Ticket, count: int, was_answered_by: str | None) -> None:
    told: Text = text.told_answered.format(number=ticket.id, count=count)
    if was_answered_by is not None:
        told = text.told_answered_besides.format(number=ticket.id, count=count, name=was_answered_by)
    # What happened in an emergency is nobody else's question.
    make_faq = [[button(text.button_make_faq.plain(), "faq_desk", "draft", ticket.id)]] if not ticket.is_urgent else []
    with outgoing(about=(TICKET, ticket.id)):
        await say(context, told, make_faq)


async def at_work(context: BotContext) -> frozenset[int]:
    """The staff who can be expected to keep what they claimed."""
    return await staff_at_work(
        context.session, channel(context.bot_data), context.chat.bot, now=context.now, **office_time(context)
    )
