"""Periksa: whether a letter is real, by its code; staff can take a letter back."""

from __future__ import annotations

from enum import StrEnum

from telegram import Update

from durable.context import BotContext
from durable.conversation import END
from handlers.callbacks import button, number, press
from handlers.keyboards import menu_keyboard
from handlers.letters.names import NAME, text, told_hours
from handlers.local_time import office_clock, told_date
from handlers.replies import Rows, acknowledge, say, show
from handlers.who import office_name, writer
from models import ServiceLetter
from services import roles
from services.errors import LetterMissing
from services.letters import checking
from services.letters.checking import shown_code
from services.letters.issuing import said_in
from services.roles import Act


class Check(StrEnum):
    """The one thing that is typed."""

    CODE = "code"


async def open_check(update: Update, context: BotContext) -> Check | int:
    """With a code behind the command the answer at once."""
    if context.args:
        await tell(update, context, " ".join(context.args))
        return END
    await say(context, text.ask_code, _way_out())
    return Check.CODE


async def take_code(update: Update, context: BotContext) -> int:
    """Raises LetterMissing, and the question stays."""
    await tell(update, context, (update.message.text if update.message else None) or "")
    return END


async def leave(update: Update, context: BotContext) -> int:
    """Nothing is checked."""
    await acknowledge(update, context)
    await say(context, text.told_left, keyboard=menu_keyboard())
    return END


async def repeat(update: Update, context: BotContext) -> None:
    """Asks for the code again."""
    await say(context, text.ask_code, _way_out())


async def way_out(update: Update, context: BotContext) -> Rows:
    """The button that ends it."""
    return _way_out()


async def tell(update: Update, context: BotContext, typed: str) -> None:
    """What the letter with this code says."""
    letter = await checking.letter_with(context.session, typed)
    if letter.revoked_at is not None:
        await say(context, text.told_taken_back.format(code=shown_code(letter.code)))
        return
    may_take_back = roles.allowed(await writer(context), Act.ISSUE_LETTER)
    take_back = [[button(text.button_take_back.plain(), NAME, "back", letter.id)]]
    await say(context, _told(context, letter), take_back if may_take_back else ())


async def ask_take_back(update: Update, context: BotContext) -> None:
    """Once more, because a paper is out there."""
    letter = await _pressed(update, context)
    await acknowledge(update, context)
    yes = button(text.button_take_back_yes.plain(), NAME, "back_yes", letter.id)
    no = button(text.button_keep.plain(), NAME, "keep", letter.id)
    await show(update, context, text.ask_take_back.format(code=shown_code(letter.code), name=letter.name), [[yes, no]])


async def take_back(update: Update, context: BotContext) -> None:
    """It does not hold any more."""
    letter = await checking.take_back(context.session, await writer(context), number(press(update).what), context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_taken_back.format(code=shown_code(letter.code)))


async def keep(update: Update, context: BotContext) -> None:
    """It stays as it is."""
    letter = await _pressed(update, context)
    await acknowledge(update, context)
    await show(update, context, _told(context, letter))


async def _pressed(update: Update, context: BotContext) -> ServiceLetter:
    roles.require(await writer(context), Act.ISSUE_LETTER)
    letter = await context.session.get(ServiceLetter, number(press(update).what) or 0)
    if letter is None:
        raise LetterMissing
    return letter


def _told(context: BotContext, letter: ServiceLetter) -> str:
    service, zone = said_in(letter), office_clock(context).zone
    return text.told_real.format(
        office=office_name(context),
        name=letter.name,
        from_on=told_date(letter.from_on),
        until_on=told_date(letter.until_on),
        meetings=service.meetings,
        classes=service.classes,
        hours=told_hours(service.minutes),
        issued=told_date(letter.issued_at.astimezone(zone).date()),
        code=shown_code(letter.code),
    )


def _way_out() -> Rows:
    return [[button(text.button_cancel.plain(), NAME, "leave")]]
