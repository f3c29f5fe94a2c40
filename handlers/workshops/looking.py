"""Kelas: the list of what one can join or runs, and one class with what can be done with it."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from durable.conversation import suspend
from handlers.callbacks import button, number, press
from handlers.local_time import office_clock
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, say, show
from handlers.who import writer
from handlers.workshops.lines import told_class, told_when
from handlers.workshops.names import NAME, text
from handlers.workshops.standing import Standing, standing_of
from models import Person, Workshop
from services import roles
from services.businesses import businesses_of
from services.errors import WorkshopMissing
from services.roles import Act
from services.workshops import inviting
from services.workshops.finding import run_by_person, workshop_of

_ON_A_PAGE = 3


async def start(update: Update, context: BotContext) -> None:
    """A command always wins: what was open is left, and kept."""
    await say(context, *await _list(context, 0))
    suspend(context.chat)


async def list_all(update: Update, context: BotContext) -> None:
    """The list, or another page of it, in place of what was shown."""
    await acknowledge(update, context)
    await show(update, context, *await _list(context, number(press(update).what) or 0))


async def view(update: Update, context: BotContext) -> None:
    """One class."""
    person, workshop = await pressed(update, context)
    await acknowledge(update, context)
    await show_class(update, context, workshop, person)


async def show_class(
    update: Update, context: BotContext, workshop: Workshop, person: Person, head: Text | None = None,
    *, says_all: bool = False,
) -> None:  # fmt: skip
    """The class as it stands for this person, below a line of what was just done, which may say that by itself."""
    standing = await _standing(context, workshop, person)
    where = [] if says_all else [standing.told()]
    parts = [*([head] if head else []), told_class(workshop, standing.zone), *where]
    await show(update, context, Text("\n\n").join(parts), standing.rows())


async def pressed(update: Update, context: BotContext) -> tuple[Person, Workshop]:
    """Who pressed, and a class that this person may see. Raises WorkshopMissing for every other."""
    person, workshop_id = await writer(context), number(press(update).what.partition(".")[0])
    if person is None or workshop_id is None:
        raise WorkshopMissing
    workshop = await workshop_of(context.session, workshop_id)
    runs_it = roles.allowed(person, Act.RUN_WORKSHOP, workshop)
    if not runs_it and not await inviting.fits(context.session, workshop, person.id):
        raise WorkshopMissing
    return person, workshop


async def _standing(context: BotContext, workshop: Workshop, person: Person) -> Standing:
    return await standing_of(context.session, workshop, person, context.now, office_clock(context).zone)


async def _list(context: BotContext, page: int) -> tuple[Text, Rows]:
    person = await writer(context)
    may_open = roles.allowed(person, Act.OPEN_WORKSHOP)
    foot = [[button(text.button_open.plain(), NAME, "open")]] if may_open else []
    found = await _classes(context, person) if person else []
    if found and person is not None:
        page = min(page, (len(found) - 1) // _ON_A_PAGE)
        first, last = page * _ON_A_PAGE, (page + 1) * _ON_A_PAGE
        standings = [await _standing(context, each, person) for each in found[first:last]]
        lines = [_line(at, each) for at, each in enumerate(standings, first + 1)]
        buttons = [
            button(f"{at}. {each.workshop.title}", NAME, "view", each.workshop.id)
            for at, each in enumerate(standings, first + 1)
        ]
        turns = [button(text.button_previous.plain(), NAME, "list", page - 1)] if page else []
        turns += [button(text.button_next.plain(), NAME, "list", page + 1)] if len(found) > last else []
        return text.told_classes.format(classes=Text("\n\n").join(lines)), [
            *in_columns(buttons, 2),
            *([turns] if turns else []),
            *foot,
        ]
    if not may_open and not (person and await businesses_of(context.session, person)):
        return text.told_need_business, [[button(text.button_register.plain(), "register", "start")]]
    return text.told_no_classes, foot


async def _classes(context: BotContext, person: Person) -> list[Workshop]:
    """Those that the person runs, then those to join, each once."""
    own = await run_by_person(context.session, person, context.now)
    to_join = await inviting.open_to(context.session, person.id, context.now)
    return list(dict.fromkeys([*own, *to_join]))


def _line(number_shown: int, standing: Standing) -> Text:
    when = told_when(standing.workshop, standing.zone)
    return text.told_line.format(
        number=number_shown, title=standing.workshop.title, when=when, state=standing.told()
    )  # fmt: skip
