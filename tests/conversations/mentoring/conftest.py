"""An office with two mentors and a producer, on a Monday morning before the mentors' cards."""

from __future__ import annotations

import pytest

from tests.conversations.checked_office import CheckedOffice
from tests.conversations.scenes import scene
from tests.conversations.tickets.conftest import Time, time

from .talk import MentoredOffice

__all__ = ["time"]


async def _opened(office: CheckedOffice, time: Time) -> MentoredOffice:
    time.is_at(23, 8)
    found = MentoredOffice(office)
    await found.add_mentor("Bu Dewi", stars=5)
    await found.add_mentor("Pak Rahmat", stars=4)
    return found


@pytest.fixture
async def mentored(office: CheckedOffice, time: Time) -> MentoredOffice:
    """On SQLite: enough for most."""
    return await scene(office, _opened, time)


@pytest.fixture
async def mentored_on_both(office_on_both: CheckedOffice, time: Time) -> MentoredOffice:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    return await scene(office_on_both, _opened, time)
