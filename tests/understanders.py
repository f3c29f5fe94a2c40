"""What understands questions, for tests: learnt once from the real answers and shared by all test processes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.understanding import SHELF, learn_or_wait
from content.answers import seed
from content.answers.document import FaqDocument
from services.understanding.index import Index
from services.understanding.understander import Understander


@cache
def seed_documents() -> Mapping[str, FaqDocument]:
    """The answers of content/faq/."""
    return seed.load()


@cache
def seed_index() -> Index:
    """An index over them."""
    return learn_or_wait(seed_documents(), SHELF)


def make_understander() -> Understander:
    """A fresh one, that remembers nothing of another test."""
    return Understander(seed_index(), seed_documents())
