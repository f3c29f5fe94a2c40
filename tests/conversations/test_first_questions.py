"""What others ask, offered after a registration; and the way to say that there is nothing to ask."""

from __future__ import annotations

import pytest
from sqlalchemy import update

import content.texts
from content.language import language
from durable import clock
from handlers import first_questions
from models import FaqTopic, Person
from services.first_questions import first_questions as answers_for
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.test_double_taps import buttons, presses_twice
from tests.conversations.test_roles import an_admin
from tests.conversations.walks import businesses, does, reach, register, texts, where
from tests.known_answers import know_answers
from tests.understanders import seed_documents

text = content.texts.load("first_questions")
OF_BANANA = ("tengik-melempem", "pirt-cara-daftar", "kemasan-keripik")


async def taught(office: CheckedOffice) -> dict[str, int]:
    """The office knows its answers; {key: topic id}."""
    async with office.database.session() as session:
        return await know_answers(session)


def labels(keys: tuple[str, ...], spoken: str = "id") -> tuple[tuple[str, ...], ...]:
    return tuple((seed_documents()[key].button[spoken],) for key in keys)


async def test_registration_ends_with_what_others_ask(office_on_both: CheckedOffice) -> None:
    topics = await taught(office_on_both)
    siti = office_on_both.person(11)
    await reach(siti, "summary")
    told = await siti.presses("Simpan")
    assert (len(told), told[3].text, told[3].keys) == (4, text.told_others_ask, labels(OF_BANANA))
    assert [data for _, data in buttons(told[3:])] == [f"ask:mean:{topics[key]}-0" for key in OF_BANANA]
    assert await where(siti) == (None, None)


async def test_what_others_ask_in_english(office: CheckedOffice) -> None:
    await taught(office)
    siti = office.person(11)
    await does(siti, "/bahasa", "!English", "Register business", "yes", "Siti Aminah", "Dapur Siti", "Busang")
    await does(siti, "banana chips", "!That is right", "!☐ Made into new goods", "!Done")
    told = await siti.presses("Save")
    assert (told[3].text, told[3].keys) == ("Businesses like this often ask:", labels(OF_BANANA, "en"))


async def test_product_in_the_owners_own_words_gets_what_fits_everybody(office: CheckedOffice) -> None:
    await taught(office)
    siti = office.person(11)
    await reach(siti, "products")
    told = await does(siti, "rompi rajut", "!Sudah benar", "diolah", "selesai", "simpan")
    assert told[3].keys == labels(("nib-oss", "harga-jual-hpp", "merek-daftar"))


async def test_pulled_answer_is_not_offered(office: CheckedOffice) -> None:
    topics = await taught(office)
    await an_admin(office)
    async with office.database.session() as session:
        pulled = update(FaqTopic).where(FaqTopic.id == topics["tengik-melempem"])
        await session.execute(pulled.values(pulled_at=clock.now(), pulled_by_id=1))
    siti = office.person(11)
    await reach(siti, "summary")
    told = await siti.presses("Simpan")
    assert told[3].keys == labels(("pirt-cara-daftar", "kemasan-keripik", "pisang-olahan"))


@pytest.mark.pitfall(21)
async def test_save_twice_at_once_offers_once(office: CheckedOffice) -> None:
    await taught(office)
    siti = office.person(11)
    await reach(siti, "summary")
    told = await presses_twice(siti, "register:save:0")
    assert (len(told), len(await businesses(office))) == (4, 1)


async def test_nothing_to_ask_takes_the_buttons_away(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    (told,) = await siti.presses("first_questions:nothing:0")
    assert (told.method, told.text, told.keys) == ("editMessageText", text.told_nothing, ())
    assert texts(await presses_twice(siti, "first_questions:nothing:0")) == []  # the same press again means nothing


async def test_nothing_to_ask_leaves_an_open_question_open(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "products")
    assert texts(await siti.presses("first_questions:nothing:0")) == [text.told_nothing]
    assert await where(siti) == ("register", "products")
    await does(siti, "dodol", "!Sudah benar", "diolah", "selesai", "simpan")
    assert [business.name for business in await businesses(office)] == ["Dapur Siti"]


async def test_pressed_question_is_answered(office_on_both: CheckedOffice) -> None:
    siti = office_on_both.person(11)
    await reach(siti, "summary")
    await siti.presses("Simpan")
    (answer,) = await siti.presses(seed_documents()["pirt-cara-daftar"].button["id"])
    assert answer.keys[0] == ("Membantu", "Kurang pas")
    assert "PIRT" in answer.text


@pytest.mark.parametrize(("spoken", "no"), [("id", "Tidak ada"), ("en", "No, nothing"), (None, "Tidak ada")])
async def test_nudge_speaks_the_language_of_the_chat(office: CheckedOffice, spoken: str | None, no: str) -> None:
    await taught(office)
    siti = office.person(11)
    business = await register(siti)
    async with office.database.session() as session:
        owner = await session.get_one(Person, business.owner_id)
        answers = await answers_for(session, owner, [], clock.now())
    params = first_questions.nudge(answers, spoken)
    keyboard = params["reply_markup"]["inline_keyboard"]
    shown = labels(("nib-oss", "harga-jual-hpp", "merek-daftar"), spoken or "id")
    assert tuple(tuple(key["text"] for key in row) for row in keyboard) == (*shown, (no,))
    token = language.set(spoken or "id")
    assert params["text"] == text.ask_anything
    language.reset(token)


def test_nudge_without_answers_still_asks() -> None:
    params = first_questions.nudge([], "id")
    assert (params["text"], len(params["reply_markup"]["inline_keyboard"])) == (text.ask_anything_plain, 1)
