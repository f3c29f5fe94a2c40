"""/mentor: the questions, the summary, whom to ask, and what is kept."""

from __future__ import annotations

import pytest

from durable import clock
from models import Activity, Expertise, Mentor, MentorState, MessageKind, OfferState, RequestState, Spoken, Way
from services.businesses import register_business
from services.mentoring import requests
from services.people import person_of_account
from tests.conversations.test_any_sequence import wait
from tests.conversations.tickets.talk import VOICE, photo
from tests.conversations.walks import does, register, where
from tests.driver import Person

from .talk import TROUBLE, MentoredOffice, ask_words, refusals, request_words

WEDNESDAY = "Rabu, 25 November, 09.00 WITA"
ASKED = request_words.told_asked.format(name="Bu Dewi", hour=WEDNESDAY, topic="kemasan")
MENTORS = [("Bu Dewi",), ("Pak Rahmat",), ("Pilihkan saja",), ("Kembali", "Batal")]


async def to_the_summary(person: Person) -> None:
    await does(person, "/mentor", "!Kemasan", TROUBLE, "!Telepon", "!Kapan saja")
    assert await where(person) == ("mentor", "summary")


async def test_request_reaches_the_best_mentor(mentored_on_both: MentoredOffice) -> None:
    siti = await mentored_on_both.producer()
    await to_the_summary(siti)
    (shown,) = await siti.presses("Cari mentor")
    assert list(shown.keys) == MENTORS
    assert "<b>Bu Dewi</b>: ahli kemasan, kenal usaha pisang, dari" in shown.text
    assert "bisa Rabu pagi" not in shown.text  # the hour itself stands below
    (sent,) = await siti.presses("Pilihkan saja")
    assert sent.text == "\n\n".join([ask_words.told_sent, ASKED, ask_words.told_where_to_look])
    (request,), (offer,) = await mentored_on_both.requests(), await mentored_on_both.offers()
    assert (request.topic, request.way, request.words) == (Expertise.PACKAGING, Way.PHONE, TROUBLE)
    assert (request.state, request.chosen_mentor_id) == (RequestState.OFFERED, None)
    assert (offer.mentor_id, offer.state) == (mentored_on_both.ids["Bu Dewi"], OfferState.WAITING)
    assert await where(siti) == (None, None)


