"""Sessions mentor by mentor, those to which somebody did not come in another colour."""

from __future__ import annotations

from collections.abc import Sequence

import content.texts
from documents.pictures.chart import Bar, Chart
from documents.words import change, number, percent, period_words
from models import MeetingState
from services.statistics.mentors import MentorFigures
from services.statistics.office import Compared

text = content.texts.load("pictures")
MOST_MENTORS = 14


def mentors(figures: Compared, *, shows_names: bool = True) -> Chart:
    """The mentors with most sessions. Who may not see sessions of people sees numbers in place of names."""
    found = figures.now.mentors
    bars = [_bar(_named(each, place, shows_names), [each]) for place, each in enumerate(found[:MOST_MENTORS], 1)]
    if others := found[MOST_MENTORS:]:
        bars.append(_bar(text.mentors_others.plain(count=len(others)), others))
    states, states_before = figures.now.meetings.states, figures.before.meetings.states
    held, missed = states[MeetingState.HELD], states[MeetingState.NO_SHOW]
    before = states_before[MeetingState.HELD], states_before[MeetingState.NO_SHOW]
    words = text.words_mentors.format(
        title=text.title_mentors, period=period_words(figures.period), held=number(held), mentors=number(len(found)),
        change=change(held, before[0]), missed=percent(missed, held + missed),
        missed_before=percent(before[1], sum(before)), classes=number(figures.now.classes.held),
        came=number(figures.now.classes.came),
    )  # fmt: skip
    return Chart(
        name="mentors",
        title=text.title_mentors.plain(),
        subtitle=text.subtitle_mentors.plain(period=period_words(figures.period)),
        series=(text.series_held.plain(), text.series_missed.plain()),
        bars=tuple(bars),
        is_stacked=True,
        empty=text.empty_mentors.plain(),
        words=words,
    )


def _bar(label: str, some: Sequence[MentorFigures]) -> Bar:
    held = sum(each.held for each in some)
    missed = sum(each.missed for each in some)
    note = text.note_missed.plain(held=number(held), missed=number(missed)) if missed else number(held)
    return Bar(label, (held, missed), (note,))


def _named(each: MentorFigures, place: int, shows_names: bool) -> str:
    if shows_names and each.name:
        return each.name
    return text.mentor_numbered.plain(number=place)
