"""Letters of service: asked for, made as a page, checked by anybody, taken back by staff."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pypdf
import pytest
from sqlalchemy import func, select

import content.texts
from documents.letter import LETTER
from documents.maker import Asking, Office
from durable import clock
from models import AuditEntry, MeetingRating, MeetingState, OfficeJob, RoleKind, ServiceLetter, Side
from models import Person as Somebody
from services import people, roles
from services.errors import LetterMissing
from services.letters.checking import shown_code
from services.letters.periods import Period, days_of
from services.office_clock import OfficeClock
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import does, texts, where
from tests.driver import Person
from tests.mentoring_rows import a_mentor, add_meeting

text = content.texts.load("letters")
refusals = content.texts.load("refusals")
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
DEWI, SITI, RINA, ANTON = 21, 22, 23, 24
OFFICE = Office("Disperindag <Kutai> Timur", None, OfficeClock(), "https://t.me/x?start=")


@pytest.fixture
async def dewi(office: CheckedOffice, monkeypatch: pytest.MonkeyPatch) -> Person:
    """A mentor with two sessions held this semester, one in the last, one not held; staff; another mentor."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    async with office.database.session() as session:
        persons: dict[int, Somebody] = {}
        for chat, name in ((DEWI, "Bu <Dewi>"), (SITI, "Siti"), (RINA, "Rina"), (ANTON, "Anton")):
            persons[chat] = await people.give_consent(session, "telegram", chat, "2026-11", NOW)
            persons[chat].name = name
        await roles.give(session, persons[RINA], RoleKind.PETUGAS, None, NOW)
        await a_mentor(session, persons[DEWI])
        await a_mentor(session, persons[ANTON])
        held: dict[str, Any] = {"state": MeetingState.HELD}
        for days, minutes, more in ((10, 60, held), (20, 45, held), (150, 60, held), (5, 60, {})):
            begins = NOW - timedelta(days=days)
            ends = {"ends_at": begins + timedelta(minutes=minutes)}
            meeting = await add_meeting(session, persons[DEWI], persons[SITI], begins, begins, **ends, **more)
            if more:
                session.add(MeetingRating(meeting_id=meeting.id, side=Side.PRODUCER, stars=4, rated_at=NOW))
    return office.person(DEWI)


async def letters(office: CheckedOffice) -> list[ServiceLetter]:
    async with office.database.session() as session:
        return list(await session.scalars(select(ServiceLetter).order_by(ServiceLetter.id)))


async def drawn(office: CheckedOffice, chat: int, letter_id: int) -> str:
    """The words of the page, for this person."""
    async with office.database.session() as session:
        person = await people.person_of_account(session, "telegram", chat)
        assert person is not None
        asking = Asking(person, {"letter": letter_id}, OFFICE, "id", NOW)
        (made,) = LETTER.draw(await LETTER.gather(session, asking))
    assert made.mime == "application/pdf"
    (page,) = pypdf.PdfReader(io.BytesIO(made.content)).pages
    return page.extract_text()


async def test_mentor_gets_the_own_letter_and_anybody_can_check_it(dewi: Person) -> None:
    (asked,) = await dewi.says("/surat")
    assert asked.text == text.ask_period.format(name="Bu <Dewi>")
    (told,) = await dewi.presses("Semester ini")
    (letter,) = await letters(dewi.office)
    assert told.text == text.told_being_made.format(code=shown_code(letter.code))
    assert (letter.meetings, letter.minutes, letter.from_on, letter.until_on) == (
        2, 105, date(2026, 8, 1), date(2026, 11, 25)
    )  # fmt: skip
    async with dewi.office.database.session() as session:
        (job,) = await session.scalars(select(OfficeJob))
        acts = list(await session.scalars(select(AuditEntry.act).where(AuditEntry.about_kind == "letter")))
    assert (job.kind, job.params, acts) == ("letter", '{"letter":1}', ["letter_issued"])
    page = await drawn(dewi.office, DEWI, letter.id)
    for words in ("Bu <Dewi>", "1 jam 45 menit", "kemasan (2)", "4 dari 5", shown_code(letter.code)):
        assert words in page
    real = text.told_real.format(
        office="Disperindag Kutai Timur", name="Bu <Dewi>", from_on="1 Agustus 2026", until_on="25 November 2026",
        meetings=2, classes=0, hours=text.told_hours_minutes.format(hours=1, minutes=45), issued="25 November 2026",
        code=shown_code(letter.code),
    )  # fmt: skip
    stranger = dewi.office.person(99)
    for way in (f"/periksa {letter.code.lower()}", f"/start surat-{letter.code}"):
        assert texts(await stranger.says(way)) == [real]
    assert texts(await does(stranger, "/periksa", f" {shown_code(letter.code)} ")) == [real]
    assert await where(stranger) == (None, None)


