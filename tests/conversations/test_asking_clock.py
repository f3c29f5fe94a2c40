"""A week after a registration the silent are asked, once, whether there is something to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from bot.asking_clock import AskingClock
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from durable.inbox import conversations
from durable.leases import LeaseKeeper
from durable.outbox import outbox
from durable.tables import Kind
from models import Account, Business, Consent
from services import businesses, people
from services.asking_again import silent_query
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.test_statistics import staff
from tests.conversations.walks import register, texts
from tests.driver import BOT, Person, Reply
from tests.services.statistics_rows import asked, ticket
from tests.understanders import seed_documents

text = content.texts.load("first_questions")
ONE_WEEK = timedelta(days=7)
OF_BANANA = tuple(
    (seed_documents()[key].button["id"],) for key in ("tengik-melempem", "pirt-cara-daftar", "kemasan-keripik")
)


@pytest.fixture(autouse=True)
def own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time that a test moves forward is real again after it."""
    monkeypatch.setattr(clock, "_offset", timedelta(0))


def the_clock(office: CheckedOffice, bot: int = BOT, channel: str = "telegram") -> AskingClock:
    return AskingClock(office.database, bot, channel)


async def passes(office: CheckedOffice, by: timedelta) -> None:
    async with office.database.write() as connection:
        await clock.move_forward(connection, by)


async def ticks(office: CheckedOffice, by: timedelta = ONE_WEEK + timedelta(minutes=1)) -> list[Reply]:
    """This time passes, and the clock looks; gives what people get."""
    await passes(office, by)
    await the_clock(office).ask_the_silent()
    return await office.sends()


async def nudges(office: CheckedOffice) -> list[tuple[int, int]]:
    """(chat, kind) of every such message so far."""
    o = outbox.c
    async with office.database.read() as connection:
        rows = await connection.execute(select(o.chat_id, o.kind).where(o.unique_key.like("ask-nudge:%")))
        return [(row.chat_id, row.kind) for row in rows]


async def test_silent_person_is_asked_a_week_later_and_once(office_on_both: CheckedOffice) -> None:
    siti = office_on_both.person(11)
    await register(siti)
    assert await ticks(office_on_both, ONE_WEEK - timedelta(minutes=5)) == []
    (told,) = await ticks(office_on_both, timedelta(minutes=6))
    assert (told.chat_id, told.text, told.keys) == (11, text.ask_anything, (*OF_BANANA, ("Tidak ada",)))
    assert await nudges(office_on_both) == [(11, Kind.REMINDER)]
    for _ in range(8):
        assert await ticks(office_on_both, timedelta(days=1)) == []


