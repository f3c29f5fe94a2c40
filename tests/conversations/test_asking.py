"""Questions in the chat: answered, asked back, not ours, followed up, rated; and every way that leads on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from content.answers.document import CATEGORIES
from content.text_faults import lines_on_screen
from durable import clock
from handlers.answers import told_answer
from models import AnswerGiven, FaqTopic, Question, QuestionOutcome, Ticket
from tests.conversations.checked_office import CONTACT, OFFICE, CheckedOffice
from tests.conversations.walks import does, reach, texts, where
from tests.driver import Reply
from tests.understanders import seed_documents

ask = content.texts.load("ask")
categories = content.texts.load("categories")
ask_staff = content.texts.load("ask_staff")
refusals = content.texts.load("refusals")
menu = content.texts.load("menu")
SOFT_CHIPS = "gmn cara biar keripik sy ga cpt melempem"


def answer(key: str) -> str:
    return told_answer(seed_documents()[key], clock.now().date())


async def questions(office: CheckedOffice) -> list[Question]:
    async with office.database.read() as connection, AsyncSession(bind=connection) as session:
        return list(await session.scalars(select(Question).order_by(Question.id)))


async def answers(office: CheckedOffice) -> list[AnswerGiven]:
    async with office.database.read() as connection, AsyncSession(bind=connection) as session:
        return list(await session.scalars(select(AnswerGiven).order_by(AnswerGiven.id)))


async def topic_id(office: CheckedOffice, key: str) -> int:
    async with office.database.read() as connection:
        found = await connection.scalar(select(FaqTopic.id).where(FaqTopic.key == key))
    assert found is not None
    return found


def labels(reply: Reply) -> list[str]:
    return [label for row in reply.keys for label in row]


async def test_question_is_answered_with_all_that_leads_on(office_on_both: CheckedOffice) -> None:
    siti = office_on_both.person(11)
    (told,) = await siti.says(SOFT_CHIPS)
    assert told.text == answer("tengik-melempem")
    related = [seed_documents()[key].button["id"] for key in seed_documents()["tengik-melempem"].related]
    assert labels(told) == ["Membantu", "Kurang pas", *related, "Tanya petugas"]
    (question,), (given,) = await questions(office_on_both), await answers(office_on_both)
    assert (question.words, question.outcome, question.chat_id) == (SOFT_CHIPS, QuestionOutcome.SURE, 11)
    assert (given.question_id, given.topic_id, given.helped) == (question.id, question.topic_id, None)


async def test_answer_in_english(office: CheckedOffice) -> None:
    siti = office.person(11)
    await does(siti, "/bahasa", "!English")
    (told,) = await siti.says(SOFT_CHIPS)
    assert (
        told.text.split("\n")[0] == f"<b>{seed_documents()['tengik-melempem'].bodies['en'].splitlines()[0][:-6]} *</b>"
    )
    assert labels(told)[:2] == ["This helped", "Not quite"]


async def test_helpful_answer_is_rated_once_and_its_rating_goes(office: CheckedOffice) -> None:
    siti = office.person(11)
    await siti.says(SOFT_CHIPS)
    await siti.presses("Membantu")
    (given,) = await answers(office)
    assert (given.helped, given.rated_at is not None) == (True, True)


async def test_answer_that_does_not_fit_leads_to_the_next_topics_and_then_a_person(office: CheckedOffice) -> None:
    siti = office.person(11)
    await siti.says(SOFT_CHIPS)
    (other,) = await siti.presses("Kurang pas")
    assert other.text == ask.told_not_helped
    assert labels(other)[-1] == "Bukan itu semua"
    assert len(labels(other)) == 4
    assert seed_documents()["tengik-melempem"].button["id"] not in labels(other)
    (second,) = await siti.presses(labels(other)[0])
    assert "Membantu" in labels(second)
    await siti.presses("Kurang pas")
    (none,) = await siti.presses("Bukan itu semua")
    assert (none.text, labels(none)) == (ask.told_person_instead, ["Tanya petugas", "Lihat topik"])
    assert [given.helped for given in await answers(office)] == [False, False]
    assert len({given.topic_id for given in await answers(office)}) == 2


async def test_after_a_follow_up_the_next_topics_are_of_its_thread(office: CheckedOffice) -> None:
    siti = office.person(11)
    await does(siti, "pirt itu apa sih", "biayanya brp?")
    (other,) = await siti.presses("Kurang pas")
    pirt = {one.button["id"] for one in seed_documents().values() if one.category == "pirt"}
    assert len(set(labels(other)) & pirt) >= 2


async def test_after_three_topics_a_person_is_offered(office: CheckedOffice) -> None:
    siti = office.person(11)
    await siti.says(SOFT_CHIPS)
    for _ in range(2):
        (other,) = await siti.presses("Kurang pas")
        await siti.presses(labels(other)[0])
    (person,) = await siti.presses("Kurang pas")
    assert person.text == ask.told_person_instead


async def test_unclear_question_is_asked_back(office: CheckedOffice) -> None:
    siti = office.person(11)
    (asked,) = await siti.says("izin produk saya")
    assert (asked.text, len(labels(asked)), labels(asked)[-1]) == (ask.ask_which, 4, "Bukan itu semua")
    (told,) = await siti.presses(labels(asked)[0])
    assert labels(told)[:2] == ["Membantu", "Kurang pas"]
    (question,) = await questions(office)
    assert question.outcome == QuestionOutcome.UNSURE
    assert [given.question_id for given in await answers(office)] == [question.id]


async def test_what_is_not_ours_is_said_and_a_person_offered(office: CheckedOffice) -> None:
    siti = office.person(11)
    (told,) = await siti.says("cara perpanjang sim di samsat")
    assert (told.text, labels(told)) == (ask.told_outside, ["Tanya petugas", "Lihat topik"])
    assert [one.outcome for one in await questions(office)] == [QuestionOutcome.OUTSIDE]


TALK = {"kamu robot ya": "obrolan", "dasar bot bodoh": "hinaan", "mau bicara sama petugas": "minta_petugas"}


@pytest.mark.parametrize("said", TALK)
async def test_small_talk_is_answered_and_not_kept(office: CheckedOffice, said: str) -> None:
    (told,) = await office.person(11).says(said)
    words = ask[f"talk_{TALK[said]}"].format(office=OFFICE)
    contact = menu.told_contact.format(office=OFFICE, contact=CONTACT)
    assert told.text == (words if TALK[said] == "obrolan" else f"{words}\n\n{contact}")
    assert await questions(office) == []


async def test_follow_up_is_understood_through_what_was_told(office: CheckedOffice) -> None:
    siti = office.person(11)
    await siti.says("pirt itu apa sih")
    assert texts(await siti.says("biayanya brp?")) == [answer("pirt-biaya-lama")]
    assert texts(await siti.says("terus cara daftarnya")) == [answer("pirt-cara-daftar")]
    office.restarts()
    assert texts(await siti.says("berlaku berapa tahun")) == [answer("pirt-masa-berlaku")]


async def test_thread_ends_after_half_an_hour(office: CheckedOffice) -> None:
    siti = office.person(11)
    await siti.says("pirt itu apa sih")
    async with office.database.write() as connection:
        await clock.move_forward(connection, timedelta(minutes=31))
    (asked,) = await siti.says("biayanya brp?")
    assert asked.text != answer("pirt-biaya-lama")


async def test_thread_is_the_chats_own(office: CheckedOffice) -> None:
    await office.person(11).says("pirt itu apa sih")
    (asked,) = await office.person(12).says("biayanya brp?")
    assert asked.text != answer("pirt-biaya-lama")


async def test_trouble_goes_to_staff_at_once_with_first_advice(office: CheckedOffice) -> None:
    (told,) = await office.person(11).says("tolong bu ada pembeli keracunan habis makan sambal saya")
    assert told.text == f"{ask.urgent_keracunan}\n\n{ask.told_urgent_passed_on}"
    async with office.database.read() as connection:
        tickets = (await connection.execute(select(Ticket.is_urgent, Ticket.chat_id))).all()
    assert tickets == [(True, 11)]


@pytest.mark.parametrize("state", ["owner", "district", "activities"])
async def test_trouble_told_in_the_middle_of_a_talk_goes_to_staff_too(office: CheckedOffice, state: str) -> None:
    siti = office.person(11)
    await reach(siti, state)
    (told,) = await siti.says("tolong ada pembeli keracunan habis makan sambal saya")
    assert told.text == f"{ask.urgent_keracunan}\n\n{ask.told_urgent_passed_on}"
    assert await where(siti) == ("register", state)
    async with office.database.read() as connection:
        assert (await connection.execute(select(Ticket.is_urgent))).all() == [(True,)]


@pytest.mark.parametrize("said", ["/tanya", "Tanya", "/ask", "Ask", "tanya"])
async def test_topics_by_category(office: CheckedOffice, said: str) -> None:
    siti = office.person(11)
    (told,) = await siti.says(said)
    assert told.text == ask.told_how_to_ask
    assert labels(told) == [*(categories[f"category_{one}"] for one in CATEGORIES), "Tanya petugas"]


async def test_every_topic_can_be_reached_by_buttons(office: CheckedOffice) -> None:
    siti = office.person(11)
    reached = set()
    for category in CATEGORIES:
        await siti.says("/tanya")
        (listed,) = await siti.presses(categories[f"category_{category}"])
        reached |= set(labels(listed)) - {"Kembali"}
    assert reached == {one.button["id"] for one in seed_documents().values()}
    (told,) = await siti.presses("Daftar merek")
    assert told.text == answer("merek-daftar")


async def test_words_behind_the_command_are_the_question(office: CheckedOffice) -> None:
    assert texts(await office.person(11).says(f"/tanya {SOFT_CHIPS}")) == [answer("tengik-melempem")]


async def test_pulled_answer_is_given_to_nobody(office: CheckedOffice) -> None:
    siti = office.person(11)
    (before,) = await siti.says(SOFT_CHIPS)
    async with office.database.session() as session:
        person = await _somebody(session)
        await session.execute(
            update(FaqTopic).where(FaqTopic.key == "tengik-melempem").values(pulled_at=clock.now(), pulled_by_id=person)
        )
    (told,) = await siti.says(SOFT_CHIPS)
    assert told.text == ask.told_pulled.format(title=seed_documents()["tengik-melempem"].title["id"])
    assert labels(told) == ["Tanya petugas", "Lihat topik"]
    await siti.says("/tanya")
    (listed,) = await siti.presses(categories.category_mutu)
    assert seed_documents()["tengik-melempem"].button["id"] not in labels(listed)
    (still,) = await siti.presses(f"ask:mean:{await topic_id(office, 'tengik-melempem')}-0")
    assert still.text == told.text
    assert len(await answers(office)) == 1
    assert before.text == answer("tengik-melempem")


async def _somebody(session: AsyncSession) -> int:
    from services import people

    return (await people.ensure_person(session, "telegram", 99, clock.now())).id


FORGED = ("ask:helped:{answer}", "ask:not:{answer}", "ask:none:{question}", "ask:mean:{topic}-{question}")


@pytest.mark.parametrize("data", FORGED)
async def test_buttons_of_another_chat_are_refused(office: CheckedOffice, data: str) -> None:
    await office.person(11).says(SOFT_CHIPS)
    (question,), (given,) = await questions(office), await answers(office)
    pressed = data.format(answer=given.id, question=question.id, topic=given.topic_id)
    (refused,) = await office.person(12).presses(pressed)
    assert refused.text == refusals.refused_no_question
    (unchanged,) = await answers(office)
    assert unchanged.helped is None


@pytest.mark.parametrize(
    "data",
    [
        "ask:mean:99999-0",
        "ask:mean:x",
        "ask:mean:1-",
        "ask:category:11",
        "ask:category:-1",
        "ask:helped:0",
        "ask:not:x",
    ],
)
async def test_forged_data_is_refused(office: CheckedOffice, data: str) -> None:
    (refused,) = await office.person(11).presses(data)
    assert refused.text == refusals.refused_no_question


async def test_question_in_an_open_conversation_stays_there(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "products")
    await siti.says(SOFT_CHIPS)
    assert await where(siti) == ("register", "products")
    assert await answers(office) == []


@pytest.mark.parametrize("key", sorted(seed_documents()))
@pytest.mark.parametrize("spoken", ["id", "en"])
def test_every_answer_fits_the_screen(key: str, spoken: str) -> None:
    from content.language import language

    token = language.set(spoken)
    try:
        told = told_answer(seed_documents()[key], clock.now().date())
    finally:
        language.reset(token)
    assert len(told) <= 900
    assert lines_on_screen(told) <= 22


async def test_question_during_the_first_seconds_of_a_start(office: CheckedOffice) -> None:
    office.application.bot_data["understander"] = None
    (told,) = await office.person(11).says(SOFT_CHIPS)
    assert (told.text, labels(told)) == (ask.told_not_ready, ["Lihat topik", "Tanya petugas"])
