"""Leases: one holder at a time, judged by a clock that each keeps for itself."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from durable import clock
from durable.database import Database
from durable.leases import HELD_SECONDS, LEASE_SECONDS, RENEW_SECONDS, LeaseKeeper, leases, new_holder
from tests.driver import BOT


class Time:
    """Monotonic seconds that a test moves."""

    now = 1000.0


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "monotonic", lambda: found.now)
    return found


def keeper(machine: str, job: str = "sender") -> LeaseKeeper:
    return LeaseKeeper(BOT, job, f"{machine}/1/x")


async def hold(database: Database, one: LeaseKeeper) -> bool:
    async with database.write() as connection:
        return await one.hold(connection)


async def test_second_keeper_waits_while_the_first_renews(database: Database, time: Time) -> None:
    first, second = keeper("a"), keeper("b")
    for _ in range(12):
        assert [await hold(database, first), await hold(database, second)] == [True, False]
        assert [first.is_held, second.is_held] == [True, False]
        time.now += RENEW_SECONDS


async def test_silent_holder_is_replaced_and_learns_of_it(database: Database, time: Time) -> None:
    first, second = keeper("a"), keeper("b")
    assert [await hold(database, first), await hold(database, second)] == [True, False]
    time.now += LEASE_SECONDS
    assert [first.is_held, await hold(database, second)] == [False, False]
    time.now += 0.1
    assert [await hold(database, second), second.is_held] == [True, True]
    assert [await hold(database, first), first.is_held] == [False, False]


async def test_holder_that_slept_drops_the_lease_as_soon_as_it_looks(database: Database, time: Time) -> None:
    """The monotonic clock of a sleeping computer stands still: the holder's own time says nothing."""
    first, second = keeper("a"), keeper("b")
    await hold(database, first)
    held_until = first._renewed_at
    await hold(database, second)
    time.now += LEASE_SECONDS + 1
    await hold(database, second)
    time.now = held_until + 1
    assert first.is_held
    assert [await hold(database, first), first.is_held] == [False, False]


async def test_renewal_lost_at_the_commit_makes_no_second_holder(database: Database, time: Time) -> None:
    first, second = keeper("a"), keeper("b")
    await hold(database, first)
    await hold(database, second)
    time.now += RENEW_SECONDS
    with pytest.raises(ConnectionError):  # noqa: PT012
        async with database.write() as connection:
            await first.hold(connection)
            raise ConnectionError
    while not await hold(database, second):
        time.now += 1
        assert not (first.is_held and second.is_held)
    assert [first.is_held, HELD_SECONDS + RENEW_SECONDS] == [False, LEASE_SECONDS]


async def test_dead_process_of_this_machine_is_replaced_at_once(database: Database, time: Time) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    host = new_holder().split("/")[0]
    await hold(database, LeaseKeeper(BOT, "sender", f"{host}/{ended.pid}/x"))
    assert await hold(database, LeaseKeeper(BOT, "sender", f"{host}/{os.getppid()}/y"))


async def test_living_process_of_this_machine_is_not_replaced(database: Database, time: Time) -> None:
    host = new_holder().split("/")[0]
    await hold(database, LeaseKeeper(BOT, "sender", f"{host}/{os.getppid()}/x"))
    assert not await hold(database, LeaseKeeper(BOT, "sender", new_holder()))


async def test_earlier_life_with_our_process_number_is_replaced_at_once(database: Database, time: Time) -> None:
    """The first process of a container has the same number in every life."""
    await hold(database, LeaseKeeper(BOT, "sender", new_holder()))
    assert await hold(database, LeaseKeeper(BOT, "sender", new_holder()))


async def test_released_lease_is_free_at_once(database: Database, time: Time) -> None:
    first, second = keeper("a"), keeper("b")
    await hold(database, first)
    async with database.write() as connection:
        await second.release(connection)  # not its own: nothing happens
        assert await connection.scalar(select(func.count()).select_from(leases)) == 1
        await first.release(connection)
    assert [first.is_held, await hold(database, second)] == [False, True]


async def test_jobs_and_bots_have_leases_of_their_own(database: Database, time: Time) -> None:
    keepers = [keeper("a", "sender"), keeper("b", "ticker"), LeaseKeeper(BOT + 1, "sender", "c/1/x")]
    assert [await hold(database, one) for one in keepers] == [True, True, True]
