"""What cannot wait goes to all staff at once."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.asking_staff import sending
from handlers.asking_staff.likely import Likely
from handlers.ticket_desk import notices
from handlers.who import channel
from models import Question, Ticket
from services import tickets


async def raise_urgent(update: Update, context: BotContext, question: Question) -> Ticket:
    """Opens an urgent ticket with the words of this question and tells all staff at once, also at night.

    Further urgent words of the same chat go to its ticket while that waits. What the asker is told is the caller's.
    """
    ticket = await tickets.latest_waiting(
        context.session, channel(context.bot_data), context.chat.chat_id, is_urgent=True
    )
    if ticket is not None:
        await sending.write_more(context, ticket, question.words, ())
        return ticket
    ticket = await sending.open_ticket(update, context, question.words, (), question, Likely(question.topic_id, True))
    await notices.tell_at_once(context, ticket)
    return ticket
