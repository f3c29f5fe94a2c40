"""What a mentor types while hours, days off or a rest are open: by its first word, or else by what is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from durable.context import BotContext
from handlers.hours import off, rest, week
from handlers.hours.names import Hours
from handlers.replies import Rows
from services.errors import HoursRefused, MentorConflict, MentorMissing, MomentRefused, NotAllowed
from services.reading import looks_like_question
from services.reading.short_answers import says
from services.reading.week_words import is_about

_STARTS: dict[Hours, Callable[[Update, BotContext], Awaitable[Hours]]] = {
    Hours.WEEK: week.start,
    Hours.OFF: off.start,
    Hours.REST: rest.start,
}
_ROWS: dict[Hours, Callable[[BotContext], Awaitable[Rows]]] = {
    Hours.WEEK: week.rows_now,
    Hours.OFF: off.rows_now,
    Hours.REST: rest.rows_now,
}


async def take(update: Update, context: BotContext) -> Hours | None:
    """`senin sore`, `libur 24 Des - 2 Jan`, `istirahat 2 minggu`, `selesai`, `kembali`."""
    assert update.effective_message is not None
    said = update.effective_message.text or ""
    if says(said, "done"):
        await week.done(update, context)
    elif says(said, "back"):
        return await week.start(update, context)
    elif is_about(said, "days_off"):
        await off.take_words(context, said)
    elif is_about(said, "rest"):
        await rest.take_words(context, said)
    else:
        await _take_by_state(context, said)
    return None


async def _take_by_state(context: BotContext, said: str) -> None:
    match _state(context):
        case Hours.OFF:
            await off.take_words(context, said)
        case Hours.REST:
            await rest.take_words(context, said)
        case _:
            await _take_hours_or_days(context, said)


async def _take_hours_or_days(context: BotContext, said: str) -> None:
    """Hours of the week; days of the calendar (`24 Des - 2 Jan`) are days off, which are asked about first."""
    try:
        await week.take_words(context, said)
    except HoursRefused as refused:
        if refused.reason != HoursRefused.usual_reason:
            raise
        try:
            await off.take_words(context, said)
        except MomentRefused:
            raise refused from None


async def take_unasked(context: BotContext, said: str) -> bool:
    """`libur 24 Des - 2 Jan` from a mentor to whom nothing is open; False for all that it is not."""
    if looks_like_question(said):
        return False
    if is_about(said, "days_off"):
        taken = off.take_words
    elif is_about(said, "rest"):
        taken = rest.take_words
    else:
        return False
    try:
        await taken(context, said)
    except (MentorMissing, MentorConflict, NotAllowed):
        return False
    return True


async def repeat(update: Update, context: BotContext) -> None:
    """Shows again what is open."""
    await _STARTS[_state(context)](update, context)


async def way_out(update: Update, context: BotContext) -> Rows:
    """The buttons of what is open."""
    return await _ROWS[_state(context)](context)


def _state(context: BotContext) -> Hours:
    return Hours(context.chat.state or Hours.WEEK)
