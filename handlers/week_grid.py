"""A week as a grid of buttons, edited in place: a row for each day, a column for each part; a day opens into its hours.

Each button says what it will do, not "the other way": the twin of a double tap changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from babel.dates import get_day_names
from telegram import InlineKeyboardButton

import content.texts
from content.language import language
from content.texts import Text
from handlers.questions.question import Rows, in_columns
from services.errors import FieldRefused
from services.week import ALL_PARTS, DAY_HOURS, EVERY_HOUR, PARTS, Part, hours_of

text = content.texts.load("week")
_ALL, _SOME, _NONE = "☑", "½", "☐"
_COLUMNS_OF_HOURS = 4

Button = Callable[[str, str], InlineKeyboardButton]
"""Makes a button of the conversation from a label and what it does."""


@dataclass(frozen=True)
class WeekGrid:
    """The hours chosen so far, and the day that is open (None: the whole week is shown)."""

    chosen: frozenset[int]
    day: int | None = None

    def rows(self, button: Button) -> Rows:
        """The buttons; those that lead on or out are added by who asks."""
        return self._week(button) if self.day is None else self._hours(self.day, button)

    def told(self) -> Text:
        """How to use what is shown."""
        return text.told_how if self.day is None else text.told_how_day.format(day=day_name(self.day))

    def pressed(self, what: str) -> WeekGrid:
        """The grid after a press; raises FieldRefused for one that it never had."""
        if what == "week":
            return WeekGrid(self.chosen)
        if opened := re.fullmatch(r"day-([0-6])", what):
            return WeekGrid(self.chosen, int(opened[1]))
        turn, _, name = what.partition("-")
        hours, day = _meant(name)
        if turn == "on":
            return WeekGrid(self.chosen | (hours & ALL_PARTS if name == "all" else hours), day)
        if turn == "off":
            return WeekGrid(self.chosen - hours, day)
        raise FieldRefused

    def _week(self, button: Button) -> Rows:
        clears = self.chosen >= ALL_PARTS
        corner = button((text.button_none if clears else text.button_all).plain(), f"{_turn(clears)}-all")
        head = [button(text[f"part_{part}"].plain(), self._turned(_column(part), part)) for part in Part]
        days = [
            [
                button(day_name(day, short=True), f"day-{day}"),
                *(button(self._sign(hours_of(day, part)), self._cell(day, part)) for part in Part),
            ]
            for day in range(7)
        ]
        return [[corner, *head], *days]

    def _hours(self, day: int, button: Button) -> Rows:
        hours = [day * 24 + hour for hour in DAY_HOURS]
        buttons = [button(f"{self._sign({at})} {at % 24:02}", self._turned({at}, f"h{at}")) for at in hours]
        clears = self.chosen.issuperset(hours)
        whole = text.button_no_hour if clears else text.button_whole_day
        last = [button(whole.plain(), f"{_turn(clears)}-d{day}"), button(text.button_week.plain(), "week")]
        return [*in_columns(buttons, _COLUMNS_OF_HOURS), last]

    def _sign(self, hours: set[int] | frozenset[int]) -> str:
        if self.chosen >= hours:
            return _ALL
        return _NONE if self.chosen.isdisjoint(hours) else _SOME

    def _cell(self, day: int, part: Part) -> str:
        return self._turned(hours_of(day, part), f"{day}{part}")

    def _turned(self, hours: set[int] | frozenset[int], name: str) -> str:
        return f"{_turn(self.chosen >= hours)}-{name}"


def day_name(day: int, *, short: bool = False) -> str:
    """The name of a weekday (Monday 0) in the current language: `Senin`, or `Sen`."""
    return str(get_day_names("abbreviated" if short else "wide", locale=language.get())[day])


def _turn(is_on: bool) -> str:
    return "off" if is_on else "on"


def _column(part: Part) -> frozenset[int]:
    return frozenset(day * 24 + hour for day in range(7) for hour in PARTS[part])


def _meant(name: str) -> tuple[frozenset[int], int | None]:
    """The hours that a button's name means, and the day that stays open. Raises FieldRefused."""
    if name == "all":
        return EVERY_HOUR, None
    found = re.fullmatch(r"(?P<cell_day>[0-6])?(?P<part>[a-z]+)|d(?P<day>[0-6])|h(?P<hour>\d{1,3})", name)
    if found is None:
        raise FieldRefused
    if found["day"]:
        return frozenset(int(found["day"]) * 24 + hour for hour in DAY_HOURS), int(found["day"])
    if found["hour"]:
        hour = int(found["hour"])
        if not (hour in EVERY_HOUR and hour % 24 in DAY_HOURS):
            raise FieldRefused
        return frozenset({hour}), hour // 24
    if found["part"] not in set(Part):
        raise FieldRefused
    part = Part(found["part"])
    return (_column(part) if found["cell_day"] is None else hours_of(int(found["cell_day"]), part)), None
