"""The times that figures are about, and those they are compared with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.office_clock import WITA
from services.statistics.periods import LastDays, Quarter, period_of, quarter_of, quarters

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def test_days_are_compared_with_as_many_before() -> None:
    period = LastDays(30, NOW)
    assert (period.start, period.before) == (NOW - timedelta(days=30), LastDays(30, NOW - timedelta(days=30)))


@pytest.mark.parametrize(
    ("number", "start", "end", "before"),
    [
        (1, datetime(2026, 1, 1, tzinfo=WITA), datetime(2026, 4, 1, tzinfo=WITA), (2025, 4)),
        (4, datetime(2026, 10, 1, tzinfo=WITA), datetime(2027, 1, 1, tzinfo=WITA), (2026, 3)),
    ],
)
def test_quarter_is_three_months_of_the_office(
    number: int, start: datetime, end: datetime, before: tuple[int, int]
) -> None:
    quarter = Quarter(2026, number, WITA)
    assert (quarter.start, quarter.end) == (start, end)
    assert (quarter.before.year, quarter.before.number) == before
    assert quarter.before.after == quarter


def test_quarter_begins_at_the_offices_midnight() -> None:
    new_year = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    assert quarter_of(new_year, WITA) == Quarter(2027, 1, WITA)
    assert quarter_of(new_year - timedelta(seconds=1), WITA) == Quarter(2026, 4, WITA)
    assert [each.key for each in quarters(NOW, WITA, 5)] == ["2026q4", "2026q3", "2026q2", "2026q1", "2025q4"]


@pytest.mark.parametrize(
    "period", [LastDays(7, NOW), LastDays(90, NOW), Quarter(2026, 4, WITA), Quarter(2024, 1, WITA)]
)
def test_name_of_a_period_is_read_back(period: LastDays | Quarter) -> None:
    assert period_of(period.key, NOW, WITA) == period


@pytest.mark.parametrize("key", ["", "8", "07", "2027q1", "2026q5", "2026q0", "2023q4", "2026Q1", "x", "²", "-7"])
def test_what_names_no_period(key: str) -> None:
    assert period_of(key, NOW, WITA) is None
