"""An office with one officer, on a Monday morning."""

from __future__ import annotations

from datetime import timedelta

import pytest

from durable import clock
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.scenes import scene

from .office import MONDAY, MatchingOffice


class Time:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = MONDAY

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture(autouse=True)
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now)
    return found


@pytest.fixture
async def desk(office: CheckedOffice) -> MatchingOffice:
    """On SQLite: enough for most."""
    return await scene(office, MatchingOffice.opened)


@pytest.fixture
async def desk_on_both(office_on_both: CheckedOffice) -> MatchingOffice:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    return await scene(office_on_both, MatchingOffice.opened)
