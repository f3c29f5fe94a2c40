"""The supervisor's child processes: started again when they die, left alone when they have said what is wrong."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

import pytest

from bot.supervisor import Child
from durable import clock


class Time:
    """Monotonic seconds that a test moves."""

    now = 1000.0


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "monotonic", lambda: found.now)
    return found


@pytest.fixture
def children() -> Iterator[list[Child]]:
    made: list[Child] = []
    yield made
    for child in made:
        child.stop()


def child(children: list[Child], code: str) -> Child:
    made = Child("bot", [sys.executable, "-c", code], dict(os.environ))
    children.append(made)
    return made


LIVES = "import time; time.sleep(60)"


def wait_for_the_end(one: Child) -> None:
    assert one.process is not None
    one.process.wait(20)


def test_killed_child_is_started_again_after_a_wait(children: list[Child], time: Time) -> None:
    one = child(children, LIVES)
    one.look_after()
    assert one.process is not None
    first = one.process.pid
    os.kill(first, signal.SIGKILL)
    wait_for_the_end(one)
    assert (one.look_after(), one.process) == (None, None)
    time.now += 0.4
    one.look_after()
    assert one.process is None
    time.now += 0.2
    one.look_after()
    assert one.process is not None
    assert one.process.pid != first


def test_waits_grow_with_quick_deaths_and_begin_anew_after_a_good_while(children: list[Child], time: Time) -> None:
    one, waits = child(children, "raise SystemExit(3)"), []
    for _ in range(6):
        one.look_after()
        wait_for_the_end(one)
        one.look_after()
        waits.append(round(one.not_before - time.now, 1))
        time.now = one.not_before
    assert waits == [0.5, 1.0, 2.0, 5.0, 10.0, 10.0]
    one.command = [sys.executable, "-c", LIVES]
    one.look_after()
    time.now += 31
    one.look_after()
    assert one.failures == 0


def test_child_that_said_what_is_wrong_ends_everything(children: list[Child], time: Time) -> None:
    one = child(children, "raise SystemExit(1)")
    one.look_after()
    wait_for_the_end(one)
    assert one.look_after() == 1


def test_stop_ends_a_child_and_may_be_called_twice(children: list[Child], time: Time) -> None:
    one = child(children, LIVES)
    one.stop()  # never started
    one.look_after()
    one.stop()
    one.stop()
    assert one.process is not None
    assert one.process.returncode == -signal.SIGTERM
