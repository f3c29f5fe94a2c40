"""One index over the real answers for all tests of a run, kept on a shelf that the test processes share."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from content.answers import seed
from content.answers.document import FaqDocument
from services.understanding import shelf
from services.understanding.index import Index
from services.understanding.understander import Understander


@pytest.fixture(scope="session")
def documents() -> Mapping[str, FaqDocument]:
    return seed.load()


@pytest.fixture(scope="session")
def index(documents: Mapping[str, FaqDocument], tmp_path_factory: pytest.TempPathFactory) -> Index:
    return shelf.index_for(documents, tmp_path_factory.getbasetemp().parent / "understanding")


@pytest.fixture
def understander(index: Index, documents: Mapping[str, FaqDocument]) -> Understander:
    return Understander(index, documents)
