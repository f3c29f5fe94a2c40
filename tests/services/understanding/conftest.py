"""The real answers and one index over them, for all tests of understanding."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from content.answers.document import FaqDocument
from services.understanding.index import Index
from services.understanding.understander import Understander
from tests.understanders import make_understander, seed_documents, seed_index


@pytest.fixture(scope="session")
def documents() -> Mapping[str, FaqDocument]:
    return seed_documents()


@pytest.fixture(scope="session")
def index() -> Index:
    return seed_index()


@pytest.fixture
def understander() -> Understander:
    return make_understander()
