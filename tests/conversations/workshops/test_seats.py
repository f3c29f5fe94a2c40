"""Invitations, seats, the waiting list with its offers, and the decision, over days."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import select

from bot.workshop_clock import WorkshopClock
from durable.outbox import outbox
from models import Expertise, HelpRequest, RequestState, SeatState, Way, WorkshopState
from models import Person as Row
from services.workshops import opening
from tests.conversations.walks import where
from tests.driver import BOT
from tests.mentoring_rows import a_mentor
from tests.services.workshops.conftest import a_plan

from .conftest import FIRST, MONDAY, OFFICE, SATURDAY, School, heard, keys, refusals, words

S = SeatState


async def test_people_are_invited_and_answer_with_one_tap(school_on_both: School) -> None:
    school = school_on_both
    workshop_id = await school.opened(least=1)
    assert heard(school.siti) == []
    await school.ticks()
    await school.ticks()
    (invitation,) = school.siti.hears()
    assert invitation.text.startswith("Ada kelas bersama, gratis:\n\n<b>Kemasan yang rapat</b>\nSabtu, 28 November")
    assert invitation.keys == (("Ikut", "Tidak, terima kasih"),)
    (joined,) = await school.siti.presses("Ikut")
    assert joined.text.startswith(
        words.told_taken_unsure.format(decided="Jumat, 27 November, 09.00 WITA")
    )  # fmt: skip
    assert joined.keys == (("Batal ikut",), ("Daftar kelas",))
    school.budi.hears()
    (declined,) = await school.budi.presses("Tidak, terima kasih")
    assert declined.text.startswith(words.told_not)
    assert await school.states(workshop_id) == [S.TAKEN, S.LEFT, S.INVITED]


async def test_waiting_list_and_the_seat_that_is_freed(school_on_both: School) -> None:
    school = school_on_both
    workshop_id = await school.opened(seats=2, least=2)
    await school.ticks()
    await school.joined(workshop_id, school.siti, school.budi)
    school.tono.hears()
    (waits,) = await school.tono.presses("Ikut")
    assert waits.text.startswith(words.told_waitlisted.format(place=1))
    assert waits.keys == (("Keluar dari antrean",), ("Daftar kelas",))
    (asked,) = await school.siti.presses("Batal ikut")
    assert asked.keys == (("Ya, batal ikut", "Tetap ikut"),)
    school.tono.hears()
    await school.siti.presses("Ya, batal ikut")
    (offer,) = school.tono.hears()
    assert "Kursi ini kami simpan sampai <b>Selasa, 24 November, 10.02 WITA</b>" in offer.text
    assert offer.keys == (("Ambil kursi", "Tidak, terima kasih"),)
    school.time.passes(minutes=1)
    (taken,) = await school.tono.presses("Ambil kursi")
    assert taken.keys == (("Batal ikut",), ("Daftar kelas",))
    assert await school.states(workshop_id) == [S.LEFT, S.TAKEN, S.TAKEN]


async def test_offer_that_is_not_taken_goes_on(school: School) -> None:
    workshop_id = await school.opened(seats=2)
    await school.ticks()
    await school.joined(workshop_id, school.siti, school.budi, school.tono)
    await school.siti.presses(f"workshop:leave_yes:{workshop_id}")
    await school.joined(workshop_id, school.siti)  # behind Tono
    school.tono.hears()
    school.siti.hears()
    school.time.passes(hours=25)
    await school.ticks()
    assert heard(school.tono) == [words.told_expired.format(title="Kemasan yang rapat")]
    (offer,) = school.siti.hears()
    assert offer.keys == (("Ambil kursi", "Tidak, terima kasih"),)
    assert await school.states(workshop_id) == [S.OFFERED, S.TAKEN, S.LEFT]
    (late,) = await school.tono.presses("Ambil kursi")  # the old message: to the end of the line
    assert late.text.startswith(words.told_waitlisted.format(place=1))


async def test_late_press_on_an_offer_is_told_before_the_clock_came(school: School) -> None:
    workshop_id = await school.opened(seats=2)
    await school.joined(workshop_id, school.siti, school.budi, school.tono)
    await school.siti.presses(f"workshop:leave_yes:{workshop_id}")
    school.tono.hears()
    school.time.passes(hours=25)
    (told,) = await school.tono.presses("Ambil kursi")
    assert told.text == refusals.refused_seat_late


async def test_seat_of_somebody_who_withdrew_is_offered_by_the_clock(school: School) -> None:
    workshop_id = await school.opened(seats=2)
    await school.joined(workshop_id, school.siti, school.budi, school.tono)
    await school.siti.says("/hapus_data")
    await school.siti.presses("withdraw:yes:0")
    school.tono.hears()
    await school.ticks()
    assert [reply.keys for reply in school.tono.hears()] == [(("Ambil kursi", "Tidak, terima kasih"),)]
    assert await school.states(workshop_id) == [S.LEFT, S.TAKEN, S.OFFERED]


async def test_class_with_enough_people_is_on(school: School) -> None:
    workshop_id = await school.opened(least=2)
    await school.joined(workshop_id, school.siti, school.budi)
    school.time.is_before_class(hours=24)
    await school.ticks()
    await school.ticks()
    (told,) = school.siti.hears()
    assert told.text.startswith("Kelasnya jadi!\n\n<b>Kemasan yang rapat</b>")
    (to_mentor,) = school.dewi.hears()
    assert to_mentor.text.startswith("Kelas Ibu/Bapak jadi, 2 orang terdaftar.")
    assert [text for text in heard(school.tono) if "jadi" in text] == []
    assert (await school.workshop(workshop_id)).state is WorkshopState.CONFIRMED


async def test_class_with_too_few_people_is_not(school: School) -> None:
    workshop_id = await school.opened(least=2)
    await school.joined(workshop_id, school.siti)
    school.time.is_before_class(hours=24)
    await school.ticks()
    await school.ticks()
    told = words.told_too_few.format(title="Kemasan yang rapat", when="Sabtu, 28 November, 09.00-11.00 WITA")
    assert (heard(school.siti), heard(school.dewi), heard(school.budi)) == ([told], [told], [])
    (shown,) = await school.siti.presses(f"workshop:view:{workshop_id}")
    assert words.told_state_cancelled in shown.text
    assert keys([shown]) == [("Daftar kelas",)]


async def test_two_clocks_tell_once(school_on_both: School) -> None:
    school = school_on_both
    first = await school.opened(least=1, seats=2)
    await school.joined(first, school.siti, school.budi, school.tono)
    await school.siti.presses(f"workshop:leave_yes:{first}")
    await school.opened(starts_at=SATURDAY + timedelta(days=7))
    school.time.passes(hours=25)
    clocks = [WorkshopClock(school.office.database, BOT, "telegram", OFFICE) for _ in range(3)]
    await asyncio.gather(*(each.tick() for each in clocks))
    school.time.is_before_class(hours=24)
    await asyncio.gather(*(each.tick() for each in clocks))
    async with school.office.database.read() as connection:
        sent = list(await connection.scalars(select(outbox.c.unique_key).where(outbox.c.unique_key.like("workshop-%"))))
    assert len([key for key in sent if key.startswith("workshop-invited")]) == 3
    assert len([key for key in sent if key.startswith("workshop-expired")]) == 1
    assert len([key for key in sent if key.startswith("workshop-decided")]) == 2  # Budi and the mentor
    assert len(sent) == len(set(sent))


async def test_joining_leaves_an_open_conversation_as_it_is(school: School) -> None:
    workshop_id = await school.opened()
    await school.siti.says("/daftar")
    before = await where(school.siti)
    await school.siti.presses(f"workshop:take:{workshop_id}")
    assert await where(school.siti) == before
    assert (await school.states(workshop_id))[0] is S.TAKEN


async def test_list_of_a_producer(school: School) -> None:
    (none,) = await school.siti.says("/kelas")
    assert none.text == words.told_no_classes
    await school.opened()
    (shown,) = await school.siti.says("/kelas")
    assert shown.text == words.told_classes.format(
        classes="1. <b>Kemasan yang rapat</b>\nSabtu, 28 November, 09.00-11.00 WITA\nMasih ada 10 kursi."
    ).replace("&lt;", "<").replace("&gt;", ">")
    assert shown.keys == (("1. Kemasan yang rapat",),)
    (stranger,) = await school.stranger.says("/kelas")
    assert stranger.text == words.told_need_business
    assert stranger.keys == (("Daftar usaha",),)


async def test_long_list_has_pages(school: School) -> None:
    for week in range(7):
        await school.opened(title=f"Kelas {'abcdefg'[week]}", starts_at=SATURDAY + timedelta(weeks=week))
    (shown,) = await school.rina.says("/kelas")
    assert shown.keys[-2:] == (("Berikutnya",), ("Buka kelas",))
    (following,) = await school.rina.presses("Berikutnya")
    assert following.keys == (
        ("4. Kelas d", "5. Kelas e"), ("6. Kelas f",), ("Sebelumnya", "Berikutnya"), ("Buka kelas",)
    )  # fmt: skip
    (following,) = await school.rina.presses("Berikutnya")
    assert following.keys == (("7. Kelas g",), ("Sebelumnya",), ("Buka kelas",))
    (beyond,) = await school.rina.presses("workshop:list:99")
    assert beyond.text == following.text


async def test_booked_person_is_told(school: School) -> None:
    first = await school.opened()
    await school.joined(first, school.siti)
    async with school.office.database.session() as session:
        other = await session.get_one(Row, school.ids[FIRST + 2])
        await a_mentor(session, other)
        second = (await opening.open_workshop(session, other, other.id, a_plan(), MONDAY, OFFICE)).id
    (told,) = await school.siti.presses(f"workshop:take:{second}")
    assert told.text == refusals.refused_seat_booked
    assert (await school.states(second))[0] is None


async def test_request_that_a_class_answers_says_so(school: School) -> None:
    async with school.office.database.session() as session:
        request = HelpRequest(
            producer_id=school.ids[FIRST], district_id=640806, topic=Expertise.PACKAGING, way=Way.CHAT,
            state=RequestState.WAITING, opened_at=MONDAY, hours=[],
        )  # fmt: skip
        session.add(request)
        await session.flush()
    workshop_id = await school.opened()
    await school.joined(workshop_id, school.siti)
    shown = await school.siti.says("/permintaan")
    assert "dibantu di kelas bersama; lihat /kelas" in shown[-1].text
    (refused,) = await school.siti.presses(f"requests:cancel_yes:{request.id}")
    assert refused.text == refusals.refused_request_booked
    (one,) = await school.siti.presses(f"requests:view:{request.id}")
    assert one.keys == (("Daftar kelas",),)
