"""Bantu: whom one helps, page by page, and one of them with what can be done."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.helping import alone
from handlers.helping.names import NAME, name_of, text
from handlers.local_time import office_time, told_date
from handlers.paging import page_of
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, show
from handlers.who import named_writer, writer
from models import Helped, Person
from services import businesses, helping, roles
from services.roles import Act

_MOST_BUSINESSES = 4


async def start(update: Update, context: BotContext) -> None:
    """A helper sees whom one helps; staff see who is without a helper. Raises NotAllowed."""
    if roles.allowed(await named_writer(update, context), Act.HELP_PRODUCERS):
        await list_mine(update, context)
    else:
        await alone.list_alone(update, context)


async def list_mine(update: Update, context: BotContext) -> None:
    """Those whom one helps."""
    person = roles.require(await writer(context), Act.HELP_PRODUCERS)
    await acknowledge(update, context)
    helped = await helping.helped_by(context.session, person)
    shown, turns = page_of(helped, number(press(update).what), NAME, "list")
    rows: Rows = [
        *in_columns([button(name_of(each), NAME, "view", each.id) for each in shown], 2),
        *turns,
        [button(text.button_add.plain(), "register", "for", 0)],
        *([[button(text.button_alone.plain(), NAME, "alone")]] if roles.allowed(person, Act.GIVE_TO_HELPER) else []),
    ]
    await show(update, context, text.told_list.format(count=len(helped)) if helped else text.told_nobody, rows)


async def view(update: Update, context: BotContext) -> None:
    """One of them."""
    person = await pressed(update, context)
    await acknowledge(update, context)
    await show(update, context, *await screen(context, person))


async def screen(context: BotContext, person: Person) -> tuple[Text, Rows]:
    """What is known, and what can be done."""
    owned = await businesses.businesses_of(context.session, person)
    helped = await context.session.get_one(Helped, person.id)
    names = Text(", ").join(each.name for each in owned) if owned else text.told_no_business
    since = told_date(helped.since.astimezone(office_time(context)["zone"]).date())
    told = text.told_person.format(name=name_of(person), since=since, businesses=names)
    seen = [button(each.name, "businesses", "view", each.id) for each in owned[:_MOST_BUSINESSES]]
    return told, [
        *in_columns(seen, 1),
        [button(text.button_register.plain(), "register", "for", person.id)],
        [button(text.button_phone.plain(), NAME, "phone", person.id)],
        [button(text.button_end.plain(), NAME, "end", person.id)],
        [button(question_text.button_back.plain(), NAME, "list")],
    ]


async def pressed(update: Update, context: BotContext) -> Person:
    """Whom the button is about. Raises PersonMissing for everybody whom the writer does not help."""
    return await helping.own_helped(context.session, await writer(context), number(press(update).what))
