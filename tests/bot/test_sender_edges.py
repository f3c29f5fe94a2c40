"""The sender at its edges: order over a restart, quiet hours, one bad call, a database that is away for a moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from durable import clock, dispatch, inbox, outbox
from durable.database import Base, Database
from durable.tables import Kind
from tests.bot.test_sender import Outbox
from tests.bot_api_double import bot_api_double, refuses
from tests.driver import BOT


@pytest.fixture
async def box(database_url: str) -> AsyncIterator[Outbox]:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with bot_api_double() as double:
        yield Outbox(database, double)
    await database.close()


def in_quiet_hours(now: datetime) -> datetime:
    return now + timedelta(hours=5)


async def test_sender_that_starts_anew_keeps_the_order_behind_a_refused_call(box: Outbox) -> None:
    """The wait that a 429 asked for is no failed attempt, and still nothing may overtake it."""
    first = await box.put(1, "satu")
    await box.put(1, "dua")
    await box.put(2, "lain")
    async with box.database.write() as connection:
        later = clock.now() + timedelta(seconds=0.6)
        await connection.execute(update(outbox.outbox).where(outbox.outbox.c.id == first).values(due_at=later))
    async with box.sending():
        await box.settle()
    assert box.double.texts() == ["lain", "satu", "dua"]


@pytest.mark.pitfall(34)
async def test_notice_goes_out_at_night_to_somebody_who_is_writing(box: Outbox) -> None:
    await box.put(1, "kabar", Kind.NOTICE)
    await box.put(2, "kabar", Kind.NOTICE)
    async with box.database.write() as connection:
        c = inbox.conversations.c
        heard = clock.now() - timedelta(minutes=14)
        await connection.execute(update(inbox.conversations).where(c.chat_id == 1).values(last_heard_at=heard))
        heard = clock.now() - timedelta(minutes=16)
        await connection.execute(update(inbox.conversations).where(c.chat_id == 2).values(last_heard_at=heard))
    async with box.sending(quiet=in_quiet_hours):
        await asyncio.sleep(0.4)
    assert await box.states() == [("sent", None), ("pending", "quiet_hours")]


@pytest.mark.pitfall(34)
async def test_reminder_of_no_use_in_the_morning_is_dropped_at_night(box: Outbox) -> None:
    await box.put(1, "sore ini", Kind.REMINDER, useful_until=clock.now() + timedelta(hours=1))
    async with box.sending(quiet=in_quiet_hours):
        await box.settle()
    assert (box.double.calls, await box.states()) == ([], [("dropped", "too_late")])


async def test_unknown_method_is_a_dead_letter_and_the_next_flows(box: Outbox) -> None:
    """A 404 to one method only: taken for a wrong token it would hold everybody up, again and again."""
    box.double.script.append(refuses(404, "Not Found: method not found"))
    await box.put(1, "", method="sendDice", params={"emoji": "🎲"})
    await box.put(1, "lanjut")
    async with box.sending() as sender:
        await box.settle()
        assert not sender.token_refused
    assert await box.states() == [("dead", "unknown_method"), ("sent", None)]


@pytest.mark.pitfall(13)
async def test_upload_that_cannot_be_noted_is_not_sent_twice(box: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("database is locked"))

    monkeypatch.setattr(dispatch, "remember_upload", away)
    async with box.database.write() as connection:
        row = {"sha256": "a" * 64, "name": "a.pdf", "mime": "application/pdf", "content": b"x", "created_at": _then()}
        await connection.execute(outbox.uploads.insert().values(row))
    new = await box.put(1, "", method="sendDocument", params={"caption": "surat"})
    async with box.database.write() as connection:
        files = {"files": '{"document":"' + "a" * 64 + '"}'}
        await connection.execute(update(outbox.outbox).where(outbox.outbox.c.id == new).values(files))
    async with box.sending():
        await box.settle()
    assert ([call.method for call in box.double.calls], await box.states()) == (["sendDocument"], [("sent", None)])


@pytest.mark.pitfall(13)
async def test_mark_that_cannot_be_written_is_written_later_and_nothing_goes_twice(
    box: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has arrived and the database is away: the chat waits, others go on, no copy is sent."""
    real, failures = dispatch.close, iter([OSError("away")])

    async def close(*words: object) -> None:
        for failure in failures:
            raise failure
        await real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(dispatch, "close", close)
    await box.put(1, "satu")
    await box.put(1, "dua")
    async with box.sending():
        await box.settle()
    assert (box.double.texts(), await box.states()) == (["satu", "dua"], [("sent", None)] * 2)


@pytest.mark.pitfall(13)
async def test_one_faulty_row_does_not_send_the_others_again(box: Outbox) -> None:
    """A row that makes our own code raise: the others go out once."""
    broken = await box.put(5, "rusak", Kind.BROADCAST)
    async with box.database.write() as connection:
        change = {"files": "{no json", "target_id": None}
        await connection.execute(update(outbox.outbox).where(outbox.outbox.c.id == broken).values(change))
    for chat in range(1, 5):
        await box.put(chat, "baik", Kind.BROADCAST)
    async with box.sending():
        await asyncio.sleep(0.6)
    assert box.double.texts() == ["baik"] * 4
    assert await box.states() == [("pending", "fault")] + [("sent", None)] * 4


async def test_two_senders_and_one_lease_send_once(box: Outbox) -> None:
    for number in range(10):
        await box.put(number + 1, "halo")
    async with box.sending():
        from bot.sender import Sender
        from durable.bot_api import BotApi
        from durable.leases import LeaseKeeper

        api = BotApi(box.double.root, f"{BOT}:test")
        other = Sender(box.database, api, BOT, 0, lambda now: None, LeaseKeeper(BOT, "sender", "b/1/x"), 0.05)
        task = asyncio.create_task(other.run())
        await box.settle()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await api.close()
    assert len(box.double.calls) == 10


async def test_what_is_in_flight_at_the_end_is_marked(box: Outbox) -> None:
    box.double.delay = 0.3
    await box.put(1, "satu")
    async with box.sending():
        while not box.double.calls:
            await asyncio.sleep(0.01)
    assert (box.double.texts(), await box.states()) == (["satu"], [("sent", None)])


def _then() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)
