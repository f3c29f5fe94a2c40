"""A typo in what was sent: the new words are typed, looked at as people will see them, and put in place by one tap."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from telegram import InlineKeyboardButton, Update

from durable.context import BotContext
from durable.conversation import END
from handlers import old_buttons
from handlers.announcement_desk.listing import pressed, show_beside, show_card
from handlers.announcement_desk.names import NAME as DESK
from handlers.announcement_desk.names import act, text
from handlers.announcing.preview import send_preview
from handlers.announcing.reading import read_part
from handlers.callbacks import button, number, press
from handlers.replies import Rows, acknowledge, say
from handlers.who import named_writer
from models import Announcement, AnnouncementPart
from services.announcements import changing, finding
from services.announcements.composing import Part, visible
from services.errors import AnnouncementConflict
from services.reading.shortening import shortened

NAME = "announcement_words"
_MOST_SHOWN = 200


class Correcting(StrEnum):
    """What is waited for."""

    WORDS = "words"
    CHECK = "check"


async def begin(update: Update, context: BotContext) -> Correcting | None:
    """Asks for the words; first which ones, where there are several."""
    found = await pressed(update, context)
    parts = changing.correctable(found)
    place = number(press(update).what.partition(".")[2])
    chosen = [part for part in parts if part.place == place] or parts
    if not chosen:
        raise AnnouncementConflict
    await acknowledge(update, context)
    if len(chosen) > 1:
        choices = [[_part_button(found, part)] for part in chosen]
        await show_beside(update, context, found, text.ask_part, [*choices, [act("back", "view", found)]])
        return None
    context.draft.update(announcement=found.id, place=chosen[0].place, words=None)
    await _ask_words(context, chosen[0])
    return Correcting.WORDS


def _part_button(announcement: Announcement, part: AnnouncementPart) -> InlineKeyboardButton:
    return button(shortened(visible(part.words), 30), DESK, "correct", f"{announcement.id}.{part.place}")


async def take_words(update: Update, context: BotContext) -> Correcting:
    """Shows the announcement as it will be. Raises AnnouncementRefused."""
    assert update.message is not None
    found, part = await _meant(update, context)
    words = read_part(update.message).words or ""
    changing.check_words(part, words)
    context.draft["words"] = words
    await _show_check(context, found, part, words)
    return Correcting.CHECK


async def again(update: Update, context: BotContext) -> Correcting:
    """Other words than those."""
    _, part = await _meant(update, context)
    await acknowledge(update, context)
    await _ask_words(context, part)
    return Correcting.WORDS


async def replace(update: Update, context: BotContext) -> int:
    """Puts the words in place."""
    found, part = await _meant(update, context)
    by = await named_writer(update, context)
    assert by is not None
    await changing.correct(context.session, found.id, part.place, context.draft["words"], by, context.now)
    await acknowledge(update, context, text.told_correct.plain())
    await show_card(update, context, found)
    return END


async def leave(update: Update, context: BotContext) -> int:
    """Back to the card; nothing is changed."""
    found, _ = await _meant(update, context)
    await acknowledge(update, context)
    await show_card(update, context, found)
    return END


async def old(update: Update, context: BotContext) -> None:
    """A button of a correction that is over."""
    await old_buttons.tell(update, context, _nothing)


async def _nothing(update: Update, context: BotContext) -> None:
    """Whatever is open stays as it is."""


async def repeat(update: Update, context: BotContext) -> None:
    """Asks the open question again."""
    found, part = await _meant(update, context)
    words = context.draft.get("words")
    if context.chat.state == Correcting.CHECK and words:
        await _show_check(context, found, part, words)
    else:
        await _ask_words(context, part)


async def way_out(update: Update, context: BotContext) -> Rows:
    """The buttons of the open question."""
    return _check_rows() if context.chat.state == Correcting.CHECK else _out()


async def _ask_words(context: BotContext, part: AnnouncementPart) -> None:
    await say(context, text.ask_words.format(words=shortened(visible(part.words), _MOST_SHOWN)), _out())


async def _show_check(context: BotContext, announcement: Announcement, part: AnnouncementPart, words: str) -> None:
    parts: Sequence[Part] = [
        Part(
            each.kind, words if each.place == part.place else each.words, each.file_id, each.latitude,
            each.longitude, each.call,
        )
        for each in announcement.parts
    ]  # fmt: skip
    send_preview(context, parts, announcement.asks_rsvp)
    await say(context, text.ask_right, _check_rows())


def _out() -> Rows:
    return [[_own("back", "leave")]]


def _check_rows() -> Rows:
    return [[_own("yes_correct", "replace"), _own("again", "again")], [_own("back", "leave")]]


def _own(key: str, step: str) -> InlineKeyboardButton:
    return button(text[f"button_{key}"].plain(), NAME, step)


async def _meant(update: Update, context: BotContext) -> tuple[Announcement, AnnouncementPart]:
    """What the draft is about, as it stands now. Raises NotAllowed, AnnouncementMissing or AnnouncementConflict."""
    draft = context.draft
    found = await finding.of_staff(context.session, draft.get("announcement"), await named_writer(update, context))
    part = next((each for each in changing.correctable(found) if each.place == draft.get("place")), None)
    if part is None:
        raise AnnouncementConflict
    return found, part
