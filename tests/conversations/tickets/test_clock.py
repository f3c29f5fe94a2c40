"""What the clock tells: news joined, reminders after one working day, escalation after two, each once."""

from __future__ import annotations

import asyncio

import orjson
import pytest
from sqlalchemy import select, update

from bot.quiet_hours import quiet_until
from bot.setting_values import span
from bot.ticket_clock import TicketClock
from durable.database import Database
from durable.outbox import outbox
from durable.tables import Kind
from models import Role, Ticket
from services.working_time import USUAL_HOURS
from tests.conversations.walks import does
from tests.driver import BOT, Reply

from .conftest import Time
from .talk import OTHER_WORDS, SAME_WORDS, WITA, WORDS, StaffedOffice, ask_words, desk_words

THIRD_WORDS = "rumah kemasan di sangatta buka jam berapa"


async def heard(desk: StaffedOffice) -> list[list[str]]:
    """After a tick: the first lines of what the administrator and the two officers hear."""
    await desk.ticks()
    return [[reply.text.split("\n")[0] for reply in person.hears()] for person in (desk.ani, desk.budi, desk.citra)]


async def kinds(desk: StaffedOffice, *replies: Reply) -> list[Kind]:
    async with desk.office.database.read() as connection:
        return [
            Kind(await connection.scalar(select(outbox.c.kind).where(outbox.c.message_id == reply.message_id)))
            for reply in replies
        ]


async def test_one_new_question_can_be_answered_right_there(desk_on_both: StaffedOffice) -> None:
    desk = desk_on_both
    _, number = await desk.asked()
    await desk.ticks()
    (news,) = desk.budi.hears()
    assert news.text == desk_words.told_new_one.format(number=number, name="Siti", place="", words=WORDS)
    assert news.keys == (("Saya jawab", "Lihat"),)
    assert await kinds(desk, news) == [Kind.NOTICE]
    assert (await heard(desk))[1] == []


async def test_news_of_a_quarter_of_an_hour_are_joined(desk: StaffedOffice, time: Time) -> None:
    await desk.asked()
    await heard(desk)
    for chat, words in ((12, OTHER_WORDS), (13, THIRD_WORDS)):
        time.passes(minutes=4)
        await desk.asked(words, chat, "Tini")
        assert await heard(desk) == [[], [], []]
    time.passes(minutes=7)
    title = desk_words.told_new.format(count=2, questions="").strip()
    assert await heard(desk) == [[title]] * 3
    assert desk.budi.replies[-1].keys[1:] == (("Daftar pertanyaan",),)
    await does(desk.budi, f"!{desk.budi.replies[-1].keys[0][0]}")
    assert desk.budi.replies[-1].text.startswith("<b>Pertanyaan no.")


async def test_what_is_added_soon_after_is_told_too(desk: StaffedOffice, time: Time) -> None:
    """The row that remembers the last news is renewed by new words: they must not be swallowed, nor told at once."""
    siti, number = await desk.asked()
    await heard(desk)
    time.passes(minutes=1)
    await does(siti, f"!ask_staff:more:{number}", "sudah seminggu", "!Kirim")
    assert await heard(desk) == [[], [], []]
    time.passes(minutes=14)
    assert [len(each) for each in await heard(desk)] == [1, 1, 1]
    assert "sudah seminggu" in desk.budi.replies[-1].text


async def test_news_of_the_night_are_one_message_in_the_morning(desk: StaffedOffice, time: Time) -> None:
    time.is_at(23, 22)
    await desk.asked()
    assert await heard(desk) == [[], [], []]
    time.is_at(24, 3)
    await desk.asked(OTHER_WORDS, 12, "Tini")
    assert await heard(desk) == [[], [], []]
    time.is_at(24, 6, 1)
    assert [len(each) for each in await heard(desk)] == [1, 1, 1]


async def test_claimed_question_concerns_only_who_has_it(desk: StaffedOffice, time: Time) -> None:
    _, number = await desk.asked()
    await heard(desk)
    await desk.budi.presses(f"ticket_desk:claim:{number}")
    await desk.asked(SAME_WORDS, 12, "Tini")
    time.passes(minutes=15)
    assert [len(each) for each in await heard(desk)] == [0, 1, 0]
    time.is_at(24, 10, 15)
    await desk.budi.says("/menu")
    assert await heard(desk) == [[], ["<b>Menunggu lebih dari 1 hari kerja: 2</b>"], []]


async def test_all_are_reminded_when_who_claimed_it_is_silent(desk: StaffedOffice, time: Time) -> None:
    _, number = await desk.asked()
    await heard(desk)
    await desk.budi.presses(f"ticket_desk:claim:{number}")
    time.is_at(24, 10, 1)
    assert await heard(desk) == [["<b>Menunggu lebih dari 1 hari kerja: 1</b>"]] * 3


