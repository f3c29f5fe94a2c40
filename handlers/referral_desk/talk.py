"""Rujukan: nothing of it is a state."""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

from telegram import InlineKeyboardButton, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from content.language import language
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, pattern, press
from handlers.local_time import office_clock, told_time
from handlers.paging import turning
from handlers.people_desk.names import card_button
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import acknowledge, show
from handlers.talk import Talk
from handlers.told_business import told_business
from handlers.who import named_writer
from models import Business, BusinessKind, District, JobKind
from services import office_jobs, referrals, roles
from services.roles import Act

text = content.texts.load("referral_desk")
text.require(*(f"kind_{kind.value}" for kind in BusinessKind))
NAME = "referrals"
PAGE = 6
_MOST_TAKEN_BACK = 9


class Shelf(NamedTuple):
    """A page of a district; district 0 is all of them."""

    district: int
    page: int

    @property
    def district_id(self) -> int | None:
        return self.district or None

    @property
    def what(self) -> str:
        return f"{self.district}.{self.page}"


async def home(update: Update, context: BotContext) -> None:
    """The districts, and what else can be done."""
    by = await named_writer(update, context)
    found = await referrals.districts(context.session, by)
    await acknowledge(update, context)
    count = sum(number for _, number in found)
    places = [
        button(text.button_district.plain(name=district.name, count=number), NAME, "list", f"{district.id}.0")
        for district, number in found
    ]
    every = [button(text.button_all.plain(count=count), NAME, "list", "0.0")] if count else []
    last = [
        button(text.button_today.plain(), NAME, "today"),
        button(text.button_table.plain(), NAME, "table"),
    ]
    told = text.told_home.format(count=count) if count else text.told_empty
    await show(update, context, told, [*in_columns([*every, *places], 2), last])


