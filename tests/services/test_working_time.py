"""Working time over office hours, weekends and holidays: the one table that people are told dates by."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.setting_values import office_hours
from services.working_time import USUAL_HOURS, OfficeHours, add_working_time, is_working_time, working_time_between

WITA = ZoneInfo("Asia/Makassar")
USUAL = office_hours("Mon-Thu 07:30-16:00 Fri 07:30-11:30")
WITH_BREAK = office_hours("Mon-Thu 07:30-12:00 13:00-16:00 Fri 07:30-11:30")
NO_WEDNESDAY = office_hours("Mon-Tue 08:00-12:00 Thu-Fri 08:00-12:00")


def local(written: str) -> datetime:
    return datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=WITA)


# 2026-11-23 is a Monday; 2026-12-25 (Friday) and 2027-01-01 (Friday) are holidays; 2028 is not known at all.
DAYS = [
    ("the same time on the next day", USUAL, "2026-11-23 10:00", 1, "2026-11-24 10:00"),
    ("two days", USUAL, "2026-11-23 10:00", 2, "2026-11-25 10:00"),
    ("a second after opening", USUAL, "2026-11-23 07:30", 1, "2026-11-24 07:30"),
    ("before opening counts from the opening", USUAL, "2026-11-23 05:00", 1, "2026-11-24 07:30"),
    ("after closing counts from the next opening", USUAL, "2026-11-23 18:00", 1, "2026-11-25 07:30"),
    ("at the close itself it is closed", USUAL, "2026-11-23 16:00", 1, "2026-11-25 07:30"),
    ("Thursday afternoon: Friday closes earlier", USUAL, "2026-11-26 14:00", 1, "2026-11-27 11:30"),
    ("over the short Friday the time of day is kept", USUAL, "2026-11-26 14:00", 2, "2026-11-30 14:00"),
    ("Friday morning", USUAL, "2026-11-27 09:00", 1, "2026-11-30 09:00"),
    ("Friday 11:30 is over", USUAL, "2026-11-27 11:30", 1, "2026-12-01 07:30"),
    ("Friday afternoon", USUAL, "2026-11-27 14:00", 1, "2026-12-01 07:30"),
    ("Saturday", USUAL, "2026-11-28 10:00", 1, "2026-12-01 07:30"),
    ("Sunday night", USUAL, "2026-11-29 23:59", 2, "2026-12-02 07:30"),
    ("over a holiday that is a Friday", USUAL, "2026-12-24 10:00", 1, "2026-12-28 10:00"),
    ("begun on a holiday", USUAL, "2026-12-25 10:00", 1, "2026-12-29 07:30"),
    ("over the end of the year", USUAL, "2026-12-31 10:00", 1, "2027-01-04 10:00"),
    ("a year whose holidays nobody knows yet", USUAL, "2027-12-31 09:00", 1, "2028-01-03 09:00"),
    ("New Year of an unknown year is a working day", USUAL, "2027-12-30 15:00", 2, "2028-01-03 15:00"),
    ("in the lunch break counts from its end", WITH_BREAK, "2026-11-23 12:30", 1, "2026-11-24 13:00"),
    ("at the end of the morning it is closed", WITH_BREAK, "2026-11-23 12:00", 1, "2026-11-24 13:00"),
    ("a time that lies in the break of the next day", USUAL[:1] + WITH_BREAK[1:], "2026-11-23 12:30", 1,
     "2026-11-24 13:00"),
    ("a day without hours", NO_WEDNESDAY, "2026-11-24 09:00", 1, "2026-11-26 09:00"),
    ("begun on a day without hours", NO_WEDNESDAY, "2026-11-25 09:00", 1, "2026-11-27 08:00"),
    ("no day at all, closed", USUAL, "2026-11-28 10:00", 0, "2026-11-30 07:30"),
    ("no day at all, open", USUAL, "2026-11-23 10:00", 0, "2026-11-23 10:00"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "hours", "start", "days", "end"), DAYS, ids=[row[0] for row in DAYS])
def test_working_days(what: str, hours: object, start: str, days: int, end: str) -> None:
    found = add_working_time(local(start).astimezone(UTC), hours, days=days, zone=WITA)  # type: ignore[arg-type]
    assert found.astimezone(WITA) == local(end)


TIMES = [
    ("inside a day", USUAL, "2026-11-23 10:00", 2.0, "2026-11-23 12:00"),
    ("up to the close", USUAL, "2026-11-23 10:00", 6.0, "2026-11-23 16:00"),
    ("over the night", USUAL, "2026-11-23 15:00", 2.0, "2026-11-24 08:30"),
    ("over the weekend", USUAL, "2026-11-27 11:00", 1.0, "2026-11-30 08:00"),
    ("over the break", WITH_BREAK, "2026-11-23 11:00", 2.0, "2026-11-23 14:00"),
    ("begun in the break", WITH_BREAK, "2026-11-23 12:30", 1.0, "2026-11-23 14:00"),
    ("begun at night", USUAL, "2026-11-23 03:00", 0.5, "2026-11-23 08:00"),
    ("several days long", USUAL, "2026-11-23 07:30", 20.0, "2026-11-25 10:30"),
]


@pytest.mark.parametrize(("what", "hours", "start", "count", "end"), TIMES, ids=[row[0] for row in TIMES])
def test_working_hours(what: str, hours: object, start: str, count: float, end: str) -> None:
    found = add_working_time(local(start), hours, time=timedelta(hours=count), zone=WITA)  # type: ignore[arg-type]
    assert found.astimezone(WITA) == local(end)


def test_hours_come_after_the_days() -> None:
    found = add_working_time(local("2026-11-26 15:00"), USUAL, days=1, time=timedelta(hours=1), zone=WITA)
    assert found.astimezone(WITA) == local("2026-11-30 08:30")


def test_result_is_in_utc_whatever_the_start_is_in() -> None:
    for start in (local("2026-11-23 10:00"), local("2026-11-23 10:00").astimezone(ZoneInfo("America/New_York"))):
        found = add_working_time(start, USUAL, days=1, zone=WITA)
        assert (found, found.tzinfo) == (datetime(2026, 11, 24, 2, 0, tzinfo=UTC), UTC)


def test_what_starts_later_is_never_due_earlier() -> None:
    starts = [local("2026-12-21 00:00") + timedelta(minutes=45 * step) for step in range(600)]
    for hours in (USUAL, WITH_BREAK, NO_WEDNESDAY):
        for days in (0, 1, 2, 3):
            due = [add_working_time(start, hours, days=days, zone=WITA) for start in starts]
            assert due == sorted(due)
            assert all(found >= start for found, start in zip(due, starts, strict=True))


def test_other_holidays_can_be_given() -> None:
    found = add_working_time(
        local("2026-11-23 10:00"), USUAL, days=1, is_holiday=lambda day: day == date(2026, 11, 24), zone=WITA
    )
    assert found.astimezone(WITA) == local("2026-11-25 10:00")


@pytest.mark.parametrize(
    ("instant", "is_open"),
    [
        ("2026-11-23 07:29", False), ("2026-11-23 07:30", True), ("2026-11-23 15:59", True),
        ("2026-11-23 16:00", False), ("2026-11-27 12:00", False), ("2026-11-28 10:00", False),
        ("2026-12-25 10:00", False),
    ],
)  # fmt: skip
def test_office_is_open_or_not(instant: str, is_open: bool) -> None:
    assert is_working_time(local(instant), USUAL, zone=WITA) is is_open


@pytest.mark.parametrize(
    ("hours", "start", "end", "open_hours"),
    [
        (USUAL, "2026-11-23 10:00", "2026-11-23 11:30", 1.5),
        (USUAL, "2026-11-23 05:00", "2026-11-23 20:00", 8.5),
        (USUAL, "2026-11-23 15:00", "2026-11-24 08:30", 2),
        (USUAL, "2026-11-23 18:00", "2026-11-24 06:00", 0),
        (USUAL, "2026-11-27 10:30", "2026-11-30 08:00", 1.5),  # Friday to Monday
        (USUAL, "2026-12-24 15:00", "2026-12-28 08:30", 2),  # Christmas and a weekend
        (WITH_BREAK, "2026-11-23 11:00", "2026-11-23 14:00", 2),
        (USUAL, "2026-11-28 10:00", "2026-11-29 10:00", 0),
        (USUAL, "2026-11-23 12:00", "2026-11-23 10:00", 0),  # answered before it was asked: no time
    ],
)
def test_time_between_counts_open_hours(hours: OfficeHours, start: str, end: str, open_hours: float) -> None:
    found = working_time_between(local(start), local(end), hours, zone=WITA)
    assert found == timedelta(hours=open_hours)


def test_time_between_and_adding_agree() -> None:
    start = local("2026-11-25 13:10")
    for minutes in range(0, 3000, 70):
        waited = timedelta(minutes=minutes)
        end = add_working_time(start, WITH_BREAK, time=waited, zone=WITA)
        assert working_time_between(start, end, WITH_BREAK, zone=WITA) == waited


def test_office_that_is_never_open_is_refused() -> None:
    for hours, is_holiday in ((((),) * 7, lambda day: False), (USUAL, lambda day: True)):
        with pytest.raises(ValueError, match="never open"):
            add_working_time(local("2026-11-23 10:00"), hours, days=1, is_holiday=is_holiday, zone=WITA)


@pytest.mark.parametrize("back", [{"days": -1}, {"time": timedelta(hours=-1)}])
def test_time_only_runs_forward(back: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_time(local("2026-11-23 10:00"), USUAL, zone=WITA, **back)  # type: ignore[arg-type]


def test_usual_hours_are_those_of_the_settings() -> None:
    assert USUAL_HOURS == USUAL
    assert USUAL_HOURS[0] == ((time(7, 30), time(16, 0)),)
