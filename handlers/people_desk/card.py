"""The card of a person: one short screen at a time, its parts turned in place."""

from __future__ import annotations

from typing import NamedTuple

from telegram import InlineKeyboardButton, Update

from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.paging import turning
from handlers.people_desk import parts
from handlers.people_desk.finding import has_looked
from handlers.people_desk.names import NAME, Desk, card_button, home_button, name_of, text
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, show
from handlers.who import named_writer
from models import Mentor, Person
from services.directory.looking import look
from services.errors import FieldRefused
from services.merging.proposing import likely_same
from services.merging.standing import last_merge
from services.roles import Act, allowed

PARTS = {
    "who": parts.who,
    "businesses": parts.businesses,
    "sessions": parts.sessions,
    "questions": parts.questions,
    "news": parts.news,
    "notes": parts.notes,
}
text.require(*(f"button_{part}" for part in PARTS))


class Wanted(NamedTuple):
    """What a button of the card names."""

    person_id: int | None
    part: str
    page: int


async def view(update: Update, context: BotContext) -> Desk:
    """The part that the button names."""
    wanted = _read(press(update).what)
    by = await named_writer(update, context)
    person = await look(context.session, by, wanted.person_id, context.now)
    await acknowledge(update, context)
    await show_part(update, context, by, person, wanted.part, wanted.page)
    return Desk.WORDS


async def show_part(
    update: Update, context: BotContext, by: Person | None, person: Person, part: str, page: int = 0
) -> None:
    """One part of the card, in place of the message whose button was pressed."""
    found = await PARTS[part](context, person, by, page)
    told = text.told_card.format(name=name_of(person), part=found.told)
    pages = turning(NAME, "card", page, -(-found.count // found.size), f"{person.id}.{part}.{{page}}")
    extra = await _of_person(context, person, by) if part == "who" else []
    await show(update, context, told, [*found.rows, *pages, *extra, *_parts(person, part), _back(context)])


def _parts(person: Person, shown: str) -> Rows:
    others = [card_button(text[f"button_{part}"], person.id, part) for part in PARTS if part != shown]
    return in_columns(others, 3)


async def _of_person(context: BotContext, person: Person, by: Person | None) -> Rows:
    """What else can be done: the mentor's card, who may be the same, the undoing of a merge, deleting everything."""
    rows = []
    if await context.session.get(Mentor, person.id) is not None:
        rows.append([button(text.button_mentor.plain(), "mentor_desk", "view", person.id)])
    for alike in await likely_same(context.session, by, person):
        other = alike.other(person)
        rows.append([button(text.button_same.plain(number=other.id), "merge", "pair", f"{person.id}.{other.id}")])
    if merge := await last_merge(context.session, person.id):
        rows.append([button(text.button_part.plain(), "merge", "part", merge.id)])
    if person.consent is not None and allowed(by, Act.ERASE_PEOPLE):
        rows.append([button(text.button_erase.plain(), NAME, "erase", person.id)])
    return rows


def _back(context: BotContext) -> list[InlineKeyboardButton]:
    found = [button(text.button_results.plain(), NAME, "page", 0)] if has_looked(context) else []
    return [*found, home_button()]


def _read(what: str) -> Wanted:
    person_id, _, rest = what.partition(".")
    part, _, page = rest.partition(".")
    if part not in PARTS:
        raise FieldRefused
    return Wanted(number(person_id), part, number(page) or 0)
