"""What cannot wait: staff hear of it at once, also at night."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from telegram import Update
from telegram.ext import MessageHandler, filters

from durable.context import BotContext
from durable.outbox import outbox
from durable.tables import Kind
from handlers.ask_staff import button_for, raise_urgent
from models import Question
from tests.conversations.walks import does
from tests.driver import Person

from .conftest import Time
from .talk import WORDS, StaffedOffice, desk_words

URGENT = "tolong bu, dua orang keracunan habis makan abon saya"


@pytest.fixture
def raising(desk: StaffedOffice) -> StaffedOffice:
    """An office whose bot takes texts that begin with `tolong` for urgent, as the understanding of questions will."""

    async def take(update: Update, context: BotContext) -> None:
        assert update.message is not None
        question = await context.session.get(Question, await desk_question(context, update.message.text or ""))
        assert question is not None
        await raise_urgent(update, context, question)

    desk.office.application.handlers[0].insert(0, MessageHandler(filters.Regex("^tolong"), take))
    return desk


async def desk_question(context: BotContext, words: str) -> int:
    row = Question(channel="telegram", chat_id=context.chat.chat_id, words=words, asked_at=context.now,
                   outcome="urgent", confidence=0.9)  # fmt: skip
    context.session.add(row)
    await context.session.flush()
    return row.id


async def test_all_staff_hear_of_it_at_once_also_at_night(raising: StaffedOffice, time: Time) -> None:
    time.is_at(23, 23, 30)
    siti = raising.asker()
    await siti.says(URGENT)
    (ticket,) = await raising.tickets()
    alerts = [reply for person in (raising.ani, raising.budi, raising.citra) for reply in person.hears()]
    assert {reply.text for reply in alerts} == {
        desk_words.told_urgent.format(number=ticket.id, name="Siti", place="", words=URGENT)
    }
    assert [reply.keys for reply in alerts] == [(("Saya jawab", "Lihat"),)] * 3
    async with raising.office.database.read() as connection:
        rows = await connection.scalars(select(outbox.c.kind).where(outbox.c.about_kind == "ticket"))
        assert list(rows) == [Kind.ANSWER] * 3
    await raising.ticks()
    assert raising.budi.hears() == []
    (listed,) = await raising.budi.says("/pertanyaan")
    assert listed.text.split("\n")[2].startswith(f"<b>MENDESAK</b> <b>{ticket.id}</b>")


async def test_urgent_alert_is_answered_by_a_reply(raising: StaffedOffice) -> None:
    siti = raising.asker()
    await siti.says(URGENT)
    (alert,) = raising.citra.hears()
    await raising.citra.replies_to(alert, text="Hubungi puskesmas, Bu.")
    assert siti.hears()[-1].text.endswith("Hubungi puskesmas, Bu.")


async def test_more_urgent_words_go_to_the_same_ticket(raising: StaffedOffice, time: Time) -> None:
    siti = raising.asker()
    await does(siti, URGENT, "tolong cepat bu")
    (ticket,) = await raising.tickets()
    assert [each.words for each in ticket.messages] == [URGENT, "tolong cepat bu"]
    assert len(raising.budi.hears()) == 1  # told again after five minutes at the earliest
    await raising.ticks()
    (news,) = raising.budi.hears()  # but nothing stays untold
    assert news.text.split("\n")[1] == f"{URGENT} tolong cepat bu"
    time.passes(minutes=6)
    await siti.says("tolong, sekarang tiga orang")
    assert "tiga orang" in raising.budi.hears()[-1].text


async def test_urgent_one_is_never_one_too_many(raising: StaffedOffice) -> None:
    for _ in range(5):
        siti, _ = await raising.asked()
    await siti.says(URGENT)
    assert [ticket.is_urgent for ticket in await raising.tickets()] == [False] * 5 + [True]


async def test_added_by_hand_staff_hear_at_once_too(raising: StaffedOffice, time: Time) -> None:
    siti: Person = raising.asker()
    await siti.says(URGENT)
    raising.budi.hears()
    time.passes(minutes=6)
    await does(siti, "/petugas", WORDS, f"!Gabung no. {(await raising.tickets())[0].id}")
    assert len(raising.budi.hears()) == 1


def test_button_names_a_question_or_none() -> None:
    assert [button_for(each).callback_data for each in (7, None)] == ["ask_staff:start:7", "ask_staff:start:0"]
    assert button_for(7).text == "Tanya petugas"
