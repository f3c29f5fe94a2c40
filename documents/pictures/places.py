"""Registered businesses by district and by cluster, the new ones in another colour."""

from __future__ import annotations

import content.texts
from content.texts import Text
from documents.pictures.chart import Bar, Chart
from documents.words import change, number, period_words
from models import Cluster
from services.statistics.office import Compared
from services.statistics.registrations import Registered

text = content.texts.load("pictures")
mentoring = content.texts.load("mentoring")


def districts(figures: Compared) -> Chart:
    """Every district, the one with most businesses first."""
    found = sorted(figures.now.districts.items(), key=lambda item: (-item[1].total, item[0]))
    none = [name for name, each in found if not each.total]
    more = text.words_without.format(count=len(none)) if none else Text("")
    return _chart(figures, "districts", text.title_districts, found, more)


def clusters(figures: Compared) -> Chart:
    """Every cluster, and what belongs to none."""
    found = [(_named(cluster), each) for cluster, each in figures.now.clusters.items()]
    return _chart(figures, "clusters", text.title_clusters, found, text.words_clusters)


def _named(cluster: Cluster | None) -> str:
    return (mentoring[f"button_cluster_{cluster.name.lower()}"] if cluster else text.cluster_none).plain()


def _chart(figures: Compared, name: str, title: Text, found: list[tuple[str, Registered]], more: Text) -> Chart:
    period, all_now = period_words(figures.period), figures.now.registered
    words = text.words_registered.format(
        title=title, period=period, total=number(all_now.total), new=number(all_now.new),
        change=change(all_now.new, figures.before.registered.new),
    )  # fmt: skip
    if all_now.total:
        most = max(found, key=lambda item: item[1].total)
        words = Text(" ").join([words, text.words_most.format(what=most[0], count=number(most[1].total))])
    return Chart(
        name=name,
        title=title.plain(),
        subtitle=text.subtitle_registered.plain(period=period),
        series=(text.series_earlier.plain(), text.series_new.plain()),
        bars=tuple(Bar(label, (each.total - each.new, each.new), (_note(each),)) for label, each in found),
        is_stacked=True,
        empty=text.empty_registered.plain(),
        words=Text("\n").join([words, more]) if more else words,
    )


def _note(each: Registered) -> str:
    return f"{number(each.total)} (+{number(each.new)})" if each.new else number(each.total)
