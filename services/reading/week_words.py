"""Hours of the week as people type them: `senin sore, rabu pagi`, `hari kerja jam 9-11`, `kapan saja kecuali jumat`.

Days and times stand in turn. Each run of days takes the run of times behind it (`senin rabu pagi` is both mornings),
or, where the text begins with times, the run before it (`pagi senin, sore rabu`). Days without times are whole days,
times without days are every day's. What stands behind `kecuali`, or is begun with `tidak`, is taken away.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from content.rules.week_words import week_words
from services.errors import HoursRefused
from services.reading.folding import folded
from services.reading.week_tokens import Days, Sign, Span, Token, tokens_of
from services.week import ALL_PARTS, DAY_HOURS, PARTS, Part

_EVERY_DAY = frozenset(range(7))
_WHOLE_DAY = frozenset(ALL_PARTS & frozenset(range(24)))
_NIGHT = frozenset(PARTS[Part.EVENING])
_OF_ONE_DAY = frozenset(DAY_HOURS)


@dataclass(frozen=True)
class SaidHours:
    """The hours of the week that a text adds and takes away."""

    adds: frozenset[int]
    takes: frozenset[int] = frozenset()

    def added_to(self, chosen: Collection[int]) -> frozenset[int]:
        """The hours after it was said."""
        return (frozenset(chosen) | self.adds) - self.takes


def read_week(said: str) -> SaidHours:
    """The hours that a text names. Raises HoursRefused when it names none, or holds words that are not understood."""
    tokens = tokens_of(said)
    if tokens[:1] == [Sign.NEVER]:
        return SaidHours(frozenset(), _hours(tokens[1:], whole_day=_OF_ONE_DAY))
    if Sign.EXCEPT not in tokens:
        return SaidHours(_hours(tokens))
    at = tokens.index(Sign.EXCEPT)
    takes = _hours(tokens[at + 1 :], whole_day=_OF_ONE_DAY)
    return SaidHours(_hours(tokens[:at] or [Sign.ALWAYS]) - takes, takes)


def is_about(said: str, what: str) -> bool:
    """Whether a text begins as one about `days_off` or a `rest`."""
    return f"{folded(said)} ".startswith(tuple(f"{word} " for word in week_words().begins[what]))


def _hours(tokens: Sequence[Token], whole_day: frozenset[int] = _WHOLE_DAY) -> frozenset[int]:
    """The hours of one side of `kecuali`; `whole_day` is what a day without a time means."""
    named = [token for token in tokens if token is not Sign.ALWAYS]
    if not named and tokens:
        return _of(_EVERY_DAY, whole_day)
    if any(isinstance(token, Sign) for token in named):
        raise HoursRefused
    runs = [(kind, list(run)) for kind, run in groupby(named, type)]
    days = [_days(run) for kind, run in runs if kind is Days]
    times = [_times(run) for kind, run in runs if kind is Span]
    if not days and not times:
        raise HoursRefused
    if runs[0][0] is Span and days:
        if any(len(day) == 1 and _NIGHT & time for time, day in zip(times, days, strict=False)):
            raise HoursRefused("refused_hours_night")  # `malam Minggu` is Saturday's evening to most, but not to all
        days += days[-1:] * (len(times) - len(days))
    times += [whole_day] * (len(days) - len(times))
    return frozenset().union(*(_of(day, time) for day, time in zip(days or [_EVERY_DAY], times, strict=True)))


def _days(run: Sequence[Token]) -> frozenset[int]:
    return frozenset().union(*(token.days for token in run if isinstance(token, Days)))


def _times(run: Sequence[Token]) -> frozenset[int]:
    hours = frozenset(hour for token in run if isinstance(token, Span) for hour in range(token.start, token.end))
    if not hours & _OF_ONE_DAY:
        raise HoursRefused
    return hours & _OF_ONE_DAY


def _of(days: frozenset[int], times: frozenset[int]) -> frozenset[int]:
    return frozenset(day * 24 + hour for day in days for hour in times)
