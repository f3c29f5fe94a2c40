"""Orang yang sama: nothing of it is a state."""

from __future__ import annotations

from telegram import InlineKeyboardButton, Update
from telegram.ext import CallbackQueryHandler

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, pattern, press
from handlers.chat_language import languages_of, speaking
from handlers.commands import set_commands
from handlers.merge_desk.compared import told_pair
from handlers.paging import turning
from handlers.people_desk.names import card_button, home_button, name_of
from handlers.replies import Rows, acknowledge, show
from handlers.talk import Talk
from handlers.who import channel, named_writer
from models import Person
from services import people
from services.errors import MergeConflict
from services.merging import merging, parting, proposing
from services.merging.standing import present

text = content.texts.load("merge_desk")
NAME = "merge"
PAGE = 5


async def list_pairs(update: Update, context: BotContext) -> None:
    """Who may be one person, those with the same number first."""
    found = await proposing.pairs(context.session, await named_writer(update, context))
    await acknowledge(update, context)
    page = number(press(update).what) or 0
    shown = found[page * PAGE : (page + 1) * PAGE]
    if not shown:
        await show(update, context, text.told_no_pairs, [[home_button()]])
        return
    why = {True: text.told_same_phone, False: text.told_near_name}
    lines = [
        text.told_pair_line.format(first=name_of(each.first), second=name_of(each.second), why=why[each.same_phone])
        for each in shown
    ]
    buttons = [
        [button(text.button_pair.plain(first=each.first.id, second=each.second.id), NAME, "pair",
                f"{each.first.id}.{each.second.id}")]
        for each in shown
    ]  # fmt: skip
    told = text.told_pairs.format(count=len(found), pairs=Text("\n").join(lines))
    await show(update, context, told, [*buttons, *turning(NAME, "list", page, -(-len(found) // PAGE)), [home_button()]])


async def view(update: Update, context: BotContext) -> None:
    """The two side by side, and what may be said of them; why they cannot be one, if so."""
    by, (one, other) = await named_writer(update, context), _two(press(update).what)
    try:
        kept, merged = await merging.both(context.session, one, other, by)
    except MergeConflict as conflict:
        await acknowledge(update, context)
        refusals = content.texts.load("refusals")
        rows: Rows = [[_apart_button(one, other)], [home_button()]]
        await show(update, context, refusals[conflict.reason], rows)
        return
    await acknowledge(update, context)
    what = f"{kept.id}.{merged.id}"
    rows = [
        [button(text.button_merge.plain(), NAME, "ask", what)],
        [_apart_button(kept.id, merged.id)],
        [card_button(text.button_card, kept.id), home_button()],
    ]
    await show(update, context, await told_pair(context, kept, merged), rows)


async def ask(update: Update, context: BotContext) -> None:
    """Asks once more, and says what follows."""
    by = await named_writer(update, context)
    kept, merged = await merging.both(context.session, *_two(press(update).what), by)
    await acknowledge(update, context)
    yes = button(text.button_yes_merge.plain(), NAME, "yes", f"{kept.id}.{merged.id}")
    no = button(text.button_back.plain(), NAME, "pair", f"{kept.id}.{merged.id}")
    await show(update, context, text.ask_merge.format(kept=name_of(kept), merged=name_of(merged)), [[yes, no]])


async def merge(update: Update, context: BotContext) -> None:
    """Makes them one."""
    by = await named_writer(update, context)
    row = await merging.merge(context.session, *_two(press(update).what), by, context.now)
    await acknowledge(update, context)
    kept = await context.session.get_one(Person, row.kept_id)
    await _renew_commands(context, kept)
    part = button(text.button_part.plain(), NAME, "part", row.id)
    told = text.told_merged.format(kept=name_of(kept))
    await show(update, context, told, [[card_button(text.button_card, kept.id), part], [home_button()]])


async def say_two(update: Update, context: BotContext) -> None:
    """They are two: nobody is asked again."""
    one, other = _two(press(update).what)
    await proposing.say_two(context.session, one, other, await named_writer(update, context), context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_two, [[button(text.button_list.plain(), NAME, "list"), home_button()]])


async def ask_part(update: Update, context: BotContext) -> None:
    """Asks once more before two people are parted."""
    row = await parting.parted(context.session, number(press(update).what), await named_writer(update, context))
    await acknowledge(update, context)
    kept, merged = await present(context.session, row.kept_id), await context.session.get_one(Person, row.merged_id)
    yes = button(text.button_yes_part.plain(), NAME, "part_yes", row.id)
    no = card_button(text.button_back, kept.id)
    await show(update, context, text.ask_part.format(kept=name_of(kept), merged=name_of(merged)), [[yes, no]])


async def part(update: Update, context: BotContext) -> None:
    """Parts them."""
    by = await named_writer(update, context)
    row = await parting.part(context.session, number(press(update).what), by, context.now)
    await acknowledge(update, context)
    two = [await context.session.get_one(Person, each) for each in (row.kept_id, row.merged_id)]
    for person in two:
        await _renew_commands(context, person)
    told = text.told_parted.format(kept=name_of(two[0]), merged=name_of(two[1]))
    cards = [card_button(text.button_card_of.format(number=person.id), person.id) for person in two]
    await show(update, context, told, [cards, [home_button()]])


async def _renew_commands(context: BotContext, person: Person) -> None:
    """The list of commands follows the roles, in every chat that is this person's now."""
    for account in await people.accounts_of(context.session, person):
        if account.channel == channel(context.bot_data):
            with speaking((await languages_of(context.work, [account.chat_id])).get(account.chat_id)):
                await set_commands(context, person, account.chat_id)


def _apart_button(one: int | None, other: int | None) -> InlineKeyboardButton:
    return button(text.button_two.plain(), NAME, "two", f"{one or 0}.{other or 0}")


def _two(what: str) -> tuple[int | None, int | None]:
    one, _, other = what.partition(".")
    return number(one), number(other)


merge_desk = Talk(
    name=NAME,
    entry_points=[
        CallbackQueryHandler(list_pairs, pattern(NAME, "list")),
        CallbackQueryHandler(view, pattern(NAME, "pair")),
        CallbackQueryHandler(ask, pattern(NAME, "ask")),
        CallbackQueryHandler(merge, pattern(NAME, "yes")),
        CallbackQueryHandler(say_two, pattern(NAME, "two")),
        CallbackQueryHandler(ask_part, pattern(NAME, "part")),
        CallbackQueryHandler(part, pattern(NAME, "part_yes")),
    ],
    states={},
)
