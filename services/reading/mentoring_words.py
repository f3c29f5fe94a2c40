"""Topics, clusters, ways, languages and kinds of mentors in what people type: `kemasan sama label`, `telepon`."""

from __future__ import annotations

from content.yaml_files import read_yaml
from models.mentoring_choices import Cluster, Expertise, MentorKind, Spoken, Way
from services.reading.folding import folded, holds_words


def read_expertise(text: str) -> list[Expertise]:
    """The topics that a text names; empty when it names none."""
    return [Expertise(key) for key in _found(text, "topic")]


def read_clusters(text: str) -> list[Cluster]:
    """The clusters that a text names."""
    return [Cluster(key) for key in _found(text, "cluster")]


def read_ways(text: str) -> list[Way]:
    """The ways of meeting that a text names."""
    return [Way(key) for key in _found(text, "way")]


def read_languages(text: str) -> list[Spoken]:
    """The languages that a text names, Indonesian aside: that is taken for granted."""
    return [Spoken(key) for key in _found(text, "language")]


def read_mentor_kinds(text: str) -> list[MentorKind]:
    """Where somebody comes from, as a text says it."""
    return [MentorKind(key) for key in _found(text, "kind")]


def _found(text: str, topic: str) -> list[str]:
    said = folded(text)
    rows: dict[str, list[str]] = read_yaml("rules/mentoring_words.yaml")[topic]
    return [key for key, phrases in rows.items() if any(holds_words(said, phrase) for phrase in phrases)]
