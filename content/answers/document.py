"""One answer of the FAQ: its fields, its words in each language, the ways to ask for it, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

CATEGORIES = ("izin", "pirt", "bpom", "halal", "sni", "label", "kemasan", "mutu", "pasar", "merek", "dukungan")
WAYS_OF_ASKING = ("hp", "warga", "cerita", "umum", "forum", "daerah", "petugas")
"""In a hurry on the phone, in a few words by all kinds of people, as a story without the terms, as on public pages, in
in mixed tongues or misspelt, and what staff have added. Each was written by somebody else, so that cross-validation
can hold one out."""
STATUSES = ("published", "draft")
DOUBT = "[cek]"
"""Ends a line that somebody at the office has to confirm; people read it as `perlu dicek ke dinas`."""


@dataclass(frozen=True)
class Source:
    """Where a statement comes from. `is_official`: seen in the rule itself or on a page of a public office."""

    name: str
    page: str = ""
    is_verified: bool = True
    is_official: bool = False
    changes: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Recalled only, or known to be changing: the office has to confirm it."""
        return self.changes or not self.is_verified


@dataclass(frozen=True)
class FaqDocument:
    """One answer. `bodies` are its words by language: the answer in the first line, then a few lines or steps."""

    id: str
    title: Mapping[str, str]
    button: Mapping[str, str]
    category: str
    related: tuple[str, ...]
    reviewed_on: date
    review_by: date
    status: str
    sources: tuple[Source, ...]
    ask: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, str]

    @property
    def questions(self) -> tuple[str, ...]:
        """Every way to ask for it."""
        return tuple(question for questions in self.ask.values() for question in questions)

    @property
    def is_published(self) -> bool:
        """Whether people get it."""
        return self.status == "published"
