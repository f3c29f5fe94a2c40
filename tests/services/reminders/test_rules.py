"""When a reminder is due: a table of leads, quiet hours, signal windows and distances."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from models import Occasion
from services.office_clock import WITA, OfficeClock
from services.reminders.allowed import Window, allowed_time, is_within_quiet_hours
from services.reminders.rules import Moment, Recipient, Span, moment

OFFICE = OfficeClock()  # nobody is disturbed from 21 to 6
NO_QUIET = (time(0), time(0))
DAY, HOUR, RATE, TRIED = Occasion.DAY_BEFORE, Occasion.HOUR_BEFORE, Occasion.RATE, Occasion.TRIED_7


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant in November 2026, in WITA; the 26th is a Thursday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=WITA)


def due(
    occasion: Occasion,
    start: datetime,
    *,
    now: datetime | None = None,
    window: Window | None = None,
    is_remote: bool = False,
) -> datetime | None:
    """When it is due for a session of one hour."""
    span = Span(start, start + timedelta(hours=1))
    found = moment(occasion, span, Recipient(is_remote, window), now or at(20, 9), OFFICE)
    return None if found is None else found.due_at


@pytest.mark.pitfall(34)
@pytest.mark.parametrize(
    ("occasion", "start", "different", "expected"),
    [
        # Nothing in the way.
        (DAY, at(26, 10), {}, at(25, 10)),
        (HOUR, at(26, 10), {}, at(26, 9)),
        (RATE, at(26, 10), {}, at(26, 12)),
        (TRIED, at(19, 10), {}, at(26, 10)),
        (TRIED, at(19, 20), {}, at(26, 10)),
        (Occasion.TRIED_30, at(1, 10), {"now": at(2, 9)}, datetime(2026, 12, 1, 10, tzinfo=WITA)),
        # From a remote district one needs longer; where that has passed, the usual lead is better than nothing.
        (DAY, at(26, 10), {"is_remote": True}, at(24, 10)),
        (HOUR, at(26, 10), {"is_remote": True}, at(26, 7)),
        (DAY, at(26, 10), {"is_remote": True, "now": at(24, 11)}, at(25, 10)),
        (HOUR, at(26, 10), {"is_remote": True, "now": at(26, 8)}, at(26, 9)),
        (RATE, at(26, 10), {"is_remote": True}, at(26, 12)),
        # Quiet hours: brought forward before a session, put off after it.
        (HOUR, at(26, 6, 30), {}, at(25, 20, 45)),
        (HOUR, at(26, 8), {"is_remote": True}, at(25, 20, 45)),
        (HOUR, at(26, 7), {}, at(26, 6)),
        (HOUR, at(26, 21), {}, at(26, 20)),
        (HOUR, at(26, 22), {}, at(26, 20, 45)),
        (RATE, at(26, 19), {}, at(27, 6)),
        (RATE, at(26, 18, 30), {}, at(26, 20, 30)),
        # A signal window.
        (DAY, at(26, 10), {"window": (18, 21)}, at(24, 20, 45)),
        (DAY, at(26, 19), {"window": (18, 21)}, at(25, 19)),
        (HOUR, at(26, 10), {"window": (6, 9)}, at(26, 8, 45)),
        (HOUR, at(26, 10), {"window": (11, 14)}, at(25, 13, 45)),
        (RATE, at(26, 10), {"window": (6, 9)}, at(27, 6)),
        (TRIED, at(19, 10), {"window": (18, 21)}, at(26, 18)),
        # The window crosses midnight: what of it is not quiet counts.
        (RATE, at(26, 10), {"window": (20, 2)}, at(26, 20)),
        (HOUR, at(26, 10), {"window": (20, 2)}, at(25, 20, 45)),
        # All of the window is quiet: it cannot be kept.
        (HOUR, at(26, 10), {"window": (22, 5)}, at(26, 9)),
        # Never before the booking: from then on as soon as it is allowed, if that leaves a quarter of an hour.
        (HOUR, at(26, 10), {"window": (11, 14), "now": at(25, 12)}, at(25, 13, 45)),
        (HOUR, at(26, 10), {"window": (11, 14), "now": at(25, 13, 50)}, at(25, 13, 50)),
        (HOUR, at(26, 6, 30), {"now": at(26, 1)}, at(26, 6)),
        (HOUR, at(26, 6, 15), {"now": at(26, 1)}, at(26, 6)),
        (DAY, at(26, 10), {"window": (18, 21), "now": at(25, 9)}, at(25, 18)),
        # Not even that: as wanted, though there may be no signal, but never in the quiet hours.
        (HOUR, at(26, 10), {"window": (11, 14), "now": at(25, 15)}, at(26, 9)),
        (HOUR, at(26, 6, 10), {"now": at(26, 1)}, None),
        # The moment has passed already, or the later reminder says it.
        (DAY, at(26, 10), {"now": at(25, 10, 1)}, None),
        (HOUR, at(26, 10), {"now": at(26, 9, 1)}, None),
        (RATE, at(26, 10), {"now": at(26, 12, 1)}, None),
        (DAY, at(26, 7), {"window": (6, 7), "now": at(25, 6, 50)}, at(25, 6, 50)),
        (DAY, at(26, 10), {"window": (8, 10), "now": at(25, 9, 59)}, at(25, 9, 59)),
        (DAY, at(26, 8), {"window": (5, 7), "now": at(25, 7, 30)}, at(25, 8)),
    ],
)  # fmt: skip
def test_moment_by_the_rules(
    occasion: Occasion, start: datetime, different: dict[str, object], expected: datetime | None
) -> None:
    assert due(occasion, start, **different) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("occasion", "until"),
    [(DAY, at(26, 8)), (HOUR, at(26, 10, 10)), (RATE, at(29, 12)), (TRIED, datetime(2026, 12, 8, 10, tzinfo=WITA))],
)
def test_each_is_of_use_for_its_time(occasion: Occasion, until: datetime) -> None:
    span = Span(at(26, 10), at(26, 11))
    found = moment(occasion, span, Recipient(), at(20, 9), OFFICE)
    assert found is not None
    assert found.useful_until == until


def test_time_after_the_session_counts_from_when_it_comes() -> None:
    span = Span(at(26, 19), at(26, 20))
    assert moment(RATE, span, Recipient(), at(20, 9), OFFICE) == Moment(at(27, 6), at(30, 6))


@pytest.mark.parametrize("occasion", [DAY, HOUR])
def test_unwanted_is_left_out(occasion: Occasion) -> None:
    span = Span(at(26, 10), at(26, 11))
    assert moment(occasion, span, Recipient(unwanted=frozenset({occasion})), at(20, 9), OFFICE) is None


def test_no_moment_is_ever_quiet_passed_or_useless() -> None:
    """Every quarter of an hour as a beginning and as a booking, with every window: what is due may be due."""
    awake = allowed_time(WITA, OFFICE.quiet_hours)
    for occasion in (DAY, HOUR, RATE):
        for quarter in range(0, 96, 3):
            start = at(26, quarter // 4, quarter % 4 * 15)
            for ahead in (1, 2, 5, 13, 26, 50):
                now = start - timedelta(hours=ahead)
                for window in (None, (6, 9), (11, 14), (18, 21), (23, 2), (4, 7)):
                    span = Span(start, start + timedelta(hours=1))
                    found = moment(occasion, span, Recipient(quarter % 2 == 0, window), now, OFFICE)
                    if found is not None:
                        assert awake.has(found.due_at)
                        assert found.due_at >= now
                        assert found.useful_until > found.due_at


def test_no_quiet_hours_and_no_window_allow_everything() -> None:
    everything = allowed_time(WITA, NO_QUIET)
    assert everything.spans == ((0, 1440),)
    assert everything.last_until(at(26, 3)) == at(26, 3)


def test_window_and_quiet_hours_are_of_the_offices_zone() -> None:
    jakarta = OfficeClock(zone=ZoneInfo("Asia/Jakarta"))
    span = Span(at(26, 7), at(26, 8))  # 6 in Jakarta
    found = moment(HOUR, span, Recipient(), at(20, 9), jakarta)
    assert found is not None
    assert found.due_at == at(25, 21, 45)  # 20.45 there


@pytest.mark.parametrize(
    ("window", "expected"), [((22, 5), True), ((21, 6), True), ((20, 2), False), ((5, 7), False), ((6, 9), False)]
)
def test_window_in_the_quiet_hours_is_known(window: Window, expected: bool) -> None:
    assert is_within_quiet_hours(OFFICE.quiet_hours, window) is expected
