"""The staff's view: how many sessions there are, and lists of those that may want a hand."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.local_time import office_clock, told_hour_briefly
from handlers.meetings.names import NAME, text
from handlers.mentoring_words import told_choice
from handlers.questions.question import in_columns
from handlers.replies import acknowledge, show
from handlers.room.names import name_of
from handlers.who import named_writer
from models import Meeting, Outcome, Person, Side
from services.errors import FieldRefused
from services.mentoring import office_meetings
from services.mentoring.office_meetings import Shelf

text.require(*(f"button_shelf_{shelf.value}" for shelf in Shelf), *(f"outcome_{each.value}" for each in Outcome))
PAGE = 5
_LAST_PAGE = 1000
_TOLD_OF = {Shelf.DIFFERS, Shelf.MISSED}
"""Where what each side says stands in the line."""


async def view_office(update: Update, context: BotContext) -> None:
    """The counts again, from a button."""
    person = await named_writer(update, context)
    await show_office(update, context, person)


async def show_office(update: Update, context: BotContext, person: Person | None) -> None:
    """The counts, with a button for each list. Raises NotAllowed."""
    counts = await office_meetings.counts(context.session, person, context.now)
    await acknowledge(update, context)
    shelves = [button(_name(shelf).plain(), NAME, "shelf", f"{shelf.value}.0") for shelf in Shelf]
    mine = button(text.button_mine.plain(), NAME, "list")
    told = text.told_office.format(**{shelf.value: count for shelf, count in counts.items()})
    await show(update, context, told, [*in_columns(shelves, 2), [mine]])


async def view_shelf(update: Update, context: BotContext) -> None:
    """One list, page by page."""
    named, _, which = press(update).what.partition(".")
    if named not in set(Shelf):
        raise FieldRefused
    shelf, page, person = Shelf(named), min(number(which) or 0, _LAST_PAGE), await named_writer(update, context)
    found = await office_meetings.on_shelf(context.session, person, shelf, context.now, PAGE + 1, page * PAGE)
    await acknowledge(update, context)
    turning = [button(text.button_previous.plain(), NAME, "shelf", f"{shelf.value}.{page - 1}")] if page else []
    if len(found) > PAGE:
        turning.append(button(text.button_next.plain(), NAME, "shelf", f"{shelf.value}.{page + 1}"))
    rows = [*([turning] if turning else []), [button(text.button_back.plain(), NAME, "office")]]
    told = text.told_shelf_empty.format(shelf=_name(shelf))
    if found:
        lines = [_line(context, meeting, shelf) for meeting in found[:PAGE]]
        told = text.told_shelf.format(shelf=_name(shelf), lines=Text("\n").join(lines))
    await show(update, context, told, rows)


def _name(shelf: Shelf) -> Text:
    return text[f"button_shelf_{shelf.value}"]


def _line(context: BotContext, meeting: Meeting, shelf: Shelf) -> Text:
    line = text.told_office_line.format(
        number=meeting.id,
        when=told_hour_briefly(meeting.starts_at, office_clock(context).zone),
        mentor=name_of(meeting, Side.MENTOR),
        producer=name_of(meeting, Side.PRODUCER),
        topic=told_choice(meeting.topic),
    )
    if shelf not in _TOLD_OF:
        return line
    says = text.told_says.format(mentor=_said(meeting.mentor_says), producer=_said(meeting.producer_says))
    return line + " (" + says + ")"


def _said(outcome: Outcome | None) -> Text:
    return text.outcome_none if outcome is None else text[f"outcome_{outcome.value}"]
