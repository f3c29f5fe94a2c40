"""The answer chain over days: cards, answers, silence, the next mentor, and what the producer hears."""

from __future__ import annotations

import asyncio

from sqlalchemy import update

import content.texts
from bot.meeting_clock import MeetingClock
from bot.mentor_card_clock import MentorCardClock
from bot.request_clock import RequestClock
from durable.inbox import conversations
from models import DeclineReason, Meeting, MentorCard, MentorWay, OfferState, RequestState, RoleKind, Way
from services import people, roles
from services.mentoring import offers as offer_services
from tests.conversations.tickets.conftest import Time
from tests.conversations.tickets.talk import photo
from tests.conversations.walks import does, texts, where
from tests.driver import BOT, Person

from .talk import OFFICE, MentoredOffice, card_words, refusals, request_words, wita

wishes_words = content.texts.load("reminder_wishes")

BUSINESS = card_words.told_business.format(name="Dapur Siti", products="keripik pisang", district="Busang")
CARD_KEYS = ("Bisa", "Jam lain", "Tidak bisa")


async def waiting(mentored: MentoredOffice, time: Time) -> tuple[Person, Person, Person]:
    """A producer, whose request Bu Dewi has on her card since Monday nine, and the two mentors."""
    siti = await mentored.producer()
    await mentored.asks(siti)
    time.is_at(23, 9)
    await mentored.ticks()
    dewi, rahmat = mentored.mentors.values()
    assert [reply.keys for reply in dewi.hears()] == [(CARD_KEYS,)]
    return siti, dewi, rahmat


async def states(mentored: MentoredOffice) -> tuple[list[OfferState], list[RequestState]]:
    offers, requests = await mentored.offers(), await mentored.requests()
    return [offer.state for offer in offers], [request.state for request in requests]


async def test_yes_of_the_mentor_books_and_tells_the_producer(mentored_on_both: MentoredOffice, time: Time) -> None:
    siti, dewi, _ = await waiting(mentored_on_both, time)
    (screen,) = await dewi.presses("Bisa")
    assert "Rabu, 25 November, 09.00 WITA" in screen.text
    (booked,) = siti.hears()
    assert booked.text.startswith("<b>Sesi dengan Bu Dewi sudah terjadwal.</b>")
    assert await states(mentored_on_both) == ([OfferState.ACCEPTED], [RequestState.AGREED])
    time.is_at(24, 9)
    assert await mentored_on_both.heard(dewi) == []
    assert await dewi.presses("Bisa") != []
    assert len(await mentored_on_both.rows(Meeting)) == 1


async def test_card_comes_at_the_mentors_hour_and_once(mentored: MentoredOffice, time: Time) -> None:
    siti = await mentored.producer()
    await mentored.asks(siti)
    dewi = mentored.mentors["Bu Dewi"]
    time.is_at(23, 8, 59)
    assert await mentored.heard(dewi) == []
    time.is_at(23, 9)
    (card,) = await mentored.heard(dewi)
    assert card.text.startswith(f"{card_words.told_one}\n\n{card_words.told_who.format(who=BUSINESS, topic='kemasan')}")
    for hour in (9, 10, 20):
        time.is_at(23, hour, 30)
        assert await mentored.heard(dewi) == []
    (row,) = await mentored.rows(MentorCard)
    assert (row.names, row.sent_at) == (f"offer:{(await mentored.offers())[0].id}", wita(23, 9))


async def test_card_of_somebody_whose_hour_is_quiet_comes_after(mentored: MentoredOffice, time: Time) -> None:
    night = await mentored.add_mentor("Bu Malam", stars=5, card_hour=3)
    siti = await mentored.producer()
    await mentored.asks(siti, choose="Bu Malam")
    time.is_at(24, 5, 59)
    assert await mentored.heard(night) == []
    time.is_at(24, 6)
    assert len(await mentored.heard(night)) == 1


async def test_two_clocks_at_once_send_one_card(mentored_on_both: MentoredOffice, time: Time) -> None:
    mentored = mentored_on_both
    siti = await mentored.producer()
    await mentored.asks(siti)
    time.is_at(23, 9)
    clocks = [MentorCardClock(mentored.office.database, BOT, "telegram", OFFICE) for _ in range(2)]
    sent = await asyncio.gather(*(clock.tick() for clock in clocks))
    assert sorted(sent) == [0, 1]
    assert len(await mentored.heard(mentored.mentors["Bu Dewi"])) == 1


