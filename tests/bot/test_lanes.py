"""The lanes: who goes first, who waits, and that nobody is forgotten among many."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.lanes import Lanes
from durable.tables import Kind
from durable.work import Call

THEN = datetime(2026, 11, 25, tzinfo=UTC)


def call(number: int, chat_id: int, kind: Kind = Kind.BROADCAST) -> Call:
    return Call(number, 1, chat_id, kind, "sendMessage", "{}", THEN, THEN)


@pytest.fixture
def lanes() -> Lanes:
    return Lanes()


def all_that_go(lanes: Lanes, now: float) -> list[int]:
    """The calls that leave now, each chat's line staying busy."""
    gone = []
    while (head := lanes.next(now)) is not None:
        lanes.take(head)
        gone.append(head.id)
    return gone


def test_higher_kind_goes_first_then_the_older(lanes: Lanes) -> None:
    for number, chat_id, kind in (
        (3, 1, Kind.BROADCAST),
        (5, 2, Kind.ANSWER),
        (4, 3, Kind.ANSWER),
        (1, 4, Kind.NOTICE),
    ):
        lanes.add(call(number, chat_id, kind), 0.0)
    assert all_that_go(lanes, 0.0) == [4, 5, 1, 3]


def test_one_of_a_chat_at_a_time_and_the_answer_before_the_broadcast(lanes: Lanes) -> None:
    for one in (call(1, 7), call(2, 7, Kind.ANSWER), call(3, 7, Kind.ANSWER)):
        lanes.add(one, 0.0)
    order = []
    for _ in range(3):
        order += all_that_go(lanes, 0.0)
        lanes.free(7, 0.0)
    assert order == [2, 3, 1]


def test_retry_of_an_answer_is_seen_in_time_behind_a_thousand_broadcasts(lanes: Lanes) -> None:
    for number in range(1, 1001):
        lanes.add(call(number, number), 0.0)
    lanes.add(call(2000, 900, Kind.ANSWER), 0.0)
    answer = lanes.next(0.0)
    assert answer is not None
    lanes.take(answer)
    lanes.put_back(answer, 5.0)
    lanes.free(900, 0.0)
    first = lanes.next(4.9)
    assert (first.id if first else None, lanes.soonest(4.9)) == (1, 5.0)
    assert lanes.next(5.0) is answer


def test_what_waits_for_its_chat_lets_others_go_and_has_its_turn(lanes: Lanes) -> None:
    lanes.add(call(1, 1), 0.0)
    lanes.add(call(2, 2), 0.0)
    head = lanes.next(0.0)
    assert head is not None
    lanes.delay(head, 1.0)
    assert (all_that_go(lanes, 0.5), lanes.soonest(0.5)) == ([2], 1.0)
    assert all_that_go(lanes, 1.0) == [1]


def test_refused_chat_waits_as_told(lanes: Lanes) -> None:
    lanes.add(call(1, 1), 0.0)
    assert all_that_go(lanes, 0.0) == [1]
    lanes.refuse(1, 3.0)
    lanes.add(call(2, 1), 0.0)
    lanes.free(1, 0.0)
    assert (all_that_go(lanes, 2.9), lanes.soonest(2.9)) == ([], 3.0)
    assert all_that_go(lanes, 3.0) == [2]


def test_person_who_writes_wakes_what_waits_for_a_retry(lanes: Lanes) -> None:
    lanes.add(call(1, 1, Kind.ANSWER), 0.0)
    one = lanes.next(0.0)
    assert one is not None
    lanes.take(one)
    lanes.put_back(one, 60.0)
    lanes.free(1, 0.0)
    assert lanes.next(1.0) is None
    lanes.wake([1], 1.0)
    assert lanes.next(1.0) is one


def test_count_follows_whatever_happens(lanes: Lanes) -> None:
    for number in range(1, 5):
        lanes.add(call(number, number % 2), 0.0)
    lanes.add(call(4, 0), 0.0)  # known already
    assert lanes.count(Kind.BROADCAST) == 4
    taken = lanes.next(0.0)
    assert taken is not None
    lanes.take(taken)
    assert lanes.count(Kind.BROADCAST) == 3
    lanes.put_back(taken, 1.0)
    assert lanes.count(Kind.BROADCAST) == 4
    lanes.clear_all()
    assert (lanes.count(Kind.BROADCAST), lanes.next(2.0)) == (0, None)
