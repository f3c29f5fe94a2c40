"""Announcements in people's hands: stopped by one tap, topics, read, come to, looked up again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

import content.texts
from durable import clock
from models import AnnouncementRecipient, NewsStop, NewsTopic, Rsvp
from models import Person as Somebody
from tests.announcement_rows import add_announcement, add_recipients
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, has_registered, texts, where
from tests.driver import Person

text = content.texts.load("news")
refusals = content.texts.load("refusals")
TITLE = "Pasar <murah>"


@pytest.fixture
async def siti(office: CheckedOffice) -> Person:
    """Siti and Budi have registered; one announcement with one seat is in both hands."""
    person = office.person(11)
    siti, budi = await has_registered(person), await has_registered(office.person(12), "Budi")
    async with office.database.session() as session:
        fair = await add_announcement(
            session, await session.get_one(Somebody, siti.owner_id), clock.now(), asks_rsvp=True, rsvp_seats=1
        )
        await add_recipients(session, fair, [(siti.owner_id, 11), (budi.owner_id, 12)], clock.now())
    return person


async def stopped(office: CheckedOffice) -> list[tuple[int, NewsTopic]]:
    async with office.database.session() as session:
        rows = await session.scalars(select(NewsStop).order_by(NewsStop.topic))
        return [(row.person_id, row.topic) for row in rows]


async def recipient(office: CheckedOffice, chat: int) -> AnnouncementRecipient:
    async with office.database.session() as session:
        return (await session.scalars(select(AnnouncementRecipient).where(AnnouncementRecipient.chat_id == chat))).one()


@pytest.mark.parametrize("act", ["/berhenti", "/stop", "!news:stop:1"])
async def test_one_act_stops_everything_and_one_brings_it_back(siti: Person, act: str) -> None:
    (told,) = await does(siti, act)
    assert (told.text, told.keys) == (text.told_stopped, (("Terima lagi", "Pilih topik"),))
    assert await stopped(siti.office) == [(1, NewsTopic.ALL)]
    (told,) = await siti.presses("Terima lagi")
    assert (told.method, told.text) == ("editMessageText", text.told_again)
    assert await stopped(siti.office) == []


async def test_topics_are_chosen_and_kept_while_all_is_stopped(siti: Person) -> None:
    (told,) = await does(siti, "!news:topics:0")
    assert told.text == text.told_topics
    assert told.keys[1] == ("✓ Pasar dan pameran",)
    (told,) = await siti.presses("✓ Pasar dan pameran")
    assert told.keys[1] == ("Pasar dan pameran",)
    (told,) = await does(siti, "!Stop semua", "!news:topics:0")
    assert (told.text, told.keys[1], told.keys[-1]) == (text.told_all_stopped, ("Pasar dan pameran",), ("Terima lagi",))
    await siti.presses("Terima lagi")
    assert await stopped(siti.office) == [(1, NewsTopic.MARKET)]
    (told,) = await does(siti, "!news:topics:0", "!Pasar dan pameran")
    assert told.keys[1] == ("✓ Pasar dan pameran",)


async def test_after_everything_was_stopped_one_topic_can_be_had_alone(siti: Person) -> None:
    (told,) = await does(siti, "/berhenti", "!Pilih topik", "!Pasar dan pameran")
    assert told.text == text.told_topics
    assert [key.startswith("✓") for (key,) in told.keys] == [False, True, False, False, False, False]
    others = sorted(topic for topic in NewsTopic if topic not in (NewsTopic.ALL, NewsTopic.MARKET))
    assert sorted(topic for _, topic in await stopped(siti.office)) == others


@pytest.mark.pitfall(21)
async def test_stopped_twice_at_once_is_once(siti: Person) -> None:
    replies = await presses_twice(siti, "news:stop:1")
    assert set(texts(replies)) == {text.told_stopped}
    assert await stopped(siti.office) == [(1, NewsTopic.ALL)]


async def test_conversation_that_is_open_stays(siti: Person) -> None:
    await does(siti, "/mentor", "!news:stop:1", "!news:go:1")
    assert (await where(siti))[0] == "mentor"


async def test_coming_waiting_and_the_freed_seat(siti: Person) -> None:
    budi = siti.office.person(12)
    turned, told = await siti.presses("news:go:1")
    assert (turned.method, turned.keys) == (
        "editMessageReplyMarkup", (("✓ Saya ikut", "Tidak ikut"), ("Stop pengumuman",))
    )  # fmt: skip
    assert told.text == text.told_going.format(title=TITLE)
    turned, told = await budi.presses("news:go:1")
    assert turned.keys[0] == ("✓ Daftar tunggu", "Tidak ikut")
    assert told.text == text.told_waitlisted.format(title=TITLE, place=1)
    turned, told = await siti.presses("news:no:1")
    assert turned.keys[0] == ("Saya ikut", "✓ Tidak ikut")
    assert told.text == text.told_not_going.format(title=TITLE)
    assert texts(budi.hears()) == [text.told_seat.format(title=TITLE)]
    assert (await recipient(budi.office, 12)).rsvp is Rsvp.GOING


async def test_read_is_kept_once(siti: Person) -> None:
    (turned,) = await siti.presses("news:read:1")
    first = (await recipient(siti.office, 11)).read_at
    await siti.presses("news:read:1")
    assert turned.method == "editMessageReplyMarkup"
    assert first is not None
    assert (await recipient(siti.office, 11)).read_at == first


@pytest.mark.parametrize("act", ["read", "go", "no", "view"])
@pytest.mark.parametrize("number", ["1", "999", "x"])
async def test_announcement_of_others_is_not_there(siti: Person, act: str, number: str) -> None:
    stranger = siti.office.person(99)
    (told,) = await stranger.presses(f"news:{act}:{number}")
    assert told.text == refusals.refused_no_announcement


@pytest.mark.parametrize(
    "act", ["/berhenti", "/pengumuman", "!news:topics:0", "!news:all:off", "!news:topic:off-market"]
)
async def test_stranger_gets_none_and_hears_so(siti: Person, act: str) -> None:
    (told,) = await does(siti.office.person(99), act)
    assert told.text == text.told_nobody
    assert await stopped(siti.office) == []
