"""The inbox: stored before confirmed, once, in order per chat, whatever the platform numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from durable import clock, dispatch, inbox, outbox
from durable.database import Database
from durable.processing import process_batch
from durable.tables import Kind
from tests.driver import BOT, Office


def message(update_id: int, chat_id: int, text: str) -> dict[str, Any]:
    user = {"id": chat_id, "is_bot": False, "first_name": "Siti"}
    chat = {"id": chat_id, "type": "private"}
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "date": 1, "from": user, "chat": chat, "text": text},
    }


async def store(database: Database, *updates: dict[str, Any], days: int = 0) -> None:
    async with database.write() as connection:
        await inbox.store(connection, BOT, updates, clock.now() + timedelta(days=days))


async def states(database: Database) -> dict[str, int]:
    async with database.read() as connection:
        rows = await connection.execute(select(inbox.inbox.c.state, func.count()).group_by(inbox.inbox.c.state))
        return {state: count for state, count in rows}


@pytest.mark.pitfall(4)
@pytest.mark.pitfall(6)
async def test_second_copy_is_dropped(office: Office) -> None:
    for _ in range(3):
        await store(office.database, message(7, 11, "halo"))
    await store(office.database, message(7, 11, "halo"), message(7, 11, "halo"))
    assert [reply.text for reply in await office.works()] == ["gema halo"]
    await store(office.database, message(7, 11, "halo"))
    assert (await office.works(), await states(office.database)) == ([], {"done": 1})


@pytest.mark.pitfall(7)
async def test_poison_in_a_batch_is_a_dead_letter_and_the_rest_flows(office: Office) -> None:
    poison = message(8, 12, "x")
    poison["message"]["date"] = "gestern"
    await store(office.database, message(7, 11, "satu"), poison, message(9, 13, "dua"), {"update_id": 10})
    assert sorted(reply.text for reply in await office.works()) == ["gema dua", "gema satu", "maaf"]
    assert await states(office.database) == {"done": 3, "dead": 1}


@pytest.mark.pitfall(35)
async def test_smaller_id_after_a_silent_week_is_handled(office: Office) -> None:
    await store(office.database, message(900_000, 11, "dulu"))
    await office.works()
    async with office.database.write() as connection:
        await inbox.prune(connection, clock.now() + timedelta(days=8))
    await store(office.database, message(5, 11, "sekarang"), message(900_000, 11, "lagi"), days=8)
    assert [reply.text for reply in await office.works()] == ["gema sekarang", "gema lagi"]


async def test_order_is_kept_in_each_chat(office: Office) -> None:
    chats = [11, 12, 11, 13, 11, 12]
    await store(office.database, *(message(n + 1, chat, f"{n}") for n, chat in enumerate(chats)))
    replies = await office.works()
    for chat in set(chats):
        expected = [f"gema {n}" for n, one in enumerate(chats) if one == chat]
        assert [reply.text for reply in replies if reply.chat_id == chat] == expected


async def test_chat_that_waits_for_its_retry_holds_nobody_else(office: Office) -> None:
    siti = office.person(11)
    await siti.says("/mulai")
    await office.receives(message=siti.message(text="rusak"))
    await process_batch(office.database, office.application, BOT, office.apologise)
    await store(office.database, message(700, 11, "nanti"), message(701, 12, "halo"))
    batch = await process_batch(office.database, office.application, BOT, office.apologise)
    assert (batch.handled, [call.chat_id for call in batch.calls]) == (1, [12])


async def test_synthetic_and_pruned_rows_keep_their_order(office: Office) -> None:
    await store(office.database, message(1, 11, "satu"))
    await office.works()
    async with office.database.write() as connection:
        await inbox.prune(connection, clock.now() + timedelta(hours=73))
        rows = (await connection.execute(select(inbox.inbox.c.payload, inbox.inbox.c.update_id))).all()
    assert [tuple(row) for row in rows] == [("", None)]


async def test_flood_of_one_person_holds_nobody_up(office: Office) -> None:
    await store(office.database, *(message(n, 11, "x") for n in range(1, 301)), message(301, 12, "halo"))
    async with office.database.write() as connection:
        claimed = await inbox.claim(connection, BOT, clock.now(), 24)
    assert [(one.chat.chat_id, one.id) for one in claimed] == [(11, 1), (12, 301)]


ODD = {
    "not an object": "hello",
    "no object in it": {"update_id": 2, "message": None},
    "a list as the chat": {"update_id": 2, "message": {"chat": []}},
    "a list as the id": {"update_id": 2, "message": {"chat": {"id": [1]}}},
    "words as the id": {"update_id": 2, "message": {"chat": {"id": "satu"}}},
    "too large an id": {"update_id": 2, "message": {"chat": {"id": 2**63}}},
    "truth as the id": {"update_id": 2, "message": {"chat": {"id": True}}},
    "no message at all": {"update_id": 2, "callback_query": {"id": "1"}},
    "no number": {"message": {"chat": {"id": 5}}},
    "too large a number": {"update_id": 2**63, "message": {"chat": {"id": 5}}},
}


@pytest.mark.pitfall(7)
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
async def test_odd_update_keeps_no_other_from_being_stored(office: Office, odd: Any) -> None:
    """What cannot be stored would be brought again and again, with everything behind it."""
    await store(office.database, message(1, 11, "satu"), odd, message(3, 12, "tiga"))
    replies = await office.works()
    assert sorted(reply.text for reply in replies if reply.text != "maaf") == ["gema satu", "gema tiga"]


@pytest.mark.pitfall(42)
async def test_person_who_writes_gets_at_once_what_waited(office: Office) -> None:
    """Retries, and notices that wait for morning; a reminder keeps its time."""
    async with office.database.write() as connection:
        for kind in (Kind.NOTICE, Kind.REMINDER):
            await outbox.send_later(connection, BOT, 11, "sendMessage", {"text": "x"}, kind=kind, now=clock.now())
        await connection.execute(update(outbox.outbox).values(due_at=clock.now() + timedelta(hours=5)))
    await office.receives(message=office.person(11).message(text="halo"))
    await process_batch(office.database, office.application, BOT, office.apologise)
    async with office.database.read() as connection:
        found = [len(await dispatch.due(connection, BOT, kind, clock.now(), 9)) for kind in Kind]
    assert found == [0, 1, 1, 0, 0]
