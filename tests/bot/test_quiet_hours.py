"""Quiet hours in the office's zone: where they begin, where they end, and across midnight."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.quiet_hours import quiet_until

WITA = ZoneInfo("Asia/Makassar")
NIGHT = (time(21, 0), time(6, 0))
NOON = (time(12, 0), time(13, 30))


def at(text: str) -> datetime:
    return datetime.strptime(f"2026-03-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=WITA).astimezone(UTC)


@pytest.mark.pitfall(34)
@pytest.mark.parametrize(
    ("hours", "now", "until"),
    [
        (NIGHT, "10 20:59", None),
        (NIGHT, "10 21:00", "11 06:00"),
        (NIGHT, "10 23:00", "11 06:00"),
        (NIGHT, "11 00:00", "11 06:00"),
        (NIGHT, "11 05:59", "11 06:00"),
        (NIGHT, "11 06:00", None),
        (NIGHT, "31 23:59", "32 06:00"),
        (NOON, "10 11:59", None),
        (NOON, "10 12:00", "10 13:30"),
        (NOON, "10 13:30", None),
        ((time(0, 0), time(0, 0)), "10 23:00", None),
        ((time(0, 0), time(5, 0)), "10 00:00", "10 05:00"),
        ((time(22, 0), time(0, 0)), "10 23:00", "11 00:00"),
    ],
)
def test_instant_lies_in_quiet_hours_or_not(hours: tuple[time, time], now: str, until: str | None) -> None:
    expected = datetime(2026, 4, 1, 6, tzinfo=WITA) if until == "32 06:00" else at(until) if until else None
    assert quiet_until(hours, WITA)(at(now)) == expected
