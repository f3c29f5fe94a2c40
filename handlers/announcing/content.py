"""The first step: whatever is sent becomes part of the announcement, until `Sudah`."""

from __future__ import annotations

from itertools import groupby

from telegram import Message, Update

from content.texts import Text
from durable.context import BotContext
from durable.limits import CAPTION_UNITS
from handlers import albums, leaving, old_buttons, replied
from handlers.announcing.names import Announce, act, text
from handlers.announcing.reading import read_part, size_of
from handlers.announcing.steps import author, keep_parts, parts
from handlers.callbacks import number, press
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, edit, say
from models import PartKind
from services.announcements.composing import Part, added, complete, split, visible, without
from services.errors import AnnouncementRefused
from services.reading.short_answers import says
from services.reading.shortening import shortened

_MOST_SHOWN = 60


async def ask(update: Update, context: BotContext) -> Announce:
    """Shows what there is, and asks for (more of) it."""
    await author(context)
    context.draft["gathering"] = True
    told, rows = screen(parts(context))
    context.draft["shown_in"] = (await say(context, told, rows)).message_id
    return Announce.CONTENT


async def take(update: Update, context: BotContext) -> Announce:
    """One more part; the rest of an album renews what was shown after its first picture."""
    await author(context)
    goes_on = _add(update, context)
    if goes_on and "shown_in" in context.draft:
        await edit(context, context.draft["shown_in"], *screen(parts(context)))
        return Announce.CONTENT
    return await ask(update, context)


async def take_late(update: Update, context: BotContext) -> None:
    """A picture of the album that comes when the next step is open already."""
    await author(context)
    _add(update, context)


def _add(update: Update, context: BotContext) -> bool:
    assert isinstance(update.message, Message)
    goes_on = replied.is_rest_of_album(context)
    keep_parts(context, added(parts(context), read_part(update.message), goes_on=goes_on, size=size_of(update.message)))
    albums.want_rest(context, update.message)
    return goes_on


async def refuse(update: Update, context: BotContext) -> None:
    """Stickers, music and the like."""
    raise AnnouncementRefused("refused_announcement_kind")


def is_done(update: Update, context: BotContext) -> bool:
    """Whether a text says that this is all: `sudah`."""
    said = (update.message.text if update.message else None) or ""
    return says(said, "done") and bool(parts(context))


def finish(context: BotContext) -> None:
    """That is all. Raises AnnouncementRefused for what cannot be sent as it is."""
    complete(parts(context))
    context.draft["gathering"] = False


async def press_other(update: Update, context: BotContext) -> Announce | None:
    """The buttons that change what was gathered, and the way out."""
    what, _, rest = press(update).what.partition("-")
    if what == "cancel":
        await acknowledge(update, context)
        await leaving.leave(update, context)
        return None
    if what == "drop" and (call := number(rest)) is not None:
        keep_parts(context, without(parts(context), call))
    elif what == "split":
        keep_parts(context, split(parts(context)))
    else:
        await old_buttons.tell(update, context, repeat)
        return None
    await acknowledge(update, context)
    return await ask(update, context)


async def repeat(update: Update, context: BotContext) -> None:
    """Shows the step again."""
    await ask(update, context)


def screen(found: list[Part]) -> tuple[Text, Rows]:
    """What was gathered, and what can be done with it."""
    out = act(question_text.button_cancel, "content", "cancel")
    if not found:
        return text.ask_content, [[out]]
    told = text.told_content.format(parts=Text("\n").join(_lines(found)))
    drop = act(text.button_drop_last, "content", f"drop-{found[-1].call}")
    if any(part.is_too_long for part in found):
        split_it = act(text.button_split, "content", "split")
        return told + "\n\n" + text.ask_split.format(most=CAPTION_UNITS), [[split_it], [drop, out]]
    done = act(text.button_done, "content", "done")
    return told + "\n\n" + text.ask_more, [[done], [drop, out]]


def _lines(found: list[Part]) -> list[Text]:
    return [_line(at, list(same)) for at, (_, same) in enumerate(groupby(found, key=lambda part: part.call), 1)]


def _line(at: int, same: list[Part]) -> Text:
    words = next((part.words for part in same if part.words), None)
    kind = text[f"told_{same[0].kind.value}"] if len(same) == 1 else _told_album(same)
    line = Text("{at}. {kind}").format(at=at, kind=kind)
    return line + Text(": <i>{words}</i>").format(words=shortened(visible(words), _MOST_SHOWN)) if words else line


def _told_album(same: list[Part]) -> Text:
    kinds = {part.kind for part in same}
    told = text.told_photos if kinds == {PartKind.PHOTO} else text.told_files
    return told.format(count=len(same))
