"""A class in words: when, where, with whom, about what."""

from __future__ import annotations

from datetime import tzinfo

from content.texts import Text
from handlers.local_time import told_clock, told_hour, told_weekday
from handlers.mentoring_words import label_of, told_choice
from handlers.workshops.names import text
from models import Workshop


def told_when(workshop: Workshop, zone: tzinfo) -> Text:
    """`Sabtu, 28 November, 09.00-11.00 WITA`."""
    day, start, end = told_weekday(workshop.starts_at, zone), workshop.starts_at, workshop.ends_at
    return text.told_when.format(day=day, start=told_clock(start, zone), end=told_clock(end, zone))


def told_decided(workshop: Workshop, zone: tzinfo) -> str:
    """When it is decided whether the class is held."""
    return told_hour(workshop.decides_at, zone)


def told_mentor(workshop: Workshop) -> str:
    """How the mentor is called."""
    return workshop.mentor_person.name or str(text.told_somebody)


def told_class(workshop: Workshop, zone: tzinfo) -> Text:
    """All that somebody who thinks of coming wants to know."""
    return text.told_class.format(
        title=workshop.title, when=told_when(workshop, zone), where=told_where(workshop), mentor=told_mentor(workshop),
        topic=told_topic(workshop),
    )  # fmt: skip


def told_where(workshop: Workshop) -> Text:
    """How one meets, and where or at which address."""
    way = label_of(workshop.way)
    if workshop.place is None:
        return text.told_where_later.format(way=way)
    return text.told_where.format(way=way, place=workshop.place)


def told_topic(workshop: Workshop) -> Text:
    """What it is about, and for which cluster."""
    topic = told_choice(workshop.topic)
    if workshop.cluster is None:
        return topic
    return text.told_topic_of.format(topic=topic, cluster=told_choice(workshop.cluster))
