"""/statistik: who sees it, what it says, and that it fits the screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

import content.texts
from content.text_faults import LINE_CHARACTERS, MOST_CHARACTERS, visible
from durable import clock
from models import FaqTopic, QuestionOutcome, RoleKind
from services import people, roles
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import register, texts, where
from tests.driver import Person
from tests.services.statistics_rows import asked, given, ticket

text = content.texts.load("statistics")
refusals = content.texts.load("refusals")
SEEING = (RoleKind.ADMIN, RoleKind.PETUGAS, RoleKind.PEMBACA)
MONTH = "30 hari terakhir"
PERIODS, QUARTER = ("7 hari", "• 30 hari", "90 hari"), ("Triwulan ini",)
PARTS = ("• Ringkasan", "Topik", "Belum terjawab")


async def staff(office: CheckedOffice, kind: RoleKind = RoleKind.PETUGAS) -> Person:
    """Somebody with this role."""
    async with office.database.session() as session:
        person = await people.ensure_person(session, "telegram", 1, clock.now())
        await roles.give(session, person, kind, None, clock.now())
    return office.person(1, "Pak Budi")


async def busy(office: CheckedOffice) -> None:
    """Ten questions of this week, answers, and two tickets of which one was answered."""
    yesterday = clock.now() - timedelta(days=1)
    async with office.database.session() as session:
        officer = await people.ensure_person(session, "telegram", 1, yesterday)
        topics = {topic.key: topic.id for topic in await session.scalars(select(FaqTopic))}
        outcomes = [*["sure"] * 6, *["unsure"] * 2, "outside", "urgent"]
        for number, outcome in enumerate(outcomes):
            await asked(session, 100 + number % 5, "ekspor ke malaysia", yesterday, QuestionOutcome(outcome))
        for key, ratings in {"pirt-apa": (True, True, None), "nib-oss": (False,)}.items():
            for helped in ratings:
                await given(session, topics[key], yesterday, helped)
        await ticket(session, yesterday)
        await ticket(session, yesterday, officer, (yesterday,))


@pytest.mark.parametrize("kind", SEEING)
async def test_summary(office: CheckedOffice, kind: RoleKind) -> None:
    budi = await staff(office, kind)
    await busy(office)
    (told,) = await budi.says("/statistik")
    assert told.keys == (PERIODS, QUARTER, PARTS, ("Pendampingan", "Gambar"))
    assert visible(told.text) == (
        "Tanya jawab, 30 hari terakhir\n"
        "10 pertanyaan dari 5 orang, 4 jawaban diberikan.\n"
        "Langsung dijawab    60% ███████\n"
        "Ditanya balik       20% ██▍\n"
        "Di luar layanan     10% █▏\n"
        "Mendesak            10% █▏\n"
        "Membantu: 67% dari 3 jawaban yang dinilai.\n"
        "Ke petugas: 2 masuk, 1 dijawab, biasanya dalam 0 jam kerja."
    )


async def test_parts_and_days_in_place(office_on_both: CheckedOffice) -> None:
    budi = await staff(office_on_both)
    await busy(office_on_both)
    await budi.says("/statistik")
    (told,) = await budi.presses("Topik")
    assert (told.method, told.keys[2]) == ("editMessageText", ("Ringkasan", "• Topik", "Belum terjawab"))
    assert visible(told.text) == (
        "Topik, 30 hari terakhir\nPaling sering diberikan:\n"
        "Apa itu PIRT          3 ███████\n"
        "NIB (nomor usaha)     1 ██▍\n"
        'Paling sering "Kurang pas":\n'
        "NIB (nomor usaha)   1/1 ███████"
    )
    (told,) = await budi.presses("7 hari")
    assert (told.method, told.keys[0]) == ("editMessageText", ("• 7 hari", "30 hari", "90 hari"))
    (told,) = await budi.presses("Belum terjawab")
    assert "<code>ekspor malaysia       3 ███████</code>" in told.text
    assert await where(budi) == (None, None)


async def test_quiet_office_in_every_part(office: CheckedOffice) -> None:
    budi = await staff(office)
    (told,) = await budi.says("/statistik")
    empty = {"period": MONTH, "rated": text.told_none_rated, "tickets": text.told_no_tickets}
    assert told.text == text.told_no_questions.format(**empty)
    assert texts(await budi.presses("Topik")) == [text.told_no_topics.format(period=MONTH)]
    assert texts(await budi.presses("Belum terjawab")) == [text.told_no_words.format(period=MONTH)]


async def test_statistics_in_english(office: CheckedOffice) -> None:
    budi = await staff(office)
    await budi.says("/bahasa")
    await budi.presses("English")
    await busy(office)
    (told,) = await budi.says("/statistik")
    assert told.keys[2] == ("• Summary", "Topics", "Not answered")
    assert visible(told.text).split("\n")[2] == "Answered at once    60% ███████"
    assert "What P-IRT is         3" in (await budi.presses("Topics"))[0].text


@pytest.mark.pitfall(19)
@pytest.mark.parametrize("kind", [None, RoleKind.MENTOR, RoleKind.KADER])
async def test_others_see_nothing(office: CheckedOffice, kind: RoleKind | None) -> None:
    person = await staff(office, kind) if kind else office.person(11)
    if kind is None:
        await register(person)
    await busy(office)
    for act in (
        person.says("/statistik"),
        person.presses("statistics:show:30-0"),
        person.presses("statistics:show:7-2"),
    ):
        assert texts(await act) == [refusals.refused_not_allowed]


async def test_role_that_was_taken_back_sees_nothing_by_an_old_button(office: CheckedOffice) -> None:
    budi = await staff(office)
    await budi.says("/statistik")
    async with office.database.session() as session:
        person = await people.person_of_account(session, "telegram", 1)
        assert person is not None
        person.roles[0].revoked_at = clock.now()
    assert texts(await budi.presses("Topik")) == [refusals.refused_not_allowed]


@pytest.mark.parametrize(
    "what", ["999-0", "30-9", "x", "", "30", "-1-0", "30-0-0", "30-x", "2020q1-0", "2099q1-0", "2026q5-0", "²-0"]
)
async def test_forged_choice_is_refused(office: CheckedOffice, what: str) -> None:
    budi = await staff(office)
    assert texts(await budi.presses(f"statistics:show:{what}")) == [refusals.refused_choice]


@pytest.mark.pitfall(21)
async def test_part_pressed_twice_at_once(office: CheckedOffice) -> None:
    budi = await staff(office)
    await budi.says("/statistik")
    assert len(await presses_twice(budi, "statistics:show:30-1")) == 1


async def test_name_in_a_question_is_shown_to_nobody(office: CheckedOffice) -> None:
    """Two people must use a word before anybody sees it, and signs in it do no harm."""
    budi = await staff(office)
    now = clock.now()
    async with office.database.session() as session:
        await asked(session, 101, "nama saya Maimunah 0812345 <b>kelor</b> & kurma", now)
        await asked(session, 102, "<i>kelor</i> & kurma", now)
    await budi.says("/statistik")
    (told,) = await budi.presses("Belum terjawab")
    assert "maimunah" not in told.text.lower()
    assert "<code>kelor kurma           2 ███████</code>" in told.text


async def test_everything_at_once_fits_the_screen(office: CheckedOffice) -> None:
    budi = await staff(office)
    now = clock.now()
    async with office.database.session() as session:
        topics = list(await session.scalars(select(FaqTopic).order_by(FaqTopic.id).limit(20)))
        for times, topic in enumerate(topics):
            for helped in [False] * (times + 1):
                await given(session, topic.id, now, helped)
        for number in range(1234):
            await asked(session, number, f"{'panjang' * 5}{chr(97 + number % 12)} sekali", now)
    await budi.says("/statistik")
    for part in ("Topik", "Belum terjawab", "Pendampingan", "Ringkasan"):
        (told,) = await budi.presses(part)
        bars = [line for line in visible(told.text).split("\n") if "█" in line or "▏" in line]
        assert [line for line in bars if len(line) > LINE_CHARACTERS] == []
        assert len(told.text) <= MOST_CHARACTERS * 2
