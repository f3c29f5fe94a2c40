"""An office with an administrator and two officers, at a time at which it works, and its clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from durable import clock
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.scenes import scene

from .talk import WITA, StaffedOffice

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)


class Time:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = MONDAY

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)

    def is_at(self, day: int, hour: int, minute: int = 0) -> None:
        self.now = datetime(2026, 11, day, hour, minute, tzinfo=WITA)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now.astimezone(UTC))
    return found


@pytest.fixture
async def desk(office: CheckedOffice, time: Time) -> StaffedOffice:
    """On SQLite: enough for most."""
    return await scene(office, StaffedOffice.opened)


@pytest.fixture
async def desk_on_both(office_on_both: CheckedOffice, time: Time) -> StaffedOffice:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    return await scene(office_on_both, StaffedOffice.opened)
