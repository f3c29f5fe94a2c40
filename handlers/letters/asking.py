"""Surat: for which mentor, for which time; then it is made in the background."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.asking_for_files import ask_for
from handlers.callbacks import button, number, press
from handlers.letters.names import NAME, text
from handlers.local_time import local_date, office_clock
from handlers.paging import turning
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, show
from handlers.who import named_writer
from models import JobKind, Mentor, Person
from services import roles
from services.errors import FieldRefused, NotAllowed
from services.letters.checking import shown_code
from services.letters.issuing import issue
from services.letters.periods import Period, days_of
from services.mentors.listing import served_count, who_served
from services.roles import Act

PAGE = 8


async def open_letters(update: Update, context: BotContext) -> None:
    """A mentor's own letter; staff choose a mentor."""
    person = roles.require(await named_writer(update, context), Act.GET_LETTER)
    await acknowledge(update, context)
    if roles.allowed(person, Act.ISSUE_LETTER):
        await _show_mentors(update, context, number(press(update).what) or 0)
    else:
        await _show_periods(update, context, person)


async def choose_mentor(update: Update, context: BotContext) -> None:
    """Whose letter, for staff."""
    roles.require(await named_writer(update, context), Act.ISSUE_LETTER)
    mentor = await context.session.get(Mentor, number(press(update).what) or 0)
    if mentor is None:
        raise FieldRefused
    await acknowledge(update, context)
    await _show_periods(update, context, mentor.person)


async def make(update: Update, context: BotContext) -> None:
    """Keeps the letter under its code, and has the paper made."""
    person = roles.require(await named_writer(update, context), Act.GET_LETTER)
    mentor_id, _, named = press(update).what.partition(".")
    period = next((period for period in Period if period.value == named), None)
    if period is None:
        raise NotAllowed
    from_on, until_on = days_of(period, local_date(context))
    zone = office_clock(context).zone
    letter = await issue(context.session, person, number(mentor_id), from_on, until_on, context.now, zone)
    await ask_for(update, context, Act.GET_LETTER, JobKind.LETTER, {"letter": letter.id})
    await acknowledge(update, context)
    await show(update, context, text.told_being_made.format(code=shown_code(letter.code)))


async def _show_mentors(update: Update, context: BotContext, page: int) -> None:
    mentors = await who_served(context.session, PAGE, page * PAGE)
    if not mentors:
        await show(update, context, text.told_no_mentors)
        return
    names = [button(mentor.person.name or "?", NAME, "mentor", mentor.person_id) for mentor in mentors]
    pages = -(-await served_count(context.session) // PAGE)
    turns = turning(NAME, "list", page, pages)
    await show(update, context, text.ask_mentor, [*in_columns(names, 2), *turns])


async def _show_periods(update: Update, context: BotContext, person: Person) -> None:
    await show(update, context, text.ask_period.format(name=person.name or "?"), _periods(person.id))


def _periods(mentor_id: int) -> Rows:
    buttons = [
        button(text[f"button_{period.value}"].plain(), NAME, "make", f"{mentor_id}.{period.value}") for period in Period
    ]
    return in_columns(buttons, 2)