async def test_no_is_one_tap_and_the_next_mentor_is_asked(mentored_on_both: MentoredOffice, time: Time) -> None:
    mentored = mentored_on_both
    siti, dewi, rahmat = await waiting(mentored, time)
    (asked,) = await dewi.presses("Tidak bisa")
    assert asked.text == card_words.ask_reason
    (done,) = await dewi.presses("Sedang sibuk")
    assert done.text == f"{card_words.told_declined}\n\n{card_words.told_nothing_more}"
    (told,) = await mentored.heard(siti)
    hour = "Rabu, 25 November, 09.00 WITA"
    now_asked = request_words.told_asked.format(name="Pak Rahmat", hour=hour, topic="kemasan")
    assert told.text == f"{request_words.told_could_not.format(name='Bu Dewi')} {now_asked}"
    offers = await mentored.offers()
    assert [offer.decline_reason for offer in offers] == [DeclineReason.BUSY, None]
    time.is_at(24, 9)
    assert [reply.keys for reply in await mentored.heard(rahmat)] == [(CARD_KEYS,)]


async def test_silence_is_reminded_of_once_and_then_passed_on(mentored_on_both: MentoredOffice, time: Time) -> None:
    mentored = mentored_on_both
    siti, dewi, _ = await waiting(mentored, time)
    time.is_at(24, 8, 59)
    assert (await mentored.heard(siti), await mentored.heard(dewi)) == ([], [])
    time.is_at(24, 9)
    (card,) = await mentored.heard(dewi)
    assert card_words.told_waits_since.format(day="Senin, 23 November") in card.text
    (told,) = siti.hears()
    assert told.text == request_words.told_nudged.format(name="Bu Dewi", until="Rabu, 25 November")
    time.is_at(24, 9, 5)
    assert (await mentored.heard(siti), await mentored.heard(dewi)) == ([], [])
    time.is_at(25, 9)
    (told,) = await mentored.heard(siti)
    assert told.text.startswith(request_words.told_was_silent.format(name="Bu Dewi"))
    assert await states(mentored) == ([OfferState.EXPIRED, OfferState.WAITING], [RequestState.OFFERED])
    (refused,) = await dewi.presses("Tidak bisa")
    assert refused.text == refusals.refused_offer_over
    assert dewi.hears() == []


async def test_two_clocks_at_once_ask_one_next_mentor(mentored_on_both: MentoredOffice, time: Time) -> None:
    mentored = mentored_on_both
    siti, dewi, _ = await waiting(mentored, time)
    await does(dewi, "!Tidak bisa", "!Sedang sibuk")
    clocks = [RequestClock(mentored.office.database, BOT, "telegram", OFFICE) for _ in range(2)]
    await asyncio.gather(*(clock.tick() for clock in clocks))
    assert len(await mentored.heard(siti)) == 1
    assert (await states(mentored))[0] == [OfferState.DECLINED, OfferState.WAITING]


async def test_after_three_who_could_not_staff_are_told(mentored: MentoredOffice, time: Time) -> None:
    await mentored.add_mentor("Bu Tini", stars=3)
    await mentored.add_mentor("Pak Yusuf", stars=2)
    boss = mentored.office.person(900, "Kepala")
    async with mentored.office.database.session() as session:
        row = await people.ensure_person(session, "telegram", 900, wita(23, 8))
        await roles.give(session, row, RoleKind.PETUGAS, None, wita(23, 8))
    siti = await mentored.producer()
    await mentored.asks(siti)
    for day in (23, 24, 25):
        time.is_at(day, 9)
        await mentored.ticks()
        (open_offer,) = [offer for offer in await mentored.offers() if offer.state is OfferState.WAITING]
        (name,) = [name for name, number in mentored.ids.items() if number == open_offer.mentor_id]
        mentor = mentored.mentors[name]
        await does(mentor, f"!card:no:{open_offer.id}", "!Terlalu jauh")
        siti.hears()
        await mentored.ticks()
    assert siti.hears()[-1].text == (
        f"{request_words.told_could_not.format(name='Bu Tini')} {request_words.told_with_staff.format(topic='kemasan')}"
    )
    assert (await states(mentored))[1] == [RequestState.STAFF]
    assert texts(boss.hears()) == [request_words.told_staff_waiting]
    await mentored.ticks()
    assert boss.hears() == []


