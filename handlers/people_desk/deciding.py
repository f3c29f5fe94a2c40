"""Perlu diputuskan: where the rules cannot say what a business is, staff decide by two taps; the owner is told."""

from __future__ import annotations

from telegram import Update

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.paging import turning
from handlers.people_desk.names import NAME, Desk, card_button, home_button, text
from handlers.profile.card import told_card
from handlers.questions.question import in_columns
from handlers.replies import acknowledge, show
from handlers.telling import Notice, tell_person
from handlers.told_business import told_business
from handlers.who import named_writer, told_contact
from models import Business, BusinessKind, Person
from services import decisions
from services.businesses import classification_of
from services.errors import FieldRefused

kind_text = content.texts.load("classification")
text.require(*(f"{what}_{kind.value}" for kind in BusinessKind for what in ("button_kind", "told_owner")))
PAGE = 5


async def list_waiting(update: Update, context: BotContext) -> Desk:
    """What waits for a decision, the oldest first."""
    by = await named_writer(update, context)
    page = number(press(update).what) or 0
    found = await decisions.waiting(context.session, by, PAGE, page * PAGE)
    await acknowledge(update, context)
    if not found:
        await show(update, context, text.told_nothing_to_decide, [[home_button()]])
        return Desk.WORDS
    count = await decisions.waiting_count(context.session)
    lines = [text.told_doubtful.format(number=each.id, business=told_business(each)) for each in found]
    buttons = [button(text.button_number.plain(number=each.id), NAME, "decide", each.id) for each in found]
    told = text.told_to_decide.format(count=count, businesses=Text("\n").join(lines))
    rows = [*in_columns(buttons, 3), *turning(NAME, "decide_list", page, -(-count // PAGE)), [home_button()]]
    await show(update, context, told, rows)
    return Desk.WORDS


async def view(update: Update, context: BotContext) -> Desk:
    """One of them: what is known, why it is doubtful, and the three answers."""
    business = await decisions.doubtful(
        context.session, await named_writer(update, context), number(press(update).what)
    )
    await acknowledge(update, context)
    doubts = Text("\n").join(kind_text[each] for each in classification_of(business).doubt_texts)
    told = text.ask_kind.format(card=await told_card(context, business), doubts=doubts)
    kinds = [
        button(text[f"button_kind_{kind.value}"].plain(), NAME, "decide_ask", f"{business.id}.{kind.value}")
        for kind in BusinessKind
    ]
    owner = card_button(text.button_owner, business.owner_id)
    back = button(text.button_list.plain(), NAME, "decide_list")
    await show(update, context, told, [kinds, [owner, back]])
    return Desk.WORDS


async def ask(update: Update, context: BotContext) -> Desk:
    """Asks once more."""
    _, business, kind = await _pressed(update, context)
    await acknowledge(update, context)
    told = text.ask_decide.format(business=told_business(business), kind=kind_text[f"told_{kind.value}_short"])
    yes = button(text.button_yes_decide.plain(), NAME, "decide_yes", f"{business.id}.{kind.value}")
    no = button(text.button_back.plain(), NAME, "decide", business.id)
    await show(update, context, told, [[yes, no]])
    return Desk.WORDS


async def decide(update: Update, context: BotContext) -> Desk:
    """Keeps it and tells the owner."""
    by, business, kind = await _pressed(update, context)
    await decisions.decide(context.session, business, kind, by, context.now)
    await acknowledge(update, context)
    is_told = await tell_person(
        context, business.owner_id, lambda: _notice(context, business, kind), about=("business", business.id)
    )
    told = text.told_decided.format(business=told_business(business), kind=kind_text[f"told_{kind.value}_short"])
    told += " " + (text.told_owner_knows if is_told else text.told_owner_unreached)
    await show(update, context, told, [[button(text.button_list.plain(), NAME, "decide_list"), home_button()]])
    return Desk.WORDS


def _notice(context: BotContext, business: Business, kind: BusinessKind) -> Notice:
    told = text[f"told_owner_{kind.value}"].format(name=business.name, contact=told_contact(context))
    return told, [[button(text.button_see.plain(), "businesses", "view", business.id)]]


async def _pressed(update: Update, context: BotContext) -> tuple[Person, Business, BusinessKind]:
    business_id, _, key = press(update).what.partition(".")
    by = await named_writer(update, context)
    business = await decisions.doubtful(context.session, by, number(business_id))
    if key not in {kind.value for kind in BusinessKind}:
        raise FieldRefused
    assert by is not None
    return by, business, BusinessKind(key)
