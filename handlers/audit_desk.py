"""/audit: who did what to whom, and when; by kind of act, by person, by days; and as a table."""

from __future__ import annotations

from typing import NamedTuple

from telegram import InlineKeyboardButton, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from content.language import language
from content.texts import Text
from durable.context import BotContext
from handlers.audit_words import told_act
from handlers.callbacks import button, number, pattern, press
from handlers.local_time import office_clock
from handlers.paging import turning
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, show
from handlers.talk import Talk
from handlers.who import named_writer
from models import JobKind, Person
from services import audit_listing, office_jobs, roles
from services.audit_listing import KINDS, Wanted
from services.roles import Act

text = content.texts.load("audit_desk")
text.require(*(f"button_kind_{kind}" for kind in KINDS))
NAME = "audit"
PAGE = 8
DAYS = (1, 7, 30, 0)
"""0 is ever since."""
_KINDS = tuple(KINDS)
_MOST_PEOPLE = 8


class View(NamedTuple):
    """What is shown, as a button names it: kind (its number, 0 all), person (0 all), days (0 ever), page."""

    kind: int = 0
    person: int = 0
    days: int = 7
    page: int = 0

    @classmethod
    def read(cls, what: str) -> View:
        """Nonsense is left out."""
        parts = [number(part) or 0 for part in what.split(".")]
        if len(parts) != len(cls._fields) or parts[0] > len(KINDS) or parts[2] not in DAYS:
            return cls()
        return cls(*parts)

    @property
    def code(self) -> str:
        return ".".join(map(str, self))

    @property
    def wanted(self) -> Wanted:
        kind = _KINDS[self.kind - 1] if self.kind else None
        return Wanted(kind, by_id=self.person or None, days=self.days or None)


async def list_acts(update: Update, context: BotContext) -> None:
    """The page that the button names, or the last week."""
    by = await named_writer(update, context)
    view = View.read(press(update).what)
    found = await audit_listing.listed(context.session, by, view.wanted, context.now, PAGE, view.page * PAGE)
    count = await audit_listing.count(context.session, view.wanted, context.now)
    await acknowledge(update, context)
    lines = [told_act(each, office_clock(context).zone) for each in found]
    told = text.told_acts.format(
        count=count, what=await _told_view(context, view), acts=Text("\n").join(lines) if lines else text.told_no_acts
    )
    pages = turning(NAME, "list", view.page, -(-count // PAGE), view._replace(page=0).code[:-1] + "{page}")
    await show(update, context, told, [*pages, *_narrowing(view)])


async def choose_kind(update: Update, context: BotContext) -> None:
    """Which kind of acts."""
    view = await _asked(update, context)
    kinds = [
        button(text[f"button_kind_{kind}"].plain(), NAME, "list", view._replace(kind=at, page=0).code)
        for at, kind in enumerate(KINDS, 1)
    ]
    await show(update, context, text.ask_kind, [*in_columns(kinds, 2), _all(view._replace(kind=0, page=0))])


async def choose_person(update: Update, context: BotContext) -> None:
    """Whose acts: those who did most of what is shown."""
    view = await _asked(update, context)
    wanted = view._replace(person=0).wanted
    found = await audit_listing.who_acted(context.session, wanted, context.now, _MOST_PEOPLE)
    people = [
        button(text.button_person.plain(name=_name(person), count=count), NAME, "list",
               view._replace(person=person.id, page=0).code)
        for person, count in found
    ]  # fmt: skip
    await show(update, context, text.ask_person, [*in_columns(people, 2), _all(view._replace(person=0, page=0))])


async def choose_days(update: Update, context: BotContext) -> None:
    """Since when."""
    view = await _asked(update, context)
    days = [
        button((text.button_days.plain(days=each) if each else text.button_ever.plain()), NAME, "list",
               view._replace(days=each, page=0).code)
        for each in DAYS
    ]  # fmt: skip
    await show(update, context, text.ask_days, [*in_columns(days, 2), _all(view)])


async def ask_for_table(update: Update, context: BotContext) -> None:
    """What is shown, all of it, as a document made in the background."""
    by = roles.require(await named_writer(update, context), Act.SEE_AUDIT)
    view = View.read(press(update).what)
    where = office_jobs.Asked(context.chat.bot, context.chat.chat_id, language.get())
    params: dict[str, int | str] = {"days": view.days, "by": view.person}
    if view.kind:
        params["kind"] = _KINDS[view.kind - 1]
    await office_jobs.ask(context.session, by, JobKind.AUDIT, params, where, context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_table_comes, [_all(view)])


async def _asked(update: Update, context: BotContext) -> View:
    roles.require(await named_writer(update, context), Act.SEE_AUDIT)
    await acknowledge(update, context)
    return View.read(press(update).what)


async def _told_view(context: BotContext, view: View) -> Text:
    told = [text.told_last_days.format(days=view.days) if view.days else text.told_ever]
    if view.kind:
        told.append(text[f"button_kind_{_KINDS[view.kind - 1]}"])
    if view.person and (person := await context.session.get(Person, view.person)):
        told.append(text.told_by.format(name=_name(person)))
    return Text(", ").join(told)


def _narrowing(view: View) -> Rows:
    narrow = [button(text[f"button_by_{what}"].plain(), NAME, what, view.code) for what in ("kind", "person", "days")]
    return [narrow, [button(text.button_table.plain(), NAME, "table", view.code)]]


def _all(view: View) -> list[InlineKeyboardButton]:
    return [button(text.button_back.plain(), NAME, "list", view.code)]


def _name(person: Person) -> str:
    return person.name or text.told_nameless.plain()


audit_desk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("audit", list_acts, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(list_acts, pattern(NAME, "list")),
        CallbackQueryHandler(choose_kind, pattern(NAME, "kind")),
        CallbackQueryHandler(choose_person, pattern(NAME, "person")),
        CallbackQueryHandler(choose_days, pattern(NAME, "days")),
        CallbackQueryHandler(ask_for_table, pattern(NAME, "table")),
    ],
    states={},
)