async def test_asked_for_again_is_the_same_letter(dewi: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    (asked,) = await dewi.says("/surat")
    ((semester, *_), *_) = asked.raw["reply_markup"]["inline_keyboard"]
    (told,) = await dewi.presses(semester["callback_data"])
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=5))
    await dewi.presses(semester["callback_data"])
    (letter,) = await letters(dewi.office)
    assert told.text == text.told_being_made.format(code=shown_code(letter.code))
    async with dewi.office.database.session() as session:
        assert await session.scalar(select(func.count()).select_from(OfficeJob)) == 1


async def test_staff_choose_a_mentor_and_can_take_the_letter_back(dewi: Person) -> None:
    rina = dewi.office.person(RINA)
    (asked,) = await rina.says("/surat")
    assert (asked.text, asked.keys) == (text.ask_mentor, (("Anton", "Bu <Dewi>"),))
    await does(rina, "!Bu <Dewi>", "!Tahun ini")
    (letter,) = await letters(dewi.office)
    assert letter.meetings == 3
    code = shown_code(letter.code)
    await does(rina, f"/periksa {code}", "!Tarik surat ini")
    (told,) = await rina.presses("Ya, tarik")
    assert told.text == text.told_taken_back.format(code=code)
    assert texts(await dewi.says(f"/periksa {code}")) == [text.told_taken_back.format(code=code)]
    with pytest.raises(LetterMissing):
        await drawn(dewi.office, DEWI, letter.id)


async def test_nothing_held_is_said_and_no_letter_made(dewi: Person) -> None:
    anton = dewi.office.person(ANTON)
    (told,) = await does(anton, "/surat", "!Tahun lalu")
    assert told.text == refusals.refused_letter_empty
    assert await letters(dewi.office) == []


@pytest.mark.parametrize("chat", [SITI, ANTON, 99])
async def test_letter_of_another_mentor_is_not_given(dewi: Person, chat: int) -> None:
    (told,) = await dewi.office.person(chat).presses("letters:make:1.this_year")
    assert told.text == refusals.refused_not_allowed
    assert await letters(dewi.office) == []
    await does(dewi, "/surat", "!Tahun ini")
    if chat != 99:
        with pytest.raises(LetterMissing):
            await drawn(dewi.office, chat, 1)


@pytest.mark.parametrize("typed", ["KT7M-4QXA", "0000-0000", "x", "<b>&_*", "😀"])
async def test_unknown_code_is_told_with_a_way_out(dewi: Person, typed: str) -> None:
    (told,) = await does(dewi, "/periksa", typed)
    assert (told.text, told.keys) == (refusals.refused_no_letter, (("Batal",),))
    (told,) = await dewi.presses("Batal")
    assert told.text == text.told_left


async def test_letter_goes_with_the_data_of_its_mentor(dewi: Person) -> None:
    await does(dewi, "/surat", "!Tahun ini")
    async with dewi.office.database.session() as session:
        person = await people.person_of_account(session, "telegram", DEWI)
        assert person is not None
        await people.withdraw_consent(session, person, NOW)
    assert await letters(dewi.office) == []


@pytest.mark.parametrize(
    ("period", "today", "days"),
    [
        (Period.THIS_SEMESTER, date(2026, 11, 25), (date(2026, 8, 1), date(2027, 1, 31))),
        (Period.THIS_SEMESTER, date(2027, 1, 31), (date(2026, 8, 1), date(2027, 1, 31))),
        (Period.THIS_SEMESTER, date(2027, 2, 1), (date(2027, 2, 1), date(2027, 7, 31))),
        (Period.LAST_SEMESTER, date(2026, 11, 25), (date(2026, 2, 1), date(2026, 7, 31))),
        (Period.LAST_SEMESTER, date(2026, 3, 1), (date(2025, 8, 1), date(2026, 1, 31))),
        (Period.THIS_YEAR, date(2026, 1, 1), (date(2026, 1, 1), date(2026, 12, 31))),
        (Period.LAST_YEAR, date(2026, 1, 1), (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_days_of_a_period(period: Period, today: date, days: tuple[date, date]) -> None:
    assert days_of(period, today) == days
