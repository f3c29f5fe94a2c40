"""The figures of the last week in one message, beside the week before, with the way to pictures and details."""

from __future__ import annotations

from babel.numbers import format_percent

import content.texts
from content.language import language
from content.texts import Text
from handlers.callbacks import button
from handlers.telling import Notice
from models import MeetingState
from services.statistics.office import Compared, OfficeFigures

text = content.texts.load("weekly")
STATISTICS = "statistics"


def weekly(compared: Compared) -> Notice:
    """In the language that is set."""
    now, before = compared.now, compared.before

    def both(count: str) -> Text:
        return text.told_number.format(now=_counts(now)[count], before=_counts(before)[count])

    told = text.told_week.format(**{count: both(count) for count in _counts(now)}, waiting=now.meetings.waiting)
    key = compared.period.key
    rows = [
        [button(text.button_pictures.plain(), STATISTICS, "pictures", f"{key}-0")],
        [button(text.button_details.plain(), STATISTICS, "show", f"{key}-0")],
    ]
    return told, rows


def _counts(figures: OfficeFigures) -> dict[str, object]:
    return {
        "registered": figures.registered.new,
        "questions": figures.questions,
        "helped": _share(figures),
        "held": figures.meetings.states[MeetingState.HELD],
        "missed": figures.meetings.states[MeetingState.NO_SHOW],
        "permits": sum(figures.permits.values()),
        "announcements": len(figures.announcements),
    }


def _share(figures: OfficeFigures) -> str:
    if not figures.rated:
        return text.told_none.plain()
    return format_percent(figures.helped / figures.rated, locale=language.get())
