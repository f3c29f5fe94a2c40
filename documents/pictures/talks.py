"""Questions and how long people waited, beside the period before."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

import content.texts
from content.texts import Text
from documents.pictures.chart import Bar, Chart
from documents.words import change, number, percent, period_words
from models import QuestionOutcome
from services.statistics.office import Compared, OfficeFigures
from services.statistics.tickets import TicketFigures

text = content.texts.load("pictures")
_UP_TO_HOURS = (1, 4, 8, 16)
"""Of working hours: a working day has some eight."""


def beside(figures: Compared, name: str, title: Text, bars: Iterable[Bar], empty: Text, words: Text) -> Chart:
    """A chart of a period beside the one before."""
    return Chart(
        name=name,
        title=title.plain(),
        subtitle=text.subtitle_beside.plain(period=period_words(figures.period)),
        series=(text.series_now.plain(), text.series_before.plain()),
        bars=tuple(bars),
        is_stacked=False,
        empty=empty.plain(),
        words=words,
    )


def pair(label: Text, now: float, before: float) -> Bar:
    """One line of it."""
    return Bar(label.plain(), (now, before), (number(now), number(before)))


def asked(figures: Compared) -> Chart:
    """What became of questions, and whether answers helped."""
    now, before = figures.now, figures.before
    words = text.words_asked.format(
        title=text.title_asked, period=period_words(figures.period), questions=number(now.questions),
        change=change(now.questions, before.questions), helped=_helped(now), helped_before=_helped(before),
    )  # fmt: skip
    bars = [pair(text[f"outcome_{what}"], now.outcomes[what], before.outcomes[what]) for what in QuestionOutcome]
    return beside(figures, "asked", text.title_asked, bars, text.empty_asked, words)


def _helped(figures: OfficeFigures) -> Text:
    if not figures.rated:
        return text.helped_unknown
    return text.helped_share.format(share=percent(figures.helped, figures.rated), rated=number(figures.rated))


def waiting(figures: Compared) -> Chart:
    """How many working hours people waited for staff, in steps; and how long for a mentor."""
    now, before = figures.now, figures.before
    words = text.words_waiting.format(
        title=text.title_waiting, period=period_words(figures.period),
        hours=_told(now.tickets.median_hours, text.in_hours),
        hours_before=_told(before.tickets.median_hours, text.in_hours),
        days=_told(now.mentor_wait_days, text.in_days), days_before=_told(before.mentor_wait_days, text.in_days),
    )  # fmt: skip
    steps = zip(_step_names(), _in_steps(now.tickets), _in_steps(before.tickets), strict=True)
    bars = [pair(label, *counts) for label, *counts in steps]
    return beside(figures, "waiting", text.title_waiting, bars, text.empty_waiting, words)


def _told(value: float | None, unit: Text) -> Text:
    return text.none_yet if value is None else unit.format(value=number(value))


def _step_names() -> Sequence[Text]:
    up_to = [text.wait_up_to.format(hours=hours) for hours in _UP_TO_HOURS]
    return [*up_to, text.wait_longer.format(hours=_UP_TO_HOURS[-1]), text.wait_unanswered]


def _in_steps(tickets: TicketFigures) -> Sequence[int]:
    steps = Counter(bisect_left(_UP_TO_HOURS, wait) for wait in tickets.waits)
    return [*(steps[at] for at in range(len(_UP_TO_HOURS) + 1)), tickets.opened - tickets.answered]
