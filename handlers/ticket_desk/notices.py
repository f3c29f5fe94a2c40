"""What staff are told without asking: news, reminders, what goes to the administrators, what cannot wait.

Texts are made for one member of staff at a time, in the language that is set; the clock and the handlers send them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

import content.texts
from content.texts import Text
from durable import outbox
from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers.asking_staff.moments import told_moment
from handlers.callbacks import button
from handlers.chat_language import languages_of, speaking
from handlers.questions.question import in_columns
from handlers.replied import ASKED, TICKET, TICKETS
from handlers.replies import Rows, say
from handlers.ticket_desk.lines import lines, place, told_place, words
from handlers.ticket_desk.names import NAME, list_button, view_button
from handlers.who import channel
from models import Ticket
from services import tickets as ticket_services
from services.tickets.due import Occasion, mark

text = content.texts.load("ticket_desk")
ask_text = content.texts.load("ask_staff")
_MOST_LINES = 6
_MOST_WORDS = 250
_ALERTS_JOINED_FOR = 300
"""Seconds: further urgent words of one chat are told at most so often."""


class Notice(NamedTuple):
    """A message to one member of staff, and what a reply to it would be about."""

    words: Text
    rows: Rows
    about: tuple[str, int]


def news(tickets: Sequence[Ticket], now: datetime) -> Notice:
    """New questions, or new words in some."""
    if len(tickets) == 1:
        return _single(tickets[0], text.told_new_one)
    return _several(tickets, text.told_new, now)


def reminder(tickets: Sequence[Ticket], now: datetime) -> Notice:
    """Questions that have waited for a working day."""
    return _several(tickets, text.told_reminder, now)


def escalation(tickets: Sequence[Ticket], now: datetime) -> Notice:
    """Questions that have waited for two working days."""
    return _several(tickets, text.told_escalation, now)


def later(ticket: Ticket, until: datetime, zone: tzinfo) -> Notice:
    """For the asker: that it takes longer, and until when we hope to answer."""
    told = ask_text.told_later.format(number=ticket.id, until=told_moment(until, zone))
    return Notice(told, (), (ASKED, ticket.id))


async def tell_at_once(context: BotContext, ticket: Ticket) -> None:
    """Tells all staff of an urgent question now.

    As an answer, not as a notice: a notice would wait for the morning, and somebody may be harmed tonight.
    What comes soon after an alert, or while nobody is staff, stays new: the clock tells of it.
    """
    staff = await ticket_services.staff_chats(context.session, channel(context.bot_data))
    spoken = await languages_of(context.work, [each.chat_id for each in staff])
    window = int(context.now.timestamp()) // _ALERTS_JOINED_FOR
    keys = {each.chat_id: f"ticket-urgent:{ticket.id}:{each.chat_id}:{window}" for each in staff}
    if not staff or await outbox.is_there(context.work.connection, keys[staff[0].chat_id]):
        return
    for chat_id, key in keys.items():
        with speaking(spoken.get(chat_id)):
            notice = _single(ticket, text.told_urgent)
            with outgoing(kind=Kind.ANSWER, about=notice.about, unique_key=key):
                await say(context, notice.words, notice.rows, chat_id=chat_id)
    mark(Occasion.NEWS, [ticket], context.now)


def _single(ticket: Ticket, told: Text) -> Notice:
    """One question with its words: it can be answered right here."""
    where = told_place(place(ticket))
    whole = told.format(number=ticket.id, name=ticket.asker_name, place=where, words=words(ticket, _MOST_WORDS))
    take = button(text.button_claim.plain(), NAME, "claim", ticket.id)
    look = button(text.button_look.plain(), NAME, "view", ticket.id)
    return Notice(whole, [[take, look]], (TICKET, ticket.id))


def _several(tickets: Sequence[Ticket], told: Text, now: datetime) -> Notice:
    """Several in short lines; a reply answers only where there is no doubt which is meant."""
    whole = told.format(count=len(tickets), questions=lines(tickets, now, _MOST_LINES))
    about = (TICKET, tickets[0].id) if len(tickets) == 1 else (TICKETS, 0)
    buttons = [view_button(ticket) for ticket in tickets[:_MOST_LINES]]
    return Notice(whole, [*in_columns(buttons, 3), [list_button()]], about)
