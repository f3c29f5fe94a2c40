"""A question in one line: number, first words, where from, how long it has waited, who has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import content.texts
from content.texts import Text
from handlers.local_time import told_span
from models import Ticket
from services.reading.shortening import shortened

text = content.texts.load("ticket_desk")
ask_text = content.texts.load("ask_staff")
_WORDS_IN_A_LINE = 60


def line(ticket: Ticket, now: datetime, topic: str | None = None, others: int = 0) -> Text:
    """`12 · keripik saya cepat melempem · Busang · 2 jam`; the topic and how many others ask the same, if known."""
    told: list[str] = [words(ticket, _WORDS_IN_A_LINE)]
    told += [name for name in (place(ticket), topic) if name]
    told.append(told_span(now - ticket.opened_at))
    if others:
        told.append(text.told_others_count.format(count=others))
    if ticket.claimed_by is not None:
        told.append(text.told_held_by.format(name=name_of_holder(ticket)))
    whole = text.told_line.format(number=ticket.id, told=Text(" · ").join(told))
    return text.told_urgent_line.format(line=whole) if ticket.is_urgent else whole


def lines(tickets: Sequence[Ticket], now: datetime, most: int) -> Text:
    """The first of several, each on its own line, and how many more there are."""
    shown = [line(ticket, now) for ticket in tickets[:most]]
    if len(tickets) > most:
        shown.append(text.told_more.format(count=len(tickets) - most))
    return Text("\n").join(shown)


def words(ticket: Ticket, most: int) -> str:
    """What was asked since the last answer: its beginning, or what was sent instead of words."""
    fresh = ticket.unanswered_words or ticket.asked_words
    return shortened(fresh, most) or ask_text[f"told_{ticket.messages[0].kind.value}"].format(count=1)


def place(ticket: Ticket) -> str | None:
    """The district of the asker's business, if the asker has one."""
    return ticket.district.name if ticket.district else None


def told_place(place: str | None) -> Text:
    """The same behind a name; nothing without one."""
    return Text(" ") + text.told_place.format(place=place) if place else Text("")


def name_of_holder(ticket: Ticket) -> str:
    """Who has claimed or answered it."""
    return (ticket.claimed_by.name if ticket.claimed_by else None) or ask_text.told_nameless
