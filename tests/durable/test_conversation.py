"""A conversation lives in its chat's row: across processes, errors, refusals and other commands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from durable import clock, inbox
from durable.application import build_application
from durable.context import BotContext
from durable.conversation import DurableConversationHandler, WrongConversation
from tests.driver import BOT, Office, Reply, make_bot

from .conftest import HANDLERS, Ask, Refused, answer_refusal, cancel, echo, start


def texts(replies: list[Reply]) -> list[str]:
    return [reply.text for reply in replies]


async def test_conversation_asks_and_ends(office: Office) -> None:
    siti = office.person(11)
    assert texts(await siti.says("/mulai")) == ["nama?"]
    assert texts(await siti.says("Siti")) == ["kota?"]
    assert texts(await siti.says("Busang")) == ["Siti dari Busang"]
    assert texts(await siti.says("halo")) == ["gema halo"]


@pytest.mark.pitfall(25)
async def test_another_process_goes_on_in_every_state(office: Office) -> None:
    siti = office.person(11)
    await siti.says("/mulai")
    for said, expected in (("Siti", "kota?"), ("Busang", "Siti dari Busang")):
        office.application = build_application(make_bot(), HANDLERS, Refused, answer_refusal)
        office.application._initialized = True
        assert texts(await siti.says(said)) == [expected]


async def test_refusal_answers_and_keeps_the_place(office: Office) -> None:
    siti = office.person(11)
    await siti.says("/mulai")
    assert texts(await siti.says("salah")) == ["nama itu salah"]
    assert texts(await siti.says("Siti")) == ["kota?"]


@pytest.mark.pitfall(8)
@pytest.mark.pitfall(29)
async def test_failing_update_becomes_a_dead_letter_and_the_next_flows(office: Office) -> None:
    siti = office.person(11)
    await siti.says("/mulai")
    assert texts(await siti.says("rusak")) == ["maaf"]
    async with office.database.read() as connection:
        rows = (await connection.execute(select(inbox.inbox.c.state, inbox.inbox.c.attempts))).all()
    assert sorted(map(tuple, rows)) == [("dead", 5), ("done", 0)]
    assert texts(await siti.says("Siti")) == ["kota?"]


@pytest.mark.pitfall(3)
async def test_handler_that_raises_once_is_tried_again(office: Office) -> None:
    failures = iter([RuntimeError("once")])

    async def fails_once(update_: Update, context: BotContext) -> Ask:
        for failure in failures:
            raise failure
        return await start(update_, context)

    conversation = DurableConversationHandler(
        "once", [CommandHandler("sekali", fails_once)], {Ask.NAME: [MessageHandler(filters.TEXT, echo)]}
    )
    office.application = build_application(make_bot(), [conversation], Refused, answer_refusal)
    office.application._initialized = True
    assert texts(await office.person(11).says("/sekali")) == ["nama?"]


async def test_other_command_keeps_the_draft(office: Office) -> None:
    siti = office.person(11)
    await siti.says("/mulai")
    await siti.says("Siti")
    assert texts(await siti.says("/batal")) == ["batal"]
    assert texts(await siti.says("halo")) == ["gema halo"]


async def test_timeout_ends_the_conversation_under_the_lock(office: Office) -> None:
    siti = office.person(11)
    await siti.says("/mulai")
    async with office.database.write() as connection:
        assert await inbox.expire_conversations(connection, BOT, clock.now()) == 0
        past = clock.now() - timedelta(seconds=1)
        await connection.execute(update(inbox.conversations).values(timeout_at=past))
        assert await inbox.expire_conversations(connection, BOT, clock.now()) == 1
        assert await inbox.expire_conversations(connection, BOT, clock.now()) == 0
    assert texts(await office.works()) == ["lain kali saja"]
    assert texts(await siti.says("halo")) == ["gema halo"]


async def test_timeout_that_lost_the_race_does_nothing(office: Office) -> None:
    siti = office.person(11)
    await siti.says("/mulai")
    async with office.database.write() as connection:
        await connection.execute(update(inbox.conversations).values(timeout_at=clock.now()))
    await office.receives(message=siti.message(text="Siti"))
    async with office.database.write() as connection:
        await inbox.expire_conversations(connection, BOT, clock.now())
    assert texts(await office.works()) == ["kota?"]
    assert texts(await siti.says("Busang")) == ["Siti dari Busang"]


def test_state_that_is_no_member_is_refused() -> None:
    with pytest.raises(WrongConversation):
        DurableConversationHandler("x", [], {7: []})


def test_handler_without_block_is_refused() -> None:
    with pytest.raises(WrongConversation):
        build_application(make_bot(), [CommandHandler("x", cancel, block=False)], Refused, answer_refusal)
