"""Permits that producers told of, and announcements."""

from __future__ import annotations

import content.texts
from documents.pictures.chart import Bar, Chart
from documents.pictures.talks import beside, pair
from documents.words import change, number, percent, period_words
from models import Permit
from services.statistics.office import Compared

text = content.texts.load("pictures")
MOST_ANNOUNCEMENTS = 8


def permits(figures: Compared) -> Chart:
    """Of each kind."""
    now, before = figures.now.permits, figures.before.permits
    told = sum(now.values())
    words = text.words_permits.format(
        title=text.title_permits, period=period_words(figures.period), count=number(told),
        change=change(told, sum(before.values())),
    )  # fmt: skip
    bars = [pair(text[f"permit_{permit.value}"], now[permit], before[permit]) for permit in Permit]
    return beside(figures, "permits", text.title_permits, bars, text.empty_permits, words)


def announcements(figures: Compared) -> Chart:
    """The last ones: how many the platform took, and how many pressed that they read it."""
    found, before = figures.now.announcements, figures.before.announcements
    accepted, read = sum(each.accepted for each in found), sum(each.read for each in found)
    accepted_before, read_before = sum(each.accepted for each in before), sum(each.read for each in before)
    words = text.words_announcements.format(
        title=text.title_announcements, period=period_words(figures.period), count=number(len(found)),
        accepted=number(accepted), change=change(accepted, accepted_before), read=percent(read, accepted),
        read_before=percent(read_before, accepted_before),
    )  # fmt: skip
    return Chart(
        name="announcements",
        title=text.title_announcements.plain(),
        subtitle=text.subtitle_announcements.plain(period=period_words(figures.period)),
        series=(text.series_accepted.plain(), text.series_read.plain()),
        bars=tuple(
            Bar(each.title, (each.accepted, each.read), (number(each.accepted), number(each.read)))
            for each in found[:MOST_ANNOUNCEMENTS]
        ),
        is_stacked=False,
        empty=text.empty_announcements.plain(),
        words=words,
    )
