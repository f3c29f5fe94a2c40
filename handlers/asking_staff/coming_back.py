"""What comes back: the answer in the asker's chat, what the asker thinks of it, and asking back by a reply."""

from __future__ import annotations

from telegram import Update

import content.texts
from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers import albums, replied
from handlers.asking_staff import sending
from handlers.asking_staff.names import NAME
from handlers.callbacks import button, number, press
from handlers.passing_on import read_said, send_said
from handlers.replied import ASKED
from handlers.replies import Rows, acknowledge, say
from handlers.who import channel, office_name
from models import MessageKind, Person, Ticket
from services import tickets
from services.reading.short_answers import is_made_of
from services.tickets import Said

text = content.texts.load("ask_staff")
unexpected_text = content.texts.load("unexpected")


async def deliver(context: BotContext, ticket: Ticket, by: Person, said: Said, is_rest: bool) -> None:
    """Brings one message of staff to the asker, in the language that is set. The rest of an album has no buttons."""
    name = by.name or text.told_nameless
    head = text.told_answer_more if is_rest else text.told_answer
    told = head.format(name=name, office=office_name(context), number=ticket.id)
    with outgoing(kind=Kind.NOTICE, about=(ASKED, ticket.id)):
        await send_said(context, ticket.chat_id, said, told, () if is_rest else answer_rows(ticket))


def answer_rows(ticket: Ticket) -> Rows:
    """Whether it helped, unless that is known, and asking back."""
    again = button(text.button_again.plain(), NAME, "more", ticket.id)
    if ticket.rated_at is not None:
        return [[again]]
    helped = button(text.button_helped.plain(), NAME, "helped", ticket.id)
    not_helped = button(text.button_not_helped.plain(), NAME, "not_helped", ticket.id)
    return [[helped, not_helped], [again]]


async def tell_closed(context: BotContext, ticket: Ticket) -> None:
    """Says that it was closed without an answer, and how to ask again; in the language that is set."""
    again = [[button(text.button_again.plain(), NAME, "more", ticket.id)]]
    with outgoing(kind=Kind.NOTICE, about=(ASKED, ticket.id)):
        await say(context, text.told_closed.format(number=ticket.id), again, chat_id=ticket.chat_id)


async def take_rating(update: Update, context: BotContext) -> None:
    """Keeps what the asker thinks of the answer, once; an answer that did not help leads on."""
    pressed = press(update)
    ticket = await own_ticket(context, pressed.what)
    has_helped = pressed.step == "helped"
    await tickets.rate(context.session, ticket, has_helped, context.now)
    await acknowledge(update, context)
    if has_helped:
        await say(context, text.told_helped)
        return
    again = [[button(text.button_again.plain(), NAME, "more", ticket.id)]]
    await say(context, text.told_not_helped.format(number=ticket.id), again)


async def take_reply(update: Update, context: BotContext) -> None:
    """A reply to an answer asks back, whatever else is open; thanks are only thanks."""
    message = update.message
    assert message is not None
    _, ticket_id = replied.about(context)
    ticket = await own_ticket(context, str(ticket_id))
    said, is_rest = read_said(message), replied.is_rest_of_album(context)
    albums.want_rest(context, message, (ASKED, ticket.id))
    is_text = said.kind is MessageKind.TEXT
    if is_text and is_made_of(said.words or "", "thanks"):
        await say(context, unexpected_text.told_thanks)
        return
    is_reopened = await sending.write_more(context, ticket, said.words if is_text else None, () if is_text else [said])
    if not is_rest:
        await sending.tell_written_more(context, ticket, is_reopened)


async def own_ticket(context: BotContext, what: str) -> Ticket:
    """The ticket of this chat that a button names. Raises TicketMissing."""
    return await tickets.own_ticket(context.session, channel(context.bot_data), context.chat.chat_id, number(what) or 0)