async def list_open(update: Update, context: BotContext) -> None:
    """A page of a district; each can be handed over, or all that are shown."""
    shelf = _read(press(update).what)
    found, count = await _on(update, context, shelf)
    await acknowledge(update, context)
    if not found:
        await show(update, context, text.told_empty, [[_home_button()]])
        return
    lines = [
        text.told_line.format(
            number=each.id, business=told_business(each), kind=text[f"kind_{each.settled_kind.value}"],
            owner=each.owner.name or "-", phone=each.phone or "-",
        )
        for each in found
    ]  # fmt: skip
    ones = [button(text.button_one.plain(number=each.id), NAME, "one", f"{each.id}.{shelf.what}") for each in found]
    whole = button(text.button_shown.plain(count=len(found)), NAME, "shown", shelf.what)
    pages = turning(NAME, "list", shelf.page, -(-count // PAGE), f"{shelf.district}.{{page}}")
    told = text.told_list.format(place=await _place(context, shelf), count=count, businesses=Text("\n").join(lines))
    await show(update, context, told, [*in_columns(ones, 3), [whole], *pages, [_home_button()]])


async def ask_one(update: Update, context: BotContext) -> None:
    """Asks once more about one."""
    business_id, _, rest = press(update).what.partition(".")
    shelf = _read(rest)
    business = await referrals.open_one(context.session, await named_writer(update, context), number(business_id))
    await acknowledge(update, context)
    yes = button(text.button_yes.plain(), NAME, "one_yes", business.id)
    no = button(question_text.button_back.plain(), NAME, "list", shelf.what)
    owner = card_button(text.button_owner, business.owner_id)
    await show(update, context, text.ask_one.format(business=told_business(business)), [[yes, no], [owner]])


async def hand_over_one(update: Update, context: BotContext) -> None:
    """Notes that it was handed over."""
    by = await named_writer(update, context)
    await _hand_over(update, context, await referrals.hand_over(
        context.session, [number(press(update).what) or 0], by, context.now
    ))  # fmt: skip


async def ask_shown(update: Update, context: BotContext) -> None:
    """Asks once more about all that are shown."""
    shelf = _read(press(update).what)
    found, _ = await _on(update, context, shelf)
    await acknowledge(update, context)
    if not found:
        await show(update, context, text.told_empty, [[_home_button()]])
        return
    names = Text("\n").join(told_business(each) for each in found)
    yes = button(text.button_yes.plain(), NAME, "shown_yes", f"{shelf.what}.{_seal(found)}")
    no = button(question_text.button_back.plain(), NAME, "list", shelf.what)
    told = text.ask_shown.format(count=len(found), businesses=names)
    await show(update, context, told, [[yes, no]])


async def hand_over_shown(update: Update, context: BotContext) -> None:
    """Notes that all of the page were handed over; if the page is another by now, it is shown instead."""
    by = await named_writer(update, context)
    shelf = _read(press(update).what)
    found, _ = await _on(update, context, shelf)
    if not found or press(update).what != f"{shelf.what}.{_seal(found)}":
        await list_open(update, context)
        return
    done = await referrals.hand_over(context.session, [each.id for each in found], by, context.now)
    await _hand_over(update, context, done)


async def list_today(update: Update, context: BotContext) -> None:
    """What was handed over today; each can be taken back."""
    by, zone = await named_writer(update, context), office_clock(context).zone
    since = referrals.start_of_day(context.now, zone)
    found = await referrals.handed_over_since(context.session, by, since, _MOST_TAKEN_BACK)
    await acknowledge(update, context)
    if not found:
        await show(update, context, text.told_none_today, [[_home_button()]])
        return
    lines = [
        text.told_line_today.format(
            number=each.id, business=told_business(each), time=told_time(each.handed_over_at or since, zone)
        )
        for each in found
    ]
    buttons = [button(text.button_back_one.plain(number=each.id), NAME, "back", each.id) for each in found]
    told = text.told_today.format(businesses=Text("\n").join(lines))
    await show(update, context, told, [*in_columns(buttons, 2), [_home_button()]])


async def take_back(update: Update, context: BotContext) -> None:
    """Puts it onto the list again."""
    by = await named_writer(update, context)
    zone = office_clock(context).zone
    business = await referrals.take_back(context.session, number(press(update).what), by, context.now, zone)
    await acknowledge(update, context)
    await show(update, context, text.told_back.format(business=told_business(business)), [[_home_button()]])


async def ask_for_table(update: Update, context: BotContext) -> None:
    """The whole list as a document, made in the background."""
    by = roles.require(await named_writer(update, context), Act.EXPORT_PEOPLE)
    where = office_jobs.Asked(context.chat.bot, context.chat.chat_id, language.get())
    await office_jobs.ask(context.session, by, JobKind.REFERRALS, {}, where, context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_table_comes, [[_home_button()]])


async def _hand_over(update: Update, context: BotContext, done: list[Business]) -> None:
    await acknowledge(update, context)
    today = button(text.button_today.plain(), NAME, "today")
    names = Text("\n").join(told_business(each) for each in done)
    told = text.told_handed_over.format(count=len(done), businesses=names)
    await show(update, context, told, [[_home_button(), today]])


async def _on(update: Update, context: BotContext, shelf: Shelf) -> tuple[list[Business], int]:
    by = await named_writer(update, context)
    found = await referrals.open_in(context.session, by, shelf.district_id, PAGE, shelf.page * PAGE)
    return found, await referrals.open_count(context.session, shelf.district_id)


async def _place(context: BotContext, shelf: Shelf) -> Text:
    district = await context.session.get(District, shelf.district) if shelf.district else None
    return text.told_in.format(name=district.name) if district is not None else text.told_everywhere


def _seal(shown: list[Business]) -> int:
    """What was shown when it was asked: who joins the page meanwhile is not handed over unseen."""
    return crc32(",".join(str(each.id) for each in shown).encode())


def _home_button() -> InlineKeyboardButton:
    return button(text.button_home.plain(), NAME, "home")


def _read(what: str) -> Shelf:
    parts = [number(part) or 0 for part in what.split(".")[:2]]
    return Shelf(*[*parts, 0, 0][:2])


referral_desk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("rujukan", home, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(home, pattern(NAME, "home")),
        CallbackQueryHandler(list_open, pattern(NAME, "list")),
        CallbackQueryHandler(ask_one, pattern(NAME, "one")),
        CallbackQueryHandler(hand_over_one, pattern(NAME, "one_yes")),
        CallbackQueryHandler(ask_shown, pattern(NAME, "shown")),
        CallbackQueryHandler(hand_over_shown, pattern(NAME, "shown_yes")),
        CallbackQueryHandler(list_today, pattern(NAME, "today")),
        CallbackQueryHandler(take_back, pattern(NAME, "back")),
        CallbackQueryHandler(ask_for_table, pattern(NAME, "table")),
    ],
    states={},
)
