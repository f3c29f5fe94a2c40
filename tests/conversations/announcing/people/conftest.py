"""The village, and an officer who is asked for whom her announcement is."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from durable.database import Database
from tests.conversations.announcing.people.village import ASKED, a_village
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer
from tests.conversations.walks import does
from tests.databases import Fresh
from tests.driver import Person


@pytest.fixture
async def village(fresh: Fresh) -> AsyncIterator[CheckedOffice]:
    database = Database(fresh("sqlite", a_village))
    office = CheckedOffice(database)
    yield office
    await database.close()
    assert office.dead == []


@pytest.fixture
async def ani(village: CheckedOffice) -> Person:
    """An officer who is asked for whom her announcement is."""
    found = await an_officer(village, 1, "Ani")
    assert "untuk siapa" in (await does(found, *ASKED))[-1].text
    return found