async def test_reminder_and_escalation_come_once(desk_on_both: StaffedOffice, time: Time) -> None:
    desk = desk_on_both
    siti, number = await desk.asked()
    await desk.asked(OTHER_WORDS, 12, "Tini")
    await heard(desk)
    time.is_at(24, 9, 59)
    assert await heard(desk) == [[], [], []]
    time.is_at(24, 10)
    assert await heard(desk) == [["<b>Menunggu lebih dari 1 hari kerja: 2</b>"]] * 3
    assert await kinds(desk, desk.budi.replies[-1]) == [Kind.REMINDER]
    assert await heard(desk) == [[], [], []]
    time.is_at(25, 9, 59)
    assert await heard(desk) == [[], [], []]
    time.is_at(25, 10)
    assert await heard(desk) == [["<b>Menunggu lebih dari 2 hari kerja: 2</b>"], [], []]
    (told,) = siti.hears()
    assert told.text == ask_words.told_later.format(number=number, until="Kamis, 26 November, jam 10.00")
    time.is_at(30, 10)
    assert (await heard(desk), siti.hears()) == ([[], [], []], [])


async def test_computer_that_was_off_makes_up_for_it_once(desk: StaffedOffice, time: Time) -> None:
    await desk.asked()
    time.is_at(30, 10)
    assert await heard(desk) == [["<b>Menunggu lebih dari 2 hari kerja: 1</b>"]] * 3
    time.passes(hours=2)
    assert await heard(desk) == [[], [], []]


async def test_reminders_of_one_hour_are_joined(desk: StaffedOffice, time: Time) -> None:
    await desk.asked()
    time.passes(minutes=10)
    await desk.asked(OTHER_WORDS, 12, "Tini")
    await heard(desk)
    time.is_at(24, 10)
    assert [len(each) for each in await heard(desk)] == [1, 1, 1]
    time.is_at(24, 10, 59)
    assert [len(each) for each in await heard(desk)] == [0, 0, 0]
    time.is_at(24, 11)
    assert [len(each) for each in await heard(desk)] == [1, 1, 1]


async def test_asked_again_it_has_new_deadlines(desk: StaffedOffice, time: Time) -> None:
    siti, number = await desk.asked()
    await heard(desk)
    await desk.budi.replies_to(desk.budi.replies[-1], text="begini")
    time.is_at(25, 11)
    assert await heard(desk) == [[], [], []]
    await does(siti, f"!ask_staff:more:{number}", "kalau toples?", "!Kirim")
    assert siti.replies[-1].text.split("\n")[1].endswith("<b>Kamis, 26 November, jam 11.00</b>.")
    await heard(desk)
    assert "kalau toples?" in desk.budi.replies[-1].text
    time.is_at(26, 11)
    await desk.budi.says("/menu")
    assert await heard(desk) == [[], ["<b>Menunggu lebih dari 1 hari kerja: 1</b>"], []]


async def test_staff_read_it_in_their_language(desk: StaffedOffice) -> None:
    await does(desk.citra, "/bahasa", "!English")
    await desk.asked()
    await desk.ticks()
    assert [person.hears()[-1].text.split("</b>")[0][3:15] for person in (desk.budi, desk.citra)] == [
        "Pertanyaan n", "Question no.",
    ]  # fmt: skip


async def test_without_staff_it_stays_due_until_there_is_somebody(desk: StaffedOffice, time: Time) -> None:
    async with desk.office.database.write() as connection:
        await connection.execute(update(Role).values(revoked_at=time.now))
    await desk.asked()
    assert await heard(desk) == [[], [], []]
    async with desk.office.database.write() as connection:
        await connection.execute(update(Role).values(revoked_at=None))
    assert [len(each) for each in await heard(desk)] == [1, 1, 1]


@pytest.mark.pitfall(9)
async def test_four_clocks_at_once_tell_each_once(desk_on_both: StaffedOffice, time: Time) -> None:
    desk = desk_on_both
    siti, _ = await desk.asked()
    await desk.asked(OTHER_WORDS, 12, "Tini")
    own = desk.office.database
    url = own.engine.url.render_as_string(hide_password=False).replace("+asyncpg", "")
    # On SQLite there is one process; its tasks share the one writer.
    databases = [own if own.is_sqlite else Database(url) for _ in range(4)]
    clocks = [TicketClock(each, BOT, "telegram", USUAL_HOURS, WITA, quiet_until(span("21:00-06:00"), WITA))
              for each in databases]  # fmt: skip
    for day, hour in ((23, 10), (24, 10), (25, 10)):
        time.is_at(day, hour)
        await asyncio.gather(*(clock.tick() for clock in clocks))
    await desk.office.works()
    for each in databases if not own.is_sqlite else ():
        await each.close()
    assert [len(person.hears()) for person in (desk.ani, desk.budi, desk.citra)] == [3, 2, 2]
    assert len(siti.hears()) == 1


async def test_messages_are_as_the_platform_wants_them(desk: StaffedOffice) -> None:
    await desk.asked("<b>apa</b> & bagaimana?")
    await desk.ticks()
    o = outbox.c
    async with desk.office.database.read() as connection:
        row = (await connection.execute(select(o.params, o.unique_key, o.about_kind).where(o.chat_id == 2)
                                        .order_by(o.id.desc()).limit(1))).one()  # fmt: skip
        tickets = list(await connection.scalars(select(Ticket.id)))
    params = orjson.loads(row.params)
    assert "&lt;b&gt;apa&lt;/b&gt; &amp; bagaimana?" in params["text"]
    assert (params["chat_id"], params["parse_mode"]) == (2, "HTML")
    assert row.unique_key.startswith("ticket-news:2:")
    assert params["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == f"ticket_desk:claim:{tickets[0]}"
