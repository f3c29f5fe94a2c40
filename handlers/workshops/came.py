"""Who came: all names on one screen, ticked; whoever did not come is pressed, and it is saved once."""

from __future__ import annotations

from telegram import InlineKeyboardButton, Update

from content.texts import Text
from durable.context import BotContext
from durable.conversation import END
from handlers.callbacks import button, number, press
from handlers.form import Next
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, say, show
from handlers.who import writer
from handlers.workshops.names import RUN, list_button, text
from handlers.workshops.place import Run
from handlers.workshops.running import own
from models import Workshop, WorkshopSeat
from services.errors import FieldRefused
from services.roles import Act, require
from services.workshops import holding

_ON_A_PAGE = 20
_ON, _OFF = "☑ ", "☐ "


async def ask_came(update: Update, context: BotContext) -> Next:
    """All are ticked at first."""
    person, workshop = await own(update, context)
    await holding.attendance(context.session, workshop.id, person, context.now)
    await acknowledge(update, context)
    context.draft.clear()
    context.draft.update(workshop=workshop.id, missed=[], page=0)
    await repeat_came(update, context)
    return Run.CAME


async def repeat_came(update: Update, context: BotContext) -> None:
    """The names again."""
    await say(context, *await screen(context))


async def tick(update: Update, context: BotContext) -> Next:
    """One more or one less who did not come. The button says which, so that a double tap changes nothing."""
    chosen, _, turn = press(update).what.partition(".")
    person_id = number(chosen)
    if turn not in ("on", "off") or person_id not in {seat.person_id for seat in (await _attendance(context))[1]}:
        raise FieldRefused
    missed = {*context.draft["missed"]} - {person_id}
    context.draft["missed"] = sorted(missed | {person_id} if turn == "off" else missed)
    return await _show(update, context)


async def turn_page(update: Update, context: BotContext) -> Next:
    """Other names."""
    page = number(press(update).what)
    if page is None or page * _ON_A_PAGE >= max(len((await _attendance(context))[1]), 1):
        raise FieldRefused
    context.draft["page"] = page
    return await _show(update, context)


async def save(update: Update, context: BotContext) -> Next:
    """Keeps who came."""
    person = require(await writer(context), Act.OPEN_WORKSHOP)
    _, seats = await _attendance(context)
    still = {seat.person_id for seat in seats}.intersection(context.draft["missed"])
    workshop, came = await holding.hold(context.session, context.draft["workshop"], person, still, context.now)
    await acknowledge(update, context)
    told = text.told_came if seats else text.told_nobody
    await show(update, context, told.format(came=came, taken=len(seats), title=workshop.title), [[list_button()]])
    return END


async def screen(context: BotContext) -> tuple[Text, Rows]:
    """The names with their ticks."""
    workshop, seats = await _attendance(context)
    missed, page = context.draft["missed"], context.draft["page"]
    here = seats[page * _ON_A_PAGE : (page + 1) * _ON_A_PAGE]
    names = [_name(seat, seat.person_id in missed) for seat in here]
    turns = [button(text.button_previous.plain(), RUN, "page", page - 1)] if page else []
    turns += [button(text.button_next.plain(), RUN, "page", page + 1)] if len(seats) > (page + 1) * _ON_A_PAGE else []
    ends = [button(text.button_save.plain(), RUN, "save"), button(text.button_keep.plain(), RUN, "cancel")]
    taken = len(seats)
    told = text.ask_who_came.format(title=workshop.title, came=taken - len(missed), taken=taken)
    return told, [row for row in (*in_columns(names, 2), turns, ends) if row]


def _name(seat: WorkshopSeat, has_missed: bool) -> InlineKeyboardButton:
    name = seat.person.name or text.told_nameless.plain()
    turn = "on" if has_missed else "off"
    return button((_OFF if has_missed else _ON) + name, RUN, "tick", f"{seat.person_id}.{turn}")


async def _attendance(context: BotContext) -> tuple[Workshop, list[WorkshopSeat]]:
    """Asked anew each time: who runs it, and whose seat it is, may have changed since the last press."""
    person = require(await writer(context), Act.OPEN_WORKSHOP)
    return await holding.attendance(context.session, context.draft["workshop"], person, context.now)


async def _show(update: Update, context: BotContext) -> Next:
    await acknowledge(update, context)
    await show(update, context, *await screen(context))
    return None
