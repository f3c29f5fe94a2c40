"""Hours of the week in words: `Senin, Rabu: pagi, 15.00–16.00`."""

from __future__ import annotations

from collections.abc import Collection

import content.texts
from content.texts import Text
from handlers.week_grid import day_name
from services.week import PARTS, Part

text = content.texts.load("week")
_MOST_CHARACTERS = 260  # with more, how many they are says more than which


def told_hours(hours: Collection[int]) -> Text:
    """A line for each group of days that are alike; of very many different times only how many they are."""
    chosen = frozenset(hours)
    if not chosen:
        return text.told_nothing
    days_of: dict[frozenset[int], list[int]] = {}
    for day in range(7):
        of_day = frozenset(hour - 24 * day for hour in chosen if hour // 24 == day)
        if of_day:
            days_of.setdefault(of_day, []).append(day)
    told = Text("\n").join(
        text.told_line.format(days=_told_days(days), times=_told_times(of_day)) for of_day, days in days_of.items()
    )
    return told if len(told) <= _MOST_CHARACTERS else text.told_many.format(count=len(chosen))


def _told_days(days: list[int]) -> Text:
    return text.told_every_day if len(days) == 7 else Text(", ").join(map(day_name, days))


def _told_times(hours: frozenset[int]) -> Text:
    """Whole parts by their names, the rest from when to when, in the order of the day."""
    whole = [part for part in Part if hours.issuperset(PARTS[part])]
    told: list[tuple[int, Text]] = [(PARTS[part].start, text[f"told_{part}"]) for part in whole]
    if len(whole) == len(Part):
        told = [(PARTS[Part.MORNING].start, text.told_whole_day)]
    rest = hours.difference(*(PARTS[part] for part in whole))
    for first in sorted(hour for hour in rest if hour - 1 not in rest):
        end = next(hour for hour in range(first, 25) if hour not in rest)
        told.append((first, Text(f"{first:02}.00–{end:02}.00")))
    return Text(", ").join(each for _, each in sorted(told))
