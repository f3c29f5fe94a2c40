"""One question as staff see it: all that was said, who asks, who else does, and what can be done with it."""

from __future__ import annotations

from telegram import Update

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.work import outgoing
from handlers.callbacks import button
from handlers.local_time import office_time, told_span, told_time
from handlers.passing_on import send_said
from handlers.questions.question import in_columns
from handlers.replied import TICKET
from handlers.replies import Rows, say, show
from handlers.ticket_desk.lines import name_of_holder, place, told_place, words
from handlers.ticket_desk.names import NAME, list_button, view_button
from handlers.ticket_desk.replies import at_work
from handlers.ticket_desk.topics import topic_names
from models import MessageKind, Person, Ticket, TicketMessage, TicketState
from services import businesses, tickets
from services.reading.shortening import shortened

text = content.texts.load("ticket_desk")
ask_text = content.texts.load("ask_staff")
_MOST_IN_CARD = 1200
"""Characters of what was said that fit on the card; more is sent before it, whole."""
_SAID_BY = 60
"""Characters that tell who said something and when."""
_MOST_SENT = 20
"""Messages that are sent before the card; earlier ones are counted."""
_MOST_OTHERS = 6
_MOST_WORDS = 80


async def send_card(context: BotContext, ticket: Ticket, by: Person) -> None:
    """Everything anew: files and long texts as they came, then the card with its buttons. All can be replied to."""
    with outgoing(about=(TICKET, ticket.id)):
        is_long = _is_long(ticket)
        sent = [each for each in ticket.messages if each.kind is not MessageKind.TEXT or is_long]
        if len(sent) > _MOST_SENT:
            await say(context, text.told_earlier.format(count=len(sent) - _MOST_SENT))
        for message in sent[-_MOST_SENT:]:
            head = await _said_by(context, ticket, message)
            await send_said(context, context.chat.chat_id, tickets.said_in(message), head)
        await say(context, await _card(context, ticket), await _rows(context, ticket, by))


async def show_card(update: Update, context: BotContext, ticket: Ticket, by: Person) -> None:
    """The card alone, in place of the message whose button was pressed."""
    with outgoing(about=(TICKET, ticket.id)):
        await show(update, context, await _card(context, ticket), await _rows(context, ticket, by))


async def _card(context: BotContext, ticket: Ticket) -> Text:
    lines = [text.told_from.format(name=ticket.asker_name, place=await _business(context, ticket))]
    topics = await topic_names(context)
    if ticket.topic_id in topics:
        lines.append(text.told_topic.format(topic=topics[ticket.topic_id]))
    opened = told_time(ticket.opened_at, office_time(context)["zone"])
    lines.append(text.told_opened.format(time=opened, span=told_span(context.now - ticket.opened_at)))
    lines.append(text[f"told_state_{ticket.state.value}"].format(name=name_of_holder(ticket)))
    others = await tickets.group_of(context.session, ticket)
    parts = [Text("\n").join(lines)]
    if not _is_long(ticket):
        said = [
            await _said_by(context, ticket, message) + "\n" + text.told_words.format(words=message.words)
            for message in ticket.messages
            if message.kind is MessageKind.TEXT
        ]
        parts += [Text("\n").join(said)] if said else []
    if others:
        shown = [
            text.told_other.format(number=each.id, name=each.asker_name, words=words(each, _MOST_WORDS))
            for each in others[:_MOST_OTHERS]
        ]
        parts.append(text.told_others.format(count=len(others), others=Text("\n").join(shown)))
    if ticket.state is not TicketState.CLOSED:
        parts.append(text.told_how_to_answer)
    heading = text.told_card_urgent if ticket.is_urgent else text.told_card
    return heading.format(number=ticket.id, parts=Text("\n\n").join(parts))


async def _business(context: BotContext, ticket: Ticket) -> Text:
    """What the asker makes and where, if the asker has a business here."""
    owner = await context.session.get(Person, ticket.asker_id) if ticket.asker_id else None
    owned = await businesses.businesses_of(context.session, owner) if owner is not None else []
    told = [product.name for product in businesses.products_of(owned[0])] if owned else []
    told += [row.free_text for row in owned[0].products if row.free_text] if owned else []
    if where := place(ticket):
        told.append(where)
    return told_place(shortened(", ".join(told), _MOST_WORDS))


async def _said_by(context: BotContext, ticket: Ticket, message: TicketMessage) -> Text:
    time = told_time(message.sent_at, office_time(context)["zone"])
    author = await context.session.get(Person, message.author_id) if message.author_id else None
    name = (author.name or ask_text.told_nameless) if author is not None else ticket.asker_name
    return text.told_said_by.format(name=name, time=time)


def _is_long(ticket: Ticket) -> bool:
    texts = [message.words or "" for message in ticket.messages if message.kind is MessageKind.TEXT]
    return sum(_SAID_BY + len(words) for words in texts) > _MOST_IN_CARD


async def _rows(context: BotContext, ticket: Ticket, by: Person) -> Rows:
    others = await tickets.group_of(context.session, ticket)
    acts = []
    if ticket.is_waiting:
        is_own = ticket.claimed_by_id == by.id
        is_anothers = not is_own and ticket.claimed_by_id in await at_work(context)
        if is_own:
            acts.append(button(text.button_release.plain(), NAME, "release", ticket.id))
        elif not is_anothers:
            acts.append(button(text.button_claim.plain(), NAME, "claim", ticket.id))
        if not is_anothers:
            acts.append(button(text.button_close.plain(), NAME, "close", ticket.id))
    elif ticket.state is TicketState.ANSWERED:
        acts.append(button(text.button_make_faq.plain(), "faq_desk", "draft", ticket.id))
    if others:
        acts.append(button(text.button_part.plain(), NAME, "part", ticket.id))
    rows = [acts] if acts else []
    return [*rows, *in_columns([view_button(each) for each in others[:_MOST_OTHERS]], 3), [list_button()]]
