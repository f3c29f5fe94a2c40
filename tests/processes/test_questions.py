"""Questions over HTTP: answered by the bot, or by staff with words, photos and voices, also through a kill."""

from __future__ import annotations

import asyncio

import pytest

import content.texts
from content.answers import seed
from content.text_faults import visible
from tests.phone_server import PNG
from tests.processes.phone_office import (
    ANTON,
    KANTOR,
    OFFICE,
    PhoneOffice,
    answer_text,
    answers_ticket,
    ask,
    ask_staff,
    asks_staff,
    labels,
    sends,
    staff_answer,
    ticket_desk,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")
refusals = content.texts.load("refusals")
VOICE, SPOKEN_ANSWER = b"OggS-tanya", b"OggS-jawaban"
SOFT_CHIPS = "gmn cara biar keripik sy ga cpt melempem"
RATING = ["Membantu", "Kurang pas"]


async def test_sure_answer_and_what_follows_it_up(office: PhoneOffice) -> None:
    siti = await office.new_person("Siti")
    (told,) = await siti.says("pirt itu apa sih")
    assert told["text"] == answer_text("pirt-apa")
    related = [seed.load()[key].button["id"] for key in seed.load()["pirt-apa"].related]
    assert labels(told) == [*RATING, *related, "Tanya petugas"]
    (more,) = await siti.says("biayanya brp?")
    assert more["text"] == answer_text("pirt-biaya-lama")
    (rated,) = await siti.press("Membantu")
    assert (rated["message_id"], rated["text"]) == (more["message_id"], more["text"])
    assert labels(rated) == labels(more)[2:]
    assert siti.toasts == [ask.told_helped]


async def test_unclear_question_is_asked_back(office: PhoneOffice) -> None:
    siti = await office.new_person("Siti")
    (asked,) = await siti.says("izin produk saya")
    assert asked["text"] == ask.ask_which
    *topics, none = labels(asked)
    (key,) = [key for key, one in seed.load().items() if one.button["id"] == topics[0]]
    assert (len(topics), none) == (3, ask.button_none_of_these)
    (told,) = await siti.press(topics[0])
    assert told["text"] == answer_text(key)


async def test_answer_that_does_not_fit_leads_to_others_and_then_to_a_person(office: PhoneOffice) -> None:
    siti = await office.new_person("Siti")
    await siti.says(SOFT_CHIPS)
    for _ in range(2):
        rated, other = await siti.press("Kurang pas")
        assert RATING[0] not in labels(rated)
        assert other["text"] == ask.told_not_helped
        await siti.press(labels(other)[0])
    _, person = await siti.press("Kurang pas")
    assert (person["text"], labels(person)) == (ask.told_person_instead, ["Tanya petugas", "Lihat topik"])
    (shown,) = await siti.press("Tanya petugas")
    assert SOFT_CHIPS in shown["text"]
    await sends(siti)


async def test_what_is_not_ours_goes_to_a_person(office: PhoneOffice) -> None:
    siti = await office.new_person("Siti")
    words = "cara perpanjang sim di samsat"
    (told,) = await siti.says(words)
    assert (told["text"], labels(told)) == (ask.told_outside, ["Tanya petugas", "Lihat topik"])
    (shown,) = await siti.press("Tanya petugas")
    parts, seen_by = ask_staff.told_words.format(words=words), ask_staff.told_seen_by.format(office=OFFICE)
    whole = ask_staff.ask_send.format(head=ask_staff.told_for_staff, parts=parts, seen_by=seen_by)
    assert shown["text"] == visible(whole)
    number = await sends(siti)
    (card,) = await office.opens_ticket(office.anton, number)
    await answers_ticket(office.anton, card, "Itu di Samsat, Bu.", number)
    (answer,) = await siti.wait_for(1)
    assert answer["text"] == staff_answer(ANTON, number, "Itu di Samsat, Bu.")


async def test_photo_is_answered_with_words_asked_back_and_rated(office: PhoneOffice) -> None:
    siti = await office.new_person("Siti")
    await siti.sends_photo(caption="label ini sudah benar?")
    number = await sends(siti)
    picture, card = await office.opens_ticket(office.kantor, number)
    assert picture["photo"][-1]["file_size"] == len(PNG)
    assert picture["caption"].split("\n")[-1] == "label ini sudah benar?"
    assert card["text"].split("\n")[-1] == visible(ticket_desk.told_how_to_answer)
    told = await answers_ticket(office.kantor, picture, "Sudah <benar> & rapi, Bu.", number)
    (answer,) = await siti.wait_for(1)
    assert answer["text"] == staff_answer(KANTOR, number, "Sudah <benar> & rapi, Bu.")
    assert labels(answer) == [*RATING, "Tanya lagi"]
    (again,) = await siti.says("hurufnya kurang besar?", reply_to=answer["message_id"])
    assert again["text"].split("\n")[0] == visible(ask_staff.told_reopened.split("\n")[0]).format(number=number)
    *_, card = await office.opens_ticket(office.anton, number)  # it goes back to whoever answered it
    (refused,) = await office.anton.says("Cukup 2 mm.", reply_to=card["message_id"])
    assert refused["text"] == refusals.refused_ticket_claimed.format(name=KANTOR)
    *_, card = await office.opens_ticket(office.kantor, number)
    assert "hurufnya kurang besar?" in card["text"].split("\n")
    await answers_ticket(office.kantor, card, "Cukup 2 mm.", number)
    (answer,) = await siti.wait_for(1)
    assert answer["text"] == staff_answer(KANTOR, number, "Cukup 2 mm.")
    (thanks,) = await siti.press("Membantu")
    assert thanks["text"] == ask_staff.told_helped
    (known,) = await siti.press("Kurang pas")
    assert known["text"] == refusals.refused_ticket_rated
    assert labels(told) == ["Jadikan FAQ"]


async def test_voice_note_is_answered_with_a_photo_and_a_voice(office: PhoneOffice) -> None:
    siti = await office.new_person("Siti")
    (check,) = await siti.sends_file("voice", VOICE, name="tanya.ogg")
    assert ask_staff.told_voice.format(count=1) in check["text"].split("\n")
    number = await sends(siti)
    spoken, _card = await office.opens_ticket(office.kantor, number)
    assert spoken["voice"]["file_size"] == len(VOICE)
    (told,) = await office.kantor.sends_file(
        "photo", PNG, name="contoh.png", caption="seperti ini", reply_to=spoken["message_id"]
    )
    assert told["text"] == visible(ticket_desk.told_answered.format(number=number, count=1))
    (picture,) = await siti.wait_for(1)
    assert picture["photo"][-1]["file_size"] == len(PNG)
    assert picture["caption"] == staff_answer(KANTOR, number, "seperti ini")
    await office.anton.says("/pertanyaan")
    await office.kantor.sends_file("voice", SPOKEN_ANSWER, name="jawab.ogg", reply_to=told["message_id"])
    (answer,) = await siti.wait_for(1)
    assert answer["voice"]["file_size"] == len(SPOKEN_ANSWER)
    (less,) = await siti.press("Kurang pas", message_id=answer["message_id"])
    assert (less["text"], labels(less)) == (visible(ask_staff.told_not_helped), ["Tanya lagi"])


async def test_album_of_staff_arrives_whole(office: PhoneOffice) -> None:
    siti = await office.new_person("Siti")
    number = await asks_staff(siti, "contoh label yang benar seperti apa bu")
    (card,) = await office.opens_ticket(office.kantor, number)
    await office.kantor.sends_file("photo", PNG, PNG, PNG, name="a.png", caption="ini", reply_to=card["message_id"])
    pictures = await siti.wait_for(3)
    assert ["photo" in each for each in pictures] == [True] * 3
    more = visible(ask_staff.told_answer_more.format(name=KANTOR, number=number))
    assert [each["caption"] for each in pictures] == [staff_answer(KANTOR, number, "ini"), more, more]


STAFF_BUTTONS = ("list", "view", "card", "claim", "release", "part", "close", "close_yes", "by_topic", "by_age")


async def test_producer_sees_nothing_of_tickets(office: PhoneOffice) -> None:
    wati, siti = await office.new_person("Wati"), await office.new_person("Siti")
    number = await asks_staff(wati, "rahasia resep sambal saya aman tidak")
    refused = visible(refusals.refused_not_allowed)
    (told,) = await siti.says("/pertanyaan")
    assert told["text"] == refused
    for step in STAFF_BUTTONS:
        (told,) = await siti.press_data(told["message_id"], f"ticket_desk:{step}:{number}", replies=1)
        assert told["text"] == refused, step
    for step in ("draft", "draft_new", "add", "list"):
        (told,) = await siti.press_data(told["message_id"], f"faq_desk:{step}:{number}", replies=1)
        assert told["text"] == refused, step
    for step in ("more", "helped", "not_helped"):
        (told,) = await siti.press_data(told["message_id"], f"ask_staff:{step}:{number}", replies=1)
        assert told["text"] == visible(refusals.refused_no_ticket), step
    (card,) = await office.opens_ticket(office.kantor, number)
    assert ticket_desk.told_state_open in card["text"].split("\n")


async def test_answer_that_was_stored_but_not_sent_survives_a_kill(office: PhoneOffice) -> None:
    siti, bot = await office.new_person("Siti"), office.bots[0]
    number = await asks_staff(siti, "bantuan alat pengemas tahun ini dibuka kapan")
    (card,) = await office.opens_ticket(office.kantor, number)
    before = (await office.phone.calls())[-1]["number"]
    chat = str((await office.phone.people())[siti.key]["id"])
    await office.phone.faults({"kind": "502", "methods": ["sendMessage"], "chat_id": chat, "p": 1.0})
    await answers_ticket(office.kantor, card, "Dibuka bulan Maret, Bu.", number)  # and so it is stored
    async with asyncio.timeout(10):
        while chat not in [call["chat_id"] for call in await office.phone.calls("sendMessage", before)]:
            await asyncio.sleep(0.02)
    bot.kill()
    try:
        await office.phone.faults()
        assert await siti.collects(0.1) == []
    finally:
        await office.start(bot)
    (answer,) = await siti.wait_for(1)
    assert answer["text"] == staff_answer(KANTOR, number, "Dibuka bulan Maret, Bu.")
    assert await siti.collects(0.5) == []  # once