async def test_other_hour_is_asked_of_the_producer_and_booked(mentored_on_both: MentoredOffice, time: Time) -> None:
    mentored = mentored_on_both
    siti, dewi, _ = await waiting(mentored, time)
    (asked,) = await dewi.presses("Jam lain")
    assert asked.keys[:2] == (("Sel 24 Nov, 09.00",), ("Sel 24 Nov, 10.00",))
    await dewi.presses("Sel 24 Nov, 10.00")
    (counter,) = siti.hears()
    hour = "Selasa, 24 November, 10.00 WITA"
    assert counter.text == request_words.ask_counter.format(name="Bu Dewi", hour=hour, way="chat", until=hour).strip()
    assert counter.keys == (("Bisa", "Tidak bisa"),)
    assert await states(mentored) == ([OfferState.COUNTERED], [RequestState.OFFERED])
    booked = (await siti.presses("Bisa"))[-1]
    assert booked.text.endswith(wishes_words.told_signal_line)  # of the first session only
    assert booked.keys[-1] == ("Ubah jam sinyal",)
    (meeting,) = await mentored.rows(Meeting)
    assert (meeting.starts_at, meeting.mentor_told_at) == (wita(24, 10), None)
    assert dewi.hears() == []
    time.is_at(24, 9)
    (card,) = await mentored.heard(dewi)
    assert card_words.told_booked.format(who=BUSINESS, hour=hour) in card.text
    assert [each.mentor_told_at for each in await mentored.rows(Meeting)] == [wita(24, 9)]


async def test_hour_in_ones_own_words_is_said_back(mentored: MentoredOffice, time: Time) -> None:
    _, dewi, _ = await waiting(mentored, time)
    await does(dewi, "!Jam lain", "!Tulis jam lain")
    assert await where(dewi) == ("card", "hour")
    for said, told in (
        ("kemarin jam 10", "refused_moment_past"), ("31 februari", "refused_moment_day"),
        ("besok jam 25", "refused_moment_hour"), ("apa kabar", "refused_moment"),
        ("besok jam 10.07", "refused_not_a_quarter"),
    ):  # fmt: skip
        (refused,) = await dewi.says(said)
        assert refused.text == refusals[told]
        assert await where(dewi) == ("card", "hour")
        assert (await mentored.offers())[0].state is OfferState.WAITING
    (asked,) = await dewi.says("lusa sore")
    assert asked.keys == (("15.00", "16.00", "17.00"), ("Kembali",))
    (asked,) = await dewi.says("Jumat jam 2 siang")
    assert asked.text == card_words.ask_propose.format(hour="Jumat, 27 November, 14.00 WITA", who=BUSINESS).strip()
    await dewi.presses("Ya, usulkan")
    assert await where(dewi) == (None, None)
    assert [offer.starts_at for offer in await mentored.offers()] == [wita(27, 14)]


async def test_hour_that_does_not_suit_the_producer_leads_to_the_next(mentored: MentoredOffice, time: Time) -> None:
    siti, dewi, _ = await waiting(mentored, time)
    await does(dewi, "!Jam lain", "!Sel 24 Nov, 10.00")
    siti.hears()
    (done,) = await siti.presses("Tidak bisa")
    assert done.text == request_words.told_refused.strip()
    (told,) = await mentored.heard(siti)
    assert told.text.startswith(request_words.told_could_not.format(name="Bu Dewi"))
    assert (await states(mentored))[0] == [OfferState.DECLINED, OfferState.WAITING]


async def test_silent_producer_is_asked_again_and_then_it_goes_on(mentored: MentoredOffice, time: Time) -> None:
    siti, dewi, _ = await waiting(mentored, time)
    await does(dewi, "!Jam lain", "!Kam 26 Nov, 09.00")
    siti.hears()
    time.is_at(24, 9)
    (again,) = await mentored.heard(siti)
    assert again.keys == (("Bisa", "Tidak bisa"),)
    assert await mentored.heard(siti) == []
    time.is_at(25, 9)
    (told,) = await mentored.heard(siti)
    assert told.text.startswith(request_words.told_was_silent.format(name="Bu Dewi"))