async def test_chosen_mentor_is_asked_first(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    await mentored.asks(siti, choose="Pak Rahmat")
    (request,), (offer,) = await mentored.requests(), await mentored.offers()
    assert request.chosen_mentor_id == offer.mentor_id == mentored.ids["Pak Rahmat"]


async def test_all_can_be_typed(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    await does(siti, "/mentor", "soal kemasan bu", TROUBLE, "lewat telpon saja", "rabu pagi, kamis jam 10", "selesai")
    assert await where(siti) == ("mentor", "summary")
    await does(siti, "ya")
    assert await where(siti) == ("mentor", "mentors")
    await does(siti, "kembali")
    assert await where(siti) == ("mentor", "summary")
    await does(siti, "ya", "!Pilihkan saja")
    (request,) = await mentored.requests()
    assert requests.hours_wanted(request) == {2 * 24 + 8, 2 * 24 + 9, 2 * 24 + 10, 3 * 24 + 10}


@pytest.mark.parametrize(("content", "kind"), [(photo(), MessageKind.PHOTO), (VOICE, MessageKind.VOICE)])
async def test_trouble_can_be_shown_or_spoken(
    mentored: MentoredOffice, content: dict[str, object], kind: MessageKind
) -> None:
    siti = await mentored.producer()
    await does(siti, "/mentor", "!Kemasan")
    await siti.sends(**content)
    await does(siti, "!Chat", "!Kapan saja", "!Cari mentor", "!Pilihkan saja")
    (request,) = await mentored.requests()
    assert (request.file_kind, request.words, bool(request.file_id)) == (kind, None, True)


async def test_who_has_two_businesses_is_asked_which(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    second = await register(siti, name="Anyaman Siti")
    (asked,) = await siti.says("/mentor")
    assert asked.text == f"<b>1 dari 5</b>\n{ask_words.ask_business}"
    assert asked.keys == (("Dapur Siti",), ("Anyaman Siti",), ("Batal",))
    await does(siti, "siti")
    assert siti.replies[-1].text == refusals.refused_which_business
    await does(siti, "anyaman", "!Kemasan", TROUBLE, "!Chat", "!Kapan saja", "!Cari mentor", "!Pilihkan saja")
    (request,) = await mentored.requests()
    assert request.business_id == second.id


async def test_who_has_a_second_business_since_the_questions_began_is_asked_which(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    await does(siti, "/mentor", "!Kemasan", TROUBLE)
    second = await register(siti, name="Anyaman Siti")
    (asked,) = await does(siti, "/mentor", "!Lanjutkan")
    assert asked.text == f"<b>1 dari 5</b>\n{ask_words.ask_business}"
    await does(siti, "anyaman", "!Tidak diubah", "!Tidak diubah", "!Chat", "!Kapan saja", "!Cari mentor")
    await siti.presses("Pilihkan saja")
    (request,) = await mentored.requests()
    assert request.business_id == second.id


async def test_business_that_is_registered_in_the_middle_leads_to_no_dead_end(mentored: MentoredOffice) -> None:
    """The questions are not left here, as when somebody else registers it."""
    siti = await mentored.producer()
    await does(siti, "/mentor", "!Kemasan", TROUBLE, "!Chat")
    async with mentored.office.database.session() as session:
        person = await person_of_account(session, "telegram", siti.chat_id)
        assert person is not None
        await register_business(
            session, person, name="Anyaman Siti", district_id=640806, product_ids=[1], unlisted=[],
            activities={Activity.PROCESSED}, registered_through="kader:1", now=clock.now(),
        )  # fmt: skip
    (asked,) = await siti.presses("Kapan saja")
    assert asked.text == f"<b>1 dari 5</b>\n{ask_words.ask_business}"


async def test_who_has_no_business_is_led_to_register_one(mentored: MentoredOffice) -> None:
    (told,) = await mentored.office.person(77).says("Mentor")
    assert (told.text, told.keys) == (ask_words.told_no_business, (("Daftar usaha",),))


async def test_where_nobody_fits_the_request_waits_on_the_list(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    await does(siti, "/mentor", "!Ekspor", TROUBLE, "!Chat", "!Kapan saja")
    (shown,) = await siti.presses("Cari mentor")
    assert (shown.text, shown.keys) == (ask_words.told_nobody, (("Masuk daftar tunggu",), ("Kembali", "Batal")))
    (sent,) = await siti.presses("Masuk daftar tunggu")
    assert request_words.told_on_list.format(topic="ekspor") in sent.text
    assert [request.state for request in await mentored.requests()] == [RequestState.WAITING]


async def test_language_and_single_answers_can_be_changed(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    await to_the_summary(siti)
    await does(siti, "!Bahasa bicara", "!Jawa", "!Masalah", "Labelnya luntur", "!Cara", "!Chat")
    assert await where(siti) == ("mentor", "summary")
    assert "Masalah: <i>Labelnya luntur</i>\nCara: chat\nBahasa: bahasa Jawa" in siti.replies[-1].text
    await does(siti, "!Cari mentor", "!Pilihkan saja")
    (request,) = await mentored.requests()
    assert (request.language, request.words, request.way) == (Spoken.JAVANESE, "Labelnya luntur", Way.CHAT)


async def test_draft_survives_leaving(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    await does(siti, "/mentor", "!Kemasan", TROUBLE)
    (menu,) = await siti.says("/menu")
    assert menu.keys == (("Lanjut cari mentor", "Hapus jawaban tadi"),)
    mentored.office.restarts()
    await does(siti, "!Lanjut cari mentor")
    assert await where(siti) == ("mentor", "way")
    await does(siti, "/menu", "/mentor")
    assert siti.replies[-1].text == ask_words.ask_go_on_or_anew
    await does(siti, "!Lanjutkan")
    assert await where(siti) == ("mentor", "way")
    await does(siti, "/mentor", "!Mulai baru")
    assert await where(siti) == ("mentor", "topic")


async def test_who_leaves_is_asked_once_whether_to_go_on(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    await does(siti, "/mentor", "!Kemasan")
    await wait(siti, None)
    (asked,) = siti.hears()
    assert asked.text == ask_words.told_left_draft
    await does(siti, "!Lanjut cari mentor")
    await wait(siti, None)
    assert siti.hears() == []


async def test_mentor_who_was_not_shown_cannot_be_chosen(mentored: MentoredOffice) -> None:
    hidden = await mentored.add_mentor("Bu Tini", state=MentorState.SUSPENDED)
    siti = await mentored.producer()
    await to_the_summary(siti)
    await does(siti, "!Cari mentor")
    for what in (mentored.ids["Bu Tini"], 999999, "x"):
        await siti.presses(f"mentor:choose:{what}")
        assert (await where(siti), await mentored.requests()) == (("mentor", "mentors"), [])
    assert hidden.hears() == []


async def test_mentor_who_went_away_meanwhile_is_replaced(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    await to_the_summary(siti)
    await does(siti, "!Cari mentor")
    async with mentored.office.database.session() as session:
        mentor = await session.get_one(Mentor, mentored.ids["Bu Dewi"])
        mentor.state, mentor.version = MentorState.SUSPENDED, mentor.version + 1
    await siti.presses("Bu Dewi")
    assert [offer.mentor_id for offer in await mentored.offers()] == [mentored.ids["Pak Rahmat"]]


async def test_fourth_request_is_refused_before_any_question(mentored: MentoredOffice) -> None:
    siti = await mentored.producer()
    await mentored.asks(siti)
    for _ in range(2):
        await does(siti, "/mentor", "!Minta mentor baru", "!Kemasan", TROUBLE, "!Chat", "!Kapan saja", "!Cari mentor")
        await siti.presses("Pilihkan saja")
    (refused,) = await does(siti, "/mentor", "!Minta mentor baru")
    assert refused.text == refusals.refused_requests_many.format(most=3)
    assert len(await mentored.requests()) == 3


async def test_mentor_with_a_business_sees_the_card_first_and_may_ask(mentored: MentoredOffice) -> None:
    dewi = mentored.mentors["Bu Dewi"]
    await register(dewi, owner="Bu Dewi", name="Dapur Dewi")
    (card,) = await dewi.says("Mentor")
    assert card.keys == (("Minta mentor",),)
    await does(dewi, "!Minta mentor", "!Kemasan", TROUBLE, "!Chat", "!Kapan saja")
    (shown,) = await dewi.presses("Cari mentor")
    assert shown.keys[0] == ("Pak Rahmat",)


@pytest.mark.parametrize("said", ["kemasan sama label", "???", "rendang"])
async def test_topic_that_is_none_or_two_is_asked_again(mentored: MentoredOffice, said: str) -> None:
    siti = await mentored.producer()
    (refused,) = await does(siti, "/mentor", said)
    assert refused.text == refusals.refused_one_topic
    assert refused.keys[0] == ("Produksi", "Kemasan")
    assert await where(siti) == ("mentor", "topic")
