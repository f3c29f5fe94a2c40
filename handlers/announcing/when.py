"""When it goes out: now, at a moment that is typed, or again each week or month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
        if not asking.notes.keys() - {"repeat"}:
            return _first_rows(asking)
        return await super().rows(asking)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        if folded(said) in {folded(each) for each in text.all_wordings("button_now")}:
            return [None, Repeat.NEVER]
        return _with_repeat(asking, await super().read_text(asking, said))

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what == _NOW:
            return [None, Repeat.NEVER]
        if what in _AGAIN:
            asking.notes["repeat"] = what
            await show(asking.update, asking.context, asking.whole(_first_time(what)), asking.way_out)
            return None
        return _with_repeat(asking, await super().read_press(asking, what))

    def shown(self, answer: Answer) -> Text:
        moment, repeat = answer
        if moment is None:
            return text.told_now
        told = super().shown(moment)
        return told if repeat == Repeat.NEVER else text[f"told_{repeat}"].format(moment=told)


def _first_rows(asking: Asking) -> Rows:
    again = [asking.button(text[f"button_{each}"].plain(), each.value) for each in _AGAIN]
    return [[asking.button(text.button_now.plain(), _NOW)], again]


def _first_time(repeat: str) -> Text:
    return text[f"ask_first_{repeat}"]


def _with_repeat(asking: Asking, moment: Answer | None) -> Any:
    if moment is None:
        return None
    checked_moment(instant_of(moment), asking.context.now)
    return [moment, asking.notes.get("repeat", Repeat.NEVER.value)]
