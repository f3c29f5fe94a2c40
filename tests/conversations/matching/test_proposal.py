"""/jodohkan: a proposal for all that wait, agreed to pair by pair or all at once, and what has changed meanwhile."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update

import content.texts
from bot import matching_clock
from models import Expertise, HelpRequest, Mentor, MentorState, RequestState
from services import people
from tests.conversations.walks import texts
from tests.mentoring_rows import a_meeting

from .conftest import Time
from .office import FIRST_HOUR, MONDAY, MatchingOffice

text = content.texts.load("matching_desk")
refusals = content.texts.load("refusals")


async def look(desk: MatchingOffice) -> None:
    """Ani asks for a proposal and opens it."""
    await desk.ani.says("/jodohkan")
    await desk.ani.presses("Hitung usulan")
    await desk.reckons()
    await desk.ani.presses("Lihat usulan")


async def test_proposal_is_reckoned_shown_and_agreed_to(desk_on_both: MatchingOffice) -> None:
    desk = desk_on_both
    budi = await desk.mentor("Budi <&>_*")
    siti = await desk.producer()
    number = await desk.request(siti)
    await desk.ani.says("/jodohkan")
    assert texts(await desk.ani.presses("Hitung usulan")) == [text.told_reckoning]
    assert texts(await desk.reckons()) == [text.told_reckoned.format(pairs=1, unserved=0)]
    (shown,) = await desk.ani.presses("Lihat usulan")
    assert shown.text == (
        "<b>Usulan: 1 pasangan</b> (halaman 1 dari 1)\n\n"
        "1. <b>Dapur Siti</b> (keripik pisang) di Busang: kemasan, chat\n"
        "Mentor: <b>Budi &lt;&amp;&gt;_*</b> (ahli kemasan, bisa Rabu pagi, dari Busang)\n"
        "Rabu, 25 November, 10.00 WITA"
    )
    assert await desk.offers() == []
    assert texts(await desk.ani.presses("1. Setuju")) == [text.told_no_pairs]
    assert await desk.offers() == [(number, budi)]
    (told,) = siti.hears()
    assert told.text.startswith("Kami tanyakan ke <b>Budi &lt;&amp;&gt;_*</b> soal kemasan")


async def test_reckoning_that_fails_is_said_and_can_be_asked_for_anew(
    desk: MatchingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(problem: object) -> None:
        raise ArithmeticError

    await desk.request(await desk.producer())
    await desk.ani.says("/jodohkan")
    await desk.ani.presses("Hitung usulan")
    with monkeypatch.context() as chance:
        chance.setattr(matching_clock, "solve", breaks)
        assert texts(await desk.reckons()) == [text.told_not_reckoned]
        assert await desk.reckons() == []
    await desk.ani.says("/jodohkan")
    await desk.ani.presses("Hitung usulan")
    assert texts(await desk.reckons()) == [text.told_reckoned.format(pairs=0, unserved=1)]


async def test_agreeing_to_all_is_asked_once_more(desk: MatchingOffice) -> None:
    mentors = [await desk.mentor("Budi"), await desk.mentor("Cici", topic=Expertise.LABEL)]
    siti = await desk.producer()
    numbers = [await desk.request(siti), await desk.request(siti, topic=Expertise.LABEL)]
    await look(desk)
    assert texts(await desk.ani.presses("Setujui semua")) == [text.ask_confirm_all.format(count=2)]
    assert await desk.offers() == []
    assert texts(await desk.ani.presses("Ya, tanyakan")) == [text.told_confirmed_some.format(made=2, skipped=0, left=0)]
    assert await desk.offers() == list(zip(numbers, mentors, strict=True))
    assert len(siti.hears()) == 2


async def test_what_has_changed_meanwhile_is_skipped_and_said(desk: MatchingOffice) -> None:
    budi, cici = await desk.mentor("Budi"), await desk.mentor("Cici", topic=Expertise.LABEL)
    dodi = await desk.mentor("Dodi", topic=Expertise.HALAL)
    siti = await desk.producer()
    cancelled = await desk.request(siti)
    await desk.request(siti, topic=Expertise.LABEL)
    kept = await desk.request(siti, topic=Expertise.HALAL)
    await look(desk)
    async with desk.office.database.session() as session:
        gone = update(HelpRequest).where(HelpRequest.id == cancelled).values(state=RequestState.CANCELLED)
        await session.execute(gone)
        rests = update(Mentor).where(Mentor.person_id == cici).values(state=MentorState.RESTING)
        await session.execute(rests)
    await desk.ani.presses("Setujui semua")
    assert texts(await desk.ani.presses("Ya, tanyakan")) == [text.told_confirmed_some.format(made=1, skipped=2, left=0)]
    assert (await desk.offers(), budi != dodi) == ([(kept, dodi)], True)


async def test_dropped_pair_leaves_the_request_waiting(desk: MatchingOffice) -> None:
    await desk.mentor("Budi")
    siti = await desk.producer()
    number = await desk.request(siti)
    await look(desk)
    await desk.ani.presses("1. Lepas")
    assert (await desk.offers(), await desk.proposed(), siti.hears()) == ([], [], [])
    async with desk.office.database.session() as session:
        assert (await session.get_one(HelpRequest, number)).state is RequestState.WAITING


async def test_agreeing_twice_asks_once(desk: MatchingOffice, time: Time) -> None:
    budi = await desk.mentor("Budi")
    number = await desk.request(await desk.producer())
    await look(desk)
    await desk.ani.presses("1. Setuju")
    time.passes(minutes=1)
    assert texts(await desk.ani.presses("1. Setuju")) == [refusals.refused_no_pair]
    assert await desk.offers() == [(number, budi)]


async def test_buttons_of_an_earlier_proposal_lead_to_the_newest(desk: MatchingOffice, time: Time) -> None:
    await desk.mentor("Budi")
    await desk.request(await desk.producer())
    await look(desk)
    time.passes(minutes=1)
    (before,) = await desk.ani.presses("matching_desk:pairs:1.0")
    time.passes(minutes=1)
    await look(desk)
    (now,) = await desk.ani.presses("matching_desk:pairs:1.0")
    assert (now.text.splitlines()[0], now.keys) == (before.text.splitlines()[0], before.keys)
    for act in ("matching_desk:all:1", "matching_desk:all_yes:1", "matching_desk:confirm:1.1.0"):
        assert texts(await desk.ani.presses(act)) == [refusals.refused_no_pair]
    assert await desk.offers() == []


async def test_who_gets_nobody_is_told_with_the_reason(desk: MatchingOffice) -> None:
    await desk.mentor("Budi", hours=[0])
    siti = await desk.producer()
    await desk.request(siti, topic=Expertise.SNI)
    await desk.request(siti)
    await look(desk)
    (told,) = await desk.ani.presses("Yang belum dapat")
    assert "Belum ada mentor untuk bidangnya: 1" in told.text.splitlines()


async def test_asking_twice_reckons_once(desk: MatchingOffice) -> None:
    await desk.request(await desk.producer())
    await desk.ani.says("/jodohkan")
    await desk.ani.presses("Hitung usulan")
    await desk.ani.presses("matching_desk:reckon:0")
    assert len(await desk.reckons()) == 1
    assert await desk.reckons() == []


async def test_two_clocks_tell_once(desk_on_both: MatchingOffice) -> None:
    desk = desk_on_both
    await desk.mentor("Budi")
    await desk.request(await desk.producer())
    await desk.ani.says("/jodohkan")
    await desk.ani.presses("Hitung usulan")
    await asyncio.gather(*(desk.clock().tick() for _ in range(3)))
    assert len(await desk.reckons()) == 1
    assert len(await desk.proposed()) == 1


async def test_nothing_waits(desk: MatchingOffice) -> None:
    assert texts(await desk.ani.says("/jodohkan")) == [text.told_nobody_waits]


async def test_pages_are_turned(desk: MatchingOffice) -> None:
    siti = await desk.producer()
    for topic in list(Expertise)[:5]:
        await desk.mentor(f"Mentor {topic}", topic=topic)
        await desk.request(siti, topic=topic)
    await look(desk)
    (second,) = await desk.ani.presses("Berikutnya »")
    assert second.text.startswith("<b>Usulan: 5 pasangan</b> (halaman 2 dari 2)\n\n4. ")
    assert second.keys[0] == ("4. Setuju", "4. Lihat", "4. Lepas")
    (first,) = await desk.ani.presses("« Sebelumnya")
    assert first.text.startswith("<b>Usulan: 5 pasangan</b> (halaman 1 dari 2)\n\n1. ")


async def test_like_requests_of_three_producers_are_offered_as_a_class(desk: MatchingOffice) -> None:
    for name in ("Dapur Satu", "Dapur Dua", "Dapur Tiga"):
        await desk.request(await desk.producer(name))
    (home,) = await desk.ani.says("/jodohkan")
    assert home.text.endswith("1. Kemasan untuk usaha pisang: 3 produsen")
    buttons = [key for row in home.raw["reply_markup"]["inline_keyboard"] for key in row]
    assert buttons[-1] == {"text": "Buka kelas 1", "callback_data": "workshop:from_group:packaging.pisang"}


async def test_hour_that_was_booked_meanwhile_is_skipped(desk: MatchingOffice) -> None:
    budi = await desk.mentor("Budi")
    await desk.request(await desk.producer())
    await look(desk)
    async with desk.office.database.session() as session:
        other = await people.ensure_person(session, "telegram", 900, MONDAY)
        await a_meeting(session, budi, other.id, FIRST_HOUR)
    await desk.ani.presses("1. Setuju")
    assert (await desk.offers(), await desk.proposed()) == ([], [])