async def test_its_buttons_answer_and_say_no(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    siti.replies += await ticks(office)
    (answer,) = await siti.presses("Cara daftar PIRT")
    assert answer.keys[0] == ("Membantu", "Kurang pas")
    assert texts(await siti.presses("Tidak ada")) == [text.told_nothing]


async def test_message_is_of_no_use_after_three_days(office: CheckedOffice) -> None:
    await register(office.person(11))
    await ticks(office)
    o = outbox.c
    async with office.database.read() as connection:
        query = select(o.created_at, o.expires_at).where(o.unique_key.like("ask-nudge:%"))
        row = (await connection.execute(query)).one()
    assert row.expires_at - row.created_at == timedelta(days=3)


async def by_typing(office: CheckedOffice, siti: Person) -> None:
    await siti.says("cara daftar pirt gmn")


async def by_a_button(office: CheckedOffice, siti: Person) -> None:
    await siti.presses("Cara daftar PIRT")


async def by_a_ticket(office: CheckedOffice, siti: Person) -> None:
    async with office.database.session() as session:
        await ticket(session, clock.now(), chat_id=11)


async def from_another_phone(office: CheckedOffice, siti: Person) -> None:
    async with office.database.session() as session:
        person_id = await session.scalar(select(Account.person_id).where(Account.chat_id == 11))
        session.add(Account(channel="telegram", chat_id=12, person_id=person_id, created_at=clock.now()))
        await asked(session, 12, "pirt", clock.now())


@pytest.mark.parametrize("asks", [by_typing, by_a_button, by_a_ticket, from_another_phone])
async def test_whoever_has_asked_is_left_alone(
    office_on_both: CheckedOffice, asks: Callable[[CheckedOffice, Person], Awaitable[None]]
) -> None:
    siti = office_on_both.person(11)
    await register(siti)
    await asks(office_on_both, siti)
    await office_on_both.sends()
    assert await ticks(office_on_both) == []


async def test_what_was_asked_before_the_registration_does_not_count(office: CheckedOffice) -> None:
    siti = office.person(11)
    await siti.says("cara daftar pirt gmn")
    await passes(office, timedelta(minutes=1))
    await register(siti)
    assert len(await ticks(office)) == 1


async def test_registration_of_long_ago_is_over(office: CheckedOffice) -> None:
    await register(office.person(11))
    assert await ticks(office, timedelta(days=14, minutes=1)) == []


async def test_second_business_is_no_second_occasion(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await passes(office, timedelta(days=3))
    for said in ("/daftar", "Kopi Siti", "Kongbeng", "kopi bubuk"):
        await siti.says(said)
    await siti.presses("Sudah benar")
    for said in ("diolah", "selesai", "simpan"):
        await siti.says(said)
    assert len(await ticks(office, timedelta(days=4, minutes=1))) == 1
    assert await ticks(office, timedelta(days=4)) == []


async def test_withdrawn_consent_is_respected(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await siti.says("/hapus_data")
    await siti.presses("Ya, hapus")
    assert await ticks(office) == []


async def test_consent_out_of_force_is_enough_to_be_left_alone(office: CheckedOffice) -> None:
    await register(office.person(11))
    async with office.database.session() as session:
        await session.execute(update(Consent).values(withdrawn_at=clock.now()))
    assert await ticks(office) == []


async def test_blocked_bot_asks_nobody(office: CheckedOffice) -> None:
    await register(office.person(11))
    async with office.database.write() as connection:
        await connection.execute(update(conversations).values(unreachable_at=clock.now()))
    assert await ticks(office) == []


@pytest.mark.parametrize(("bot", "channel"), [(BOT, "gateway"), (BOT + 1, "telegram")])
async def test_other_places_are_not_ours(office: CheckedOffice, bot: int, channel: str) -> None:
    await register(office.person(11))
    await passes(office, ONE_WEEK + timedelta(minutes=1))
    assert await the_clock(office, bot, channel).ask_the_silent() == 0


async def test_person_on_two_phones_is_asked_on_the_one_used_last(office: CheckedOffice) -> None:
    siti = office.person(11)
    business = await register(siti)
    await passes(office, timedelta(hours=1))
    await office.person(12).says("/menu")
    async with office.database.session() as session:
        session.add(Account(channel="telegram", chat_id=12, person_id=business.owner_id, created_at=clock.now()))
    assert [told.chat_id for told in await ticks(office)] == [12]


async def test_asked_in_the_language_of_the_chat(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await siti.says("/bahasa")
    await siti.presses("English")
    (told,) = await ticks(office)
    assert told.text.startswith("<b>Is there anything you would like to ask")
    assert told.keys[-1] == ("No, nothing",)


async def many(office: CheckedOffice, count: int) -> None:
    """So many people like the one who registered in chat 11, in chats of their own."""
    business = await register(office.person(11))
    async with office.database.session() as session:
        for number in range(1, count):
            await copy_of(session, business, 1000 + number)


async def copy_of(session: AsyncSession, business: Business, chat_id: int) -> None:
    owner = await people.give_consent(session, "telegram", chat_id, "x", business.registered_at)
    await businesses.register_business(
        session, owner, name="Dapur", district_id=business.district_id, product_ids=[1], unlisted=[],
        activities={row.activity for row in business.activities}, registered_through=f"copy:{chat_id}",
        now=business.registered_at,
    )  # fmt: skip
    row = {"bot": BOT, "chat_id": chat_id, "language": "id", "last_heard_at": business.registered_at}
    await session.execute(insert(conversations).values(row))


async def test_more_people_than_a_batch(office: CheckedOffice) -> None:
    await many(office, 45)
    assert sorted(told.chat_id for told in await ticks(office)) == [11, *range(1001, 1045)]


@pytest.mark.pitfall(9)
async def test_four_clocks_at_once_ask_once(office_on_both: CheckedOffice) -> None:
    await many(office_on_both, 30)
    await passes(office_on_both, ONE_WEEK + timedelta(minutes=1))
    own = office_on_both.database
    url = own.engine.url.render_as_string(hide_password=False).replace("+asyncpg", "")
    # On SQLite there is one process; its tasks share the one writer.
    databases = [own if own.is_sqlite else Database(url) for _ in range(4)]
    await asyncio.gather(*(AskingClock(each, BOT, "telegram").ask_the_silent() for each in databases))
    for each in databases if not own.is_sqlite else ():
        await each.close()
    assert sorted(await nudges(office_on_both)) == [(chat, Kind.REMINDER) for chat in (11, *range(1001, 1030))]


async def test_clock_that_dies_in_the_middle_has_asked_nobody_twice(
    office: CheckedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await many(office, 30)
    await passes(office, ONE_WEEK + timedelta(minutes=1))
    dying, left = the_clock(office), 25
    ask = dying._ask

    async def dies(*args: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise RuntimeError("killed")
        await ask(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(dying, "_ask", dies)
    with pytest.raises(RuntimeError, match="killed"):
        await dying.ask_the_silent()
    first = await nudges(office)
    await the_clock(office).ask_the_silent()
    assert (len(first), len(set(await nudges(office))), len(await nudges(office))) == (20, 30, 30)


async def test_staff_who_register_are_asked_like_everybody(office: CheckedOffice) -> None:
    budi = await staff(office)
    await register(budi)
    assert len(await ticks(office)) == 1


async def test_silent_are_found_by_the_day_of_their_registration(office: CheckedOffice) -> None:
    """SQLite starts from the few who registered then, and looks up the rest by keys."""
    query = silent_query(BOT, "telegram", datetime(2026, 11, 25, tzinfo=ZoneInfo("UTC"))).limit(20)
    compiled = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    async with office.database.read() as connection:
        rows = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")).all()
    plan = [str(row[-1]) for row in rows]
    assert [line for line in plan if "ix_businesses_registered_at (registered_at>? AND registered_at<?)" in line] != []
    assert [line for line in plan if line.startswith("SCAN") and "anon_1" not in line] == [], plan


async def test_jobs_are_among_those_of_a_process(office: CheckedOffice) -> None:
    ticker = Ticker(office.database, BOT, LeaseKeeper(BOT, "ticker"), ZoneInfo("Asia/Makassar"), lambda: None)
    before = len(ticker._scheduler.get_jobs())
    the_clock(office).add_to(ticker)
    assert len(ticker._scheduler.get_jobs()) == before + 2
