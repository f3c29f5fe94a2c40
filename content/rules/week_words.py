"""Loads content/rules/week_words.yaml: how people name days of the week and parts of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from content.yaml_files import ContentError, read_yaml

_WORKING_DAYS, _WEEKEND = frozenset(range(5)), frozenset({5, 6})
_GROUPS = {"every_day": _WORKING_DAYS | _WEEKEND, "working_days": _WORKING_DAYS, "weekend": _WEEKEND}


@dataclass(frozen=True)
class WeekWords:
    """What each phrase means. `parts` may name `whole_day`; `kinds` are the words that only join others.

    `begins` are the words with which a text about something else begins, by what it is about.
    """

    days: Mapping[str, frozenset[int]]
    parts: Mapping[str, str]
    kinds: Mapping[str, str]
    longest: int
    begins: Mapping[str, tuple[str, ...]]


@cache
def week_words() -> WeekWords:
    """The phrases as the content has them; raises ContentError for one that means two things."""
    raw = read_yaml("rules/week_words.yaml")
    days = {phrase: frozenset({int(day)}) for day, phrases in raw["days"].items() for phrase in phrases}
    days |= {phrase: _GROUPS[group] for group, phrases in raw["groups"].items() for phrase in phrases}
    parts = {phrase: part for part, phrases in raw["parts"].items() for phrase in phrases}
    kinds = {
        phrase: kind
        for kind in ("always", "except", "never", "until", "hour", "fillers")
        for phrase in raw[kind]
    }  # fmt: skip
    phrases = [*days, *parts, *kinds]
    if odd := [phrase for phrase in phrases if not isinstance(phrase, str) or phrases.count(phrase) > 1]:
        raise ContentError(f"week_words.yaml: {odd!r}: means two things, or must be in quotes")
    begins = {about: tuple(raw[about]) for about in ("days_off", "rest")}
    return WeekWords(days, parts, kinds, max(len(phrase.split()) for phrase in phrases), begins)
