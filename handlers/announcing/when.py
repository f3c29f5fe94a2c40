"""When it goes out: now, at a moment that is typed, or again each week or month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telegram import InlineKeyboardButton

from content.texts import Text
from handlers.announcing.names import Announce, text
from handlers.questions.moment import MomentQuestion, instant_of
from handlers.questions.question import Answer, Asking, Rows, Screen
from handlers.replies import show
from models import Repeat
from services.announcements.opening import checked_moment
from services.reading import folded

_NOW = "now"
_AGAIN = (Repeat.WEEKLY, Repeat.MONTHLY)
_REPEAT = "repeat"
"""Of the question's notes."""


def read_when(answer: Answer) -> tuple[datetime | None, Repeat]:
    """The moment, None for at once; and how often it comes again."""
    moment, repeat = answer
    return (None if moment is None else instant_of(moment)), Repeat(repeat)


@dataclass(frozen=True)
class When(MomentQuestion):
    """The answer is [moment or None, how often]; see `read_when`."""

    key: str = Announce.WHEN.value

    @property
    def field(self) -> Text:
        return text.field_when

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_when, _first_rows(asking))

    async def rows(self, asking: Asking) -> Rows:
        if asking.notes.keys() <= {_REPEAT}:
            return _first_rows(asking)
        return await super().rows(asking)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        repeat = _repeat(asking)
        if folded(said) in {folded(each) for each in text.all_wordings("button_now")}:
            return [None, repeat]
        return _answer(asking, await super().read_text(asking, said), repeat)

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        repeat = _repeat(asking)
        if what == _NOW:
            return [None, repeat]
        if what in _AGAIN:
            asking.notes[_REPEAT] = what
            asked = text[f"ask_first_{what}"]
            await show(asking.update, asking.context, asking.whole(asked), [[_now(asking)], *asking.way_out])
            return None
        return _answer(asking, await super().read_press(asking, what), repeat)

    def shown(self, answer: Answer) -> Text:
        moment, repeat = answer
        told = text.told_now if moment is None else super().shown(moment)
        return told if repeat == Repeat.NEVER else text[f"told_{repeat}"].format(moment=told)


def _now(asking: Asking) -> InlineKeyboardButton:
    return asking.button(text.button_now.plain(), _NOW)


def _first_rows(asking: Asking) -> Rows:
    again = [asking.button(text[f"button_{each}"].plain(), each.value) for each in _AGAIN]
    return [[_now(asking)], again]


def _repeat(asking: Asking) -> str:
    found: str = asking.notes.get(_REPEAT, Repeat.NEVER.value)
    return found


def _answer(asking: Asking, moment: Answer | None, repeat: str) -> Answer | None:
    """With how often; while the moment is still asked about, that is remembered."""
    if moment is None:
        asking.notes[_REPEAT] = repeat
        return None
    checked_moment(instant_of(moment), asking.context.now)
    return [moment, repeat]