async def test_mentor_who_cannot_be_reached_is_skipped_and_staff_hear_of_it_once(
    mentored: MentoredOffice, time: Time
) -> None:
    boss = mentored.office.person(900, "Kepala")
    async with mentored.office.database.session() as session:
        row = await people.ensure_person(session, "telegram", 900, wita(23, 8))
        await roles.give(session, row, RoleKind.ADMIN, None, wita(23, 8))
    siti = await mentored.producer()
    await mentored.asks(siti)
    dewi = mentored.mentors["Bu Dewi"]
    async with mentored.office.database.write() as connection:
        gone = update(conversations).where(conversations.c.chat_id == dewi.chat_id)
        await connection.execute(gone.values(unreachable_at=wita(23, 8), unreachable_reason="blocked"))
    (told,) = await mentored.heard(siti)
    assert told.text.startswith(request_words.told_went_away.format(name="Bu Dewi"))
    assert (await states(mentored))[0] == [OfferState.WITHDRAWN, OfferState.WAITING]
    assert texts(boss.hears()) == [request_words.told_staff_lost.format(names="Bu Dewi").strip()]
    await mentored.asks(await mentored.producer(12, "Tini", "Dapur Tini"))
    await mentored.ticks()
    assert boss.hears() == []


async def test_waiting_list_is_looked_at_each_day(mentored: MentoredOffice, time: Time) -> None:
    siti = await mentored.producer()
    await does(
        siti, "/mentor", "!Kemasan", "Kapan saja", "!Video", "!Kapan saja", "!Cari mentor", "!Masuk daftar tunggu"
    )
    assert (await states(mentored))[1] == [RequestState.WAITING]
    time.passes(days=1, minutes=1)
    assert await mentored.heard(siti) == []
    await mentored.add_mentor("Bu Tini", ways=[MentorWay(way=Way.VIDEO)])
    assert await mentored.heard(siti) == []
    time.passes(days=1, minutes=1)
    (told,) = await mentored.heard(siti)
    assert told.text.startswith("Kami tanyakan ke <b>Bu Tini</b>")


async def test_request_left_with_nobody_is_searched_on(mentored: MentoredOffice, time: Time) -> None:
    siti, _, _ = await waiting(mentored, time)
    async with mentored.office.database.session() as session:
        await offer_services.withdraw_offers_of(session, mentored.ids["Bu Dewi"], wita(23, 10))
    (told,) = await mentored.heard(siti)
    assert told.text.startswith(request_words.told_went_away.format(name="Bu Dewi"))
    assert (await states(mentored))[1] == [RequestState.OFFERED]


async def test_photo_of_the_trouble_is_sent_when_wanted(mentored: MentoredOffice, time: Time) -> None:
    siti = await mentored.producer()
    await does(siti, "/mentor", "!Kemasan")
    await siti.sends(**photo())
    await does(siti, "!Chat", "!Kapan saja", "!Cari mentor", "!Pilihkan saja")
    time.is_at(23, 9)
    dewi = mentored.mentors["Bu Dewi"]
    (card,) = await mentored.heard(dewi)
    assert card.keys == (("Lihat foto",), CARD_KEYS)
    (sent,) = await dewi.presses("Lihat foto")
    assert (sent.method, sent.raw["photo"]) == ("sendPhoto", "photo1")


async def test_next_turns_the_card_round(mentored: MentoredOffice, time: Time) -> None:
    for number, name in enumerate(("Siti", "Tini", "Rini"), start=11):
        await mentored.asks(await mentored.producer(number, name, f"Dapur {name}"), choose="Bu Dewi")
    time.is_at(23, 9)
    dewi = mentored.mentors["Bu Dewi"]
    (card,) = await mentored.heard(dewi)
    assert card.text.startswith(card_words.told_several.format(count=3))
    assert card.keys[-1] == ("Berikutnya (2)",)
    shown = [(await dewi.presses("Berikutnya (2)"))[0].text.split("<b>Dapur ")[1][:4] for _ in range(3)]
    assert shown == ["Tini", "Rini", "Siti"]
    (after,) = (await dewi.presses("Bisa"))[-1:]
    assert after.method == "editMessageText"
    assert "<b>Dapur Tini</b>" in after.text
    assert "10.00 WITA" in after.text  # nine is taken now


