"""What a booking, a reminder and a mentor's card say of a session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from durable import clock
from handlers.meetings import card
from handlers.meetings.reminded import notice
from handlers.mentor_card.item import CardView, Item
from models import Meeting, Mentor, Occasion, Side
from services.office_clock import OfficeClock
from tests.conversations.meetings.conftest import STARTS, WHEN, Pair, Time, refusals, words
from tests.conversations.walks import does, texts

OFFICE = OfficeClock()


def labels(rows: object) -> list[list[str]]:
    return [[key.text for key in row] for row in rows]  # type: ignore[attr-defined]


async def told(
    pair: Pair, occasion: Occasion, side: Side = Side.PRODUCER, *, is_late: bool = False
) -> tuple[str, list[list[str]]]:
    said, rows = notice(occasion, await pair.meeting(), side, OFFICE, is_late=is_late)
    return str(said), labels(rows)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("occasion", [Occasion.DAY_BEFORE, Occasion.HOUR_BEFORE])
async def test_reminder_before_says_all_and_everything_is_one_tap_away(
    pair: Pair, occasion: Occasion, side: Side
) -> None:
    await pair.change(place="Balai Desa", mentor_shows_contact=True, mentor_contact="0812")
    said, rows = await told(pair, occasion, side)
    name = "Bu Dewi" if side is Side.PRODUCER else "Siti"
    first = words[f"told_reminder_{occasion.value}"].format(name=name, when=WHEN, topic="kemasan", way="telepon")
    contact = ["Kontak: 0812"] if side is Side.PRODUCER else []
    assert said.split("\n") == [*first.split("\n"), "Tempat: Balai Desa", *contact]
    assert rows == [["Bisa", "Tunda", "Batal"], ["Lihat sesi", "Kirim kalender"]]


async def test_late_reminder_says_so(pair: Pair) -> None:
    said, _ = await told(pair, Occasion.HOUR_BEFORE, is_late=True)
    assert said.startswith(f"{words.told_late}\n\n<b>Sebentar lagi")


async def test_reminder_carries_the_question_that_is_open(pair: Pair) -> None:
    await pair.siti.presses(f"meeting:move_to:{pair.id}.{int((STARTS + timedelta(days=1)).timestamp()) // 60}.ill")
    said, rows = await told(pair, Occasion.DAY_BEFORE, Side.MENTOR)
    assert said.endswith(words.told_reminder_move.format(when="Rabu, 25 November, 10.00 WITA"))
    assert rows[0] == ["Setuju", "Jam lain", "Tidak"]
    _, own = await told(pair, Occasion.DAY_BEFORE, Side.PRODUCER)
    assert own[0] == ["Tarik usulan"]


async def test_reminders_afterwards(pair: Pair, time: Time) -> None:
    assert await told(pair, Occasion.RATE) == (
        words.ask_held.format(when=WHEN, name="Bu Dewi"), [["Ya, jadi"], ["Mentor tidak datang", "Saya tidak jadi"]],
    )  # fmt: skip
    time.is_after(hours=2)
    await does(pair.siti, f"!meeting:settle:{pair.id}.held", "!5 ★", "Ganti plastik\nBeli <sealer>", "!Selesai")
    for occasion in (Occasion.TRIED_7, Occasion.TRIED_30):
        said, rows = await told(pair, occasion)
        assert said == words.ask_tried.replace("{name}", "Bu Dewi").replace(
            "{actions}", "1. Ganti plastik\n2. Beli &lt;sealer&gt;"
        )
        assert rows == [["Sudah", "Sebagian", "Belum"], ["Perlu bantuan"]]


async def items(pair: Pair) -> list[Item]:
    async with pair.office.database.read() as connection, AsyncSession(bind=connection) as session:
        mentor = await session.get_one(Mentor, (await pair.meeting()).mentor_id)
        return list(await card.items(CardView(session, mentor, clock.now(), OFFICE)))


async def test_card_asks_a_mentor_for_a_word_then_for_stars_then_for_nothing(pair_on_both: Pair, time: Time) -> None:
    pair = pair_on_both
    assert await items(pair) == []
    time.is_after(hours=1)
    (asked,) = await items(pair)
    assert (asked.name, asked.told, asked.is_news, labels(asked.rows)) == (
        f"held:{pair.id}", words.ask_held.format(when=WHEN, name="Siti"), False,
        [["Ya, jadi"], ["Beliau tidak datang", "Saya tidak jadi"]],
    )  # fmt: skip
    await pair.dewi.presses(f"meeting:settle:{pair.id}.held")
    (asked,) = await items(pair)
    assert (asked.name, asked.told) == (f"stars:{pair.id}", words.ask_stars_mentor.format(name="Siti"))
    await pair.dewi.presses("5 ★")
    assert await items(pair) == []


async def test_card_forgets_after_two_weeks_and_what_was_called_off(pair: Pair, time: Time) -> None:
    later = await pair.book(STARTS + timedelta(days=2))
    await pair.siti.presses(f"meeting:cancel_yes:{later}.busy")
    time.is_after(days=13)
    assert [item.name for item in await items(pair)] == [f"held:{pair.id}"]
    time.is_after(days=14)
    assert await items(pair) == []


async def test_mentor_hears_nothing_of_a_session_that_is_over_but_by_the_card(pair: Pair, time: Time) -> None:
    time.is_after(hours=2)
    await does(pair.siti, f"!meeting:settle:{pair.id}.held", "!5 ★", "Ganti plastik", "!Selesai")
    assert pair.dewi.hears() == []


NAMES = "Siti <&>_*[x](y)`"


@pytest.mark.parametrize("do", [
    "meeting:view:{}", "meeting:move:{}", "meeting:cancel:{}", "meeting:cancel_why:{}.ill", "meeting:ok:{}",
    "meeting:ics:{}", "meeting:move_to:{}.{minutes}.ill", "meeting:cancel_yes:{}.ill", "meeting:list:0",
])  # fmt: skip
async def test_names_with_signs_of_html_and_markdown(pair: Pair, do: str) -> None:
    async with pair.office.database.session() as session:
        meeting = await session.get_one(Meeting, pair.id)
        meeting.producer.name = meeting.mentor_person.name = NAMES
    replies = [
        *await pair.siti.presses(do.format(pair.id, minutes=int((STARTS + timedelta(days=1)).timestamp()) // 60)),
        *pair.dewi.hears(),
    ]
    assert replies != []  # each was checked as Telegram would check it
    assert set(texts(replies)) & {refusals[key] for key in sorted(refusals.keys())} == set()
