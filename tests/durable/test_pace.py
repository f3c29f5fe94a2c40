"""The pace, against a clock of its own: never above the rate in any second, even after a pause, and answers first."""

from __future__ import annotations

import random
from heapq import heappop, heappush

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from durable.pace import CHAT_BURST, CHAT_SECONDS, EVEN, MARGIN, Pace

RATE = 30


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


def most_in_a_second(times: list[float]) -> int:
    """The fullest second that begins with a message; not to fail by the last digit of a float it is a hair shorter."""
    return max(sum(start <= at < start + 0.999999 for at in times) for start in times)


@pytest.mark.parametrize("rate", [1, 7, 30])
def test_first_two_do_not_leave_together(rate: float) -> None:
    first, second = leave_times(rate, 2, 0.001)
    assert second - first == pytest.approx(EVEN / rate, abs=0.002)


@given(rate=st.integers(1, 60), step=st.floats(0.001, 0.2))
@settings(max_examples=60)
def test_no_second_holds_more_than_the_rate(rate: int, step: float) -> None:
    assert most_in_a_second(leave_times(rate, 3 * rate + 2, step)) <= rate


def run(acts: list[tuple[float, int]], seconds: float, step: float) -> tuple[list[float], list[float]]:
    """A broadcast without end beside what somebody waits for, (asked at, weight): (all that left, each wait).

    An album counts as often as it has pictures.
    """
    pace, now, left, waits, waiting = Pace(RATE), 0.0, [], [], sorted(acts)
    while now < seconds:
        if waiting and waiting[0][0] <= now:
            at, weight = waiting[0]
            if pace.wait(now, somebody_waits=True, weight=weight) <= 0:
                pace.spend(len(left), now, weight)
                left += [now] * weight
                waits.append(now - at)
                waiting.pop(0)
                continue
        elif pace.wait(now) <= 0:
            pace.spend(len(left), now)
            left.append(now)
        now += step
    return left, waits


@given(acts=st.lists(st.tuples(st.floats(0, 3), st.integers(1, 10)), max_size=25), step=st.floats(0.001, 0.02))
@settings(max_examples=60)
def test_no_second_holds_more_than_the_rate_whatever_people_ask_meanwhile(
    acts: list[tuple[float, int]], step: float
) -> None:
    left, _ = run(acts, 4, step)
    assert most_in_a_second(left) <= RATE


def test_broadcast_alone_keeps_97_percent_of_the_rate() -> None:
    """Also when the loop wakes late, now and then."""
    left, _ = run([], 20, 0.0013)
    assert 0.97 * RATE <= len(left) / 20 <= RATE


def test_broadcast_and_answers_together_keep_97_percent_of_the_rate() -> None:
    left, _ = run([(0.13 * number, 1) for number in range(140)], 20, 0.0013)
    assert 0.97 * RATE <= len(left) / 20 <= RATE


def test_answer_waits_for_no_even_gap_of_a_broadcast() -> None:
    """It may leave as soon as the last second and the margin have room, in the middle between two broadcasts."""
    gap = EVEN / RATE
    _, waits = run([(10 + 0.701 * number, 1) for number in range(40)], 40, 0.0005)
    assert max(waits) <= 1 + MARGIN - (RATE - 1) * gap + 0.001
    assert sorted(waits)[20] < gap / 2


def arrivals(way: tuple[float, float], count: int, seed: int) -> list[float]:
    """When messages arrive whose ways there and back take a time between these two each, drawn anew every time."""
    chance, pace, now, found, answers = random.Random(seed), Pace(RATE), 0.0, [], []
    while len(found) < count:
        while answers and answers[0][0] <= now:
            at, left, _, departure = heappop(answers)
            pace.answered(departure, left, at)
        if pace.wait(now) <= 0:
            departure = pace.spend(len(found), now)
            there, back = chance.uniform(*way), chance.uniform(*way)
            heappush(answers, (now + there + back, now, len(found), departure))
            found.append(now + there)
        now += 0.001
    return sorted(found)


@pytest.mark.parametrize("way", [(0.02, 0.04), (0.0005, 0.002), (0.15, 0.155)])
def test_road_of_uneven_length_brings_no_second_over_the_rate_and_keeps_97_percent(way: tuple[float, float]) -> None:
    at = arrivals(way, 900, 7)
    assert most_in_a_second(at) <= RATE
    assert (len(at) - 1) / (at[-1] - at[0]) >= 0.97 * RATE


def test_line_that_stands_still_now_and_then_brings_no_second_over_the_rate() -> None:
    """What came through late and in a heap counts from when it came through."""
    pace, now, at, open_ones = Pace(RATE), 0.0, [], []
    while len(at) < 400:
        stands = now % 2.0 > 1.85
        if not stands:
            for departure, left in open_ones:
                at.append(now + 0.001)
                pace.answered(departure, left, now + 0.002)
            open_ones.clear()
        if pace.wait(now) <= 0:
            open_ones.append((pace.spend(len(at), now), now))
        now += 0.001
    assert most_in_a_second(at) <= RATE


def test_many_answers_at_once_do_not_leave_as_one_heap() -> None:
    pace, at_once = Pace(RATE), 0
    while pace.wait(5.0, somebody_waits=True) <= 0:
        pace.spend(at_once, 5.0)
        at_once += 1
    assert RATE // 3 <= at_once <= RATE // 3 + 1


def test_place_is_kept_for_an_answer_that_is_being_made() -> None:
    pace = Pace(RATE)
    for number in range(RATE - 1):
        pace.spend(number, 5.0 + number / 1000)
    assert pace.wait(5.99, keep=1) == pytest.approx(1 + MARGIN - 0.99)
    assert pace.wait(5.99, somebody_waits=True) == 0.0


def test_album_counts_its_pictures() -> None:
    pace = Pace(RATE)
    pace.spend(1, 5.0, 10)
    assert pace.wait(5.0) == pytest.approx(10 * EVEN / RATE)


def test_album_larger_than_the_rate_leaves_all_the_same() -> None:
    pace = Pace(5)
    assert pace.wait(5.0, weight=10) == 0.0
    pace.spend(1, 5.0, 10)
    assert pace.wait(5.0) == pytest.approx(10 * EVEN / 5)


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
    assert (pace.wait(5.0), pace.wait(5.0, somebody_waits=True)) == (5.0, 5.0)