async def test_week_of_five_requests_and_three_sessions_is_seven_messages(mentored: MentoredOffice, time: Time) -> None:
    dewi = mentored.mentors["Bu Dewi"]
    messages = 0

    async def hears() -> None:
        nonlocal messages
        messages += len([reply for reply in await mentored.heard(dewi) if reply.method == "sendMessage"])

    for day in range(23, 30):
        for hour in range(6, 22):
            time.is_at(day, hour)
            await hears()
            if day < 28 and hour == 8:
                siti = await mentored.producer(10 + day, f"Siti {'ABCDE'[day - 23]}", f"Dapur {'ABCDE'[day - 23]}")
                await mentored.asks(siti, choose="Bu Dewi")
            if day in (23, 24, 26) and hour == 10:
                (offer,) = [each for each in await mentored.offers() if each.state is OfferState.WAITING][-1:]
                await dewi.presses(f"card:yes:{offer.id}.{int(offer.starts_at.timestamp()) // 900}")
    assert len(await mentored.rows(Meeting)) == 3
    assert len(await mentored.requests()) == 5
    assert messages <= 7


async def test_forgotten_producer_ends_everything(mentored: MentoredOffice, time: Time) -> None:
    siti, dewi, _ = await waiting(mentored, time)
    await dewi.presses("Bisa")
    await does(siti, "/mentor", "!Minta mentor baru", "!Kemasan", "Rahasia", "!Chat", "!Kapan saja", "!Cari mentor")
    await does(siti, "!Pak Rahmat", "/hapus_data", "!Ya, hapus")
    assert [request.state for request in await mentored.requests()] == [RequestState.CANCELLED] * 2
    assert [request.words for request in await mentored.requests()] == [None, None]
    assert [offer.state for offer in await mentored.offers()] == [OfferState.ACCEPTED, OfferState.WITHDRAWN]
    assert dewi.hears() == []
    time.is_at(24, 9)
    (card,) = await mentored.heard(dewi)
    who = card_words.told_somebody.format(district="Busang")
    assert card.text.endswith(card_words.told_off.format(who=who, hour="Rabu, 25 November, 09.00 WITA"))
    assert await mentored.heard(mentored.mentors["Pak Rahmat"]) == []


async def told_at_once(mentored: MentoredOffice, person: Person) -> list[str]:
    """What the clock of the sessions tells somebody now; looked at twice, told once."""
    for _ in range(2):
        await MeetingClock(mentored.office.database, BOT, "telegram", OFFICE).tick()
    return [reply.text for reply in await mentored.office.sends() if reply.chat_id == person.chat_id]


async def test_booking_that_begins_before_the_next_card_is_told_at_once(
    mentored_on_both: MentoredOffice, time: Time
) -> None:
    mentored = mentored_on_both
    siti, dewi, _ = await waiting(mentored, time)
    await does(dewi, "!Jam lain", "!Sel 24 Nov, 10.00")
    assert await told_at_once(mentored, dewi) == []
    siti.hears()
    await siti.presses("Bisa")
    hour = "Selasa, 24 November, 10.00 WITA"
    assert await told_at_once(mentored, dewi) == [card_words.told_booked.format(who=BUSINESS, hour=hour)]
    time.is_at(24, 9)
    assert await mentored.heard(dewi) == []


async def test_session_that_goes_with_its_producer_before_the_next_card_is_told_at_once(
    mentored: MentoredOffice, time: Time
) -> None:
    siti, dewi, _ = await waiting(mentored, time)
    await dewi.presses("Bisa")
    time.is_at(24, 10)
    await does(siti, "/hapus_data", "!Ya, hapus")
    dewi.hears()
    who = card_words.told_somebody.format(district="Busang")
    hour = "Rabu, 25 November, 09.00 WITA"
    assert await told_at_once(mentored, dewi) == [card_words.told_off.format(who=who, hour=hour)]
    time.is_at(25, 9)
    assert await mentored.heard(dewi) == []


async def test_mentors_hour_that_came_without_an_answer_is_passed_on_at_once(
    mentored: MentoredOffice, time: Time
) -> None:
    siti, dewi, _ = await waiting(mentored, time)
    await does(dewi, "!Jam lain", "!Sel 24 Nov, 10.00")
    time.is_at(24, 9, 59)
    await mentored.heard(siti)
    assert (await states(mentored))[0] == [OfferState.COUNTERED]
    time.is_at(24, 10)
    (told,) = await mentored.heard(siti)
    assert told.text.startswith(request_words.told_was_silent.format(name="Bu Dewi"))
    assert await states(mentored) == ([OfferState.EXPIRED, OfferState.WAITING], [RequestState.OFFERED])
    (again,) = await siti.presses("Bisa")
    assert again.text == refusals.refused_offer_over
