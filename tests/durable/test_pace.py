"""The pace, against a clock of its own: never above the rate, even after a pause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from durable.pace import CHAT_BURST, CHAT_SECONDS, Pace


def leave_times(rate: float, count: int, step: float) -> list[float]:
    """When `count` messages leave if the sender looks every `step` seconds, from second 5 on."""
    pace, now, left = Pace(rate), 5.0, []
    while len(left) < count:
        if pace.wait(now) <= 0:
            pace.spend(len(left), now)
            left.append(now)
        else:
            now += step
    return left


@pytest.mark.parametrize("rate", [1, 7, 30])
def test_first_two_do_not_leave_together(rate: float) -> None:
    first, second = leave_times(rate, 2, 0.001)
    assert second - first == pytest.approx(1 / rate, abs=0.002)


@given(rate=st.floats(8, 60), step=st.floats(0.01, 0.2))
def test_no_second_holds_more_than_the_rate_and_one(rate: float, step: float) -> None:
    times = leave_times(rate, 80, step)
    for start in times:
        within = sum(start <= at < start + 1 for at in times)
        assert within <= rate + 2


def test_rate_of_nothing_sets_no_pace() -> None:
    pace = Pace(0)
    pace.spend(1, 5.0)
    assert (pace.wait(5.0), pace.chat_wait(1, 5.0)) == (0.0, 0.0)


def test_chat_gets_a_small_burst_and_then_one_a_second() -> None:
    pace, now, left = Pace(1000), 5.0, []
    while len(left) < CHAT_BURST + 3:
        if pace.chat_wait(1, now) <= 0:
            pace.spend(1, now)
            left.append(now)
        else:
            now += 0.001
    burst = left[:CHAT_BURST]
    assert burst == [5.0] * CHAT_BURST
    later = [round(b - a, 2) for a, b in zip(left[CHAT_BURST - 1 :], left[CHAT_BURST:], strict=False)]
    assert later == [CHAT_SECONDS] * 3


def test_hold_holds_everything() -> None:
    pace = Pace(30)
    pace.hold(10.0)
    assert pace.wait(5.0) == 5.0
