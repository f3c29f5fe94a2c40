"""What is read for each kind of document, on both databases."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from documents.maker import Asking, Office
from documents.makers import MAKERS
from documents.tables.table import Cell, Table
from models import (
    Business,
    JobKind,
    MeetingRating,
    MeetingState,
    Permit,
    PermitHeld,
    Person,
    RecipientState,
    RoleKind,
    Rsvp,
    Side,
)
from services import audit, people
from services.errors import AnnouncementMissing, FieldRefused
from services.exports import pages
from services.office_clock import OfficeClock
from services.roles import Act
from tests.mentoring_rows import add_meeting
from tests.services.statistics_rows import ticket
from tests.services.test_office_figures import announce, receives

NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
OFFICE = Office("Disperindag", None, OfficeClock(), "")


async def gathered(session: AsyncSession, person: Person, kind: JobKind, /, **params: int | str) -> Any:
    """What the drawing process would get."""
    await session.flush()
    return await MAKERS[kind].gather(session, Asking(person, params, OFFICE, "id", NOW))


async def rows(session: AsyncSession, person: Person, kind: JobKind, /, **params: int | str) -> list[dict[str, Cell]]:
    """Each row by its headings, without what is empty."""
    table: Table = await gathered(session, person, kind, **params)
    heads = [column.heading for column in table.columns]
    return [
        {head: cell for head, cell in zip(heads, row, strict=True) if cell is not None} for row in table.rows
    ]  # fmt: skip


def moment(days: float) -> datetime:
    """As a table has it: so many days ago, where the office is."""
    return (NOW - timedelta(days=days) + timedelta(hours=8)).replace(tzinfo=None)


def test_every_kind_has_its_maker_and_its_right() -> None:
    """Except the poster, which has no figures."""
    rights = {kind: maker.act for kind, maker in MAKERS.items() if kind not in (JobKind.LETTER, JobKind.POSTER)}
    assert rights == {
        JobKind.FIGURES: Act.MAKE_REPORT, JobKind.QUARTER: Act.MAKE_REPORT, JobKind.QUESTIONS: Act.MAKE_REPORT,
        JobKind.ANNOUNCEMENTS: Act.MAKE_REPORT, JobKind.BUSINESSES: Act.EXPORT_PEOPLE,
        JobKind.MEETINGS: Act.EXPORT_PEOPLE, JobKind.RECIPIENTS: Act.EXPORT_PEOPLE,
        JobKind.REFERRALS: Act.EXPORT_PEOPLE, JobKind.AUDIT: Act.SEE_AUDIT,
    }  # fmt: skip


async def test_businesses_over_several_pages(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PAGE", 2)
    owner = await new_person()
    await people.rename_person(session, owner, "Siti Aminah")
    first = await new_business(owner, name="Dapur <b>Siti</b>", unlisted=["cincau"])
    first.phone = "+6281155551111"
    session.add(PermitHeld(business_id=first.id, permit=Permit.PIRT, told_at=NOW))
    for number in range(4):
        await new_business(owner, name=f"Usaha {number}")
    await session.flush()
    session.expire(first)
    found = await rows(session, owner, JobKind.BUSINESSES)
    assert [row["Nama usaha"] for row in found] == ["Dapur <b>Siti</b>", *(f"Usaha {number}" for number in range(4))]
    told = found[0]
    products = str(told.pop("Produk"))
    assert products.endswith(", cincau")
    assert told == {
        "Nomor": first.id, "Nama usaha": "Dapur <b>Siti</b>", "Pemilik": "Siti Aminah", "Nomor HP": "+6281155551111",
        "Kecamatan": "Busang", "Jenis": "IKM", "Izin": "P-IRT", "Terdaftar": date(2026, 11, 21),
    }  # fmt: skip


async def test_sessions_of_the_period(session: AsyncSession, new_person: NewPerson) -> None:
    rina, siti = await new_person(RoleKind.MENTOR), await new_person()
    await people.rename_person(session, rina, "Rina")
    await people.rename_person(session, siti, "Siti")
    held = await add_meeting(session, rina, siti, NOW - timedelta(days=3), NOW, state=MeetingState.HELD)
    session.add(MeetingRating(meeting_id=held.id, side=Side.PRODUCER, stars=4, rated_at=NOW))
    session.add(MeetingRating(meeting_id=held.id, side=Side.MENTOR, stars=1, rated_at=NOW))
    await add_meeting(session, rina, siti, NOW - timedelta(days=31), NOW)
    assert await rows(session, rina, JobKind.MEETINGS, period="30") == [{
        "Nomor": held.id, "Mentor": "Rina", "Pelaku usaha": "Siti", "Kecamatan": "Sangatta Utara", "Topik": "kemasan",
        "Cara": "telepon", "Mulai": moment(3), "Selesai": moment(3) + timedelta(hours=1), "Hasil": "Jadi",
        "Mentor absen": "tidak", "Peserta absen": "tidak", "Bintang": 4,
    }]  # fmt: skip


async def test_questions_without_words_and_names(session: AsyncSession, new_person: NewPerson) -> None:
    officer = await new_person()
    asked = await ticket(session, NOW - timedelta(days=2), officer, (NOW - timedelta(days=1), NOW))
    await ticket(session, NOW - timedelta(days=8))
    assert await rows(session, officer, JobKind.QUESTIONS, period="7") == [{
        "Nomor": asked.id, "Ditanyakan": moment(2), "Keadaan": "dijawab", "Mendesak": "tidak", "Dijawab": moment(1),
        "Ditanya lagi": 0,
    }]  # fmt: skip
    table = await gathered(session, officer, JobKind.QUESTIONS, period="7")
    assert dict(table.about)["Data pribadi"] == "Berkas ini tidak memuat nama orang."


async def test_announcements_and_who_got_one(session: AsyncSession, new_person: NewPerson) -> None:
    author = await new_person()
    await people.rename_person(session, author, "Budi")
    sent = await announce(session, author, NOW - timedelta(days=1), title="=Pelatihan")
    told = {"read_at": NOW, "rsvp": Rsvp.GOING, "rsvp_at": NOW}
    await receives(session, sent, author, RecipientState.ACCEPTED, **told)
    lost = await new_person()
    await receives(session, sent, lost, RecipientState.BLOCKED, reason="blocked")
    assert await rows(session, author, JobKind.ANNOUNCEMENTS, period="30") == [{
        "Nomor": sent.id, "Judul": "=Pelatihan", "Mulai dikirim": moment(1), "Orang": 2, "Diterima Telegram": 1,
        "Tidak terkirim": 1, "Sudah baca": 1, "Ikut": 1,
    }]  # fmt: skip
    assert await rows(session, author, JobKind.RECIPIENTS, announcement=sent.id) == [
        {"Nomor orang": author.id, "Nama": "Budi", "Hasil": "diterima Telegram", "Waktu": moment(0),
         "Dibaca": moment(0), "Kehadiran": "ikut", "Dijawab": moment(0)},
        {"Nomor orang": lost.id, "Hasil": "bot diblokir", "Sebab": "memblokir bot ini", "Waktu": moment(0)},
    ]  # fmt: skip
    with pytest.raises(AnnouncementMissing):
        await rows(session, author, JobKind.RECIPIENTS, announcement=999)


@pytest.mark.parametrize("state", RecipientState)
async def test_every_end_and_reason_is_told_in_words(
    session: AsyncSession, new_person: NewPerson, state: RecipientState
) -> None:
    author = await new_person()
    sent = await announce(session, author, NOW - timedelta(days=1))
    for reason in (None, "not_corrected", "unheard_of"):
        await receives(session, sent, await new_person(), state, reason=reason, outbox_id=1)
    found = await rows(session, author, JobKind.RECIPIENTS, announcement=sent.id)
    told = [None, "tulisannya masih yang lama", "sebab lain"]
    assert [row.get("Sebab") for row in found] == told
    assert all(row["Hasil"] for row in found)


async def test_referrals_and_audit(session: AsyncSession, new_person: NewPerson, new_business: NewBusiness) -> None:
    officer = await new_person()
    await people.rename_person(session, officer, "Budi")
    await new_business(officer)
    marked = await new_business(officer, name="Warung")
    marked.referral_marked_at, marked.handed_over_at = NOW, NOW
    found = await rows(session, officer, JobKind.REFERRALS)
    assert [(row["Nama usaha"], row["Diserahkan"]) for row in found] == [("Warung", date(2026, 11, 25))]
    audit.record(session, officer, "clock_moved", "clock", 1, NOW, "1h")
    assert await rows(session, officer, JobKind.AUDIT, kind="other") == [{
        "Nomor": (await rows(session, officer, JobKind.AUDIT, kind="other"))[0]["Nomor"], "Waktu": moment(0),
        "Oleh": "Budi", "Tindakan": "memajukan jam percobaan", "Tentang": "clock", "Nomornya": 1, "Rincian": "1h",
    }]  # fmt: skip
    assert await rows(session, officer, JobKind.AUDIT, days=1, kind="documents") == []


async def test_pictures_that_were_chosen(session: AsyncSession, new_person: NewPerson) -> None:
    reader = await new_person(RoleKind.PEMBACA)
    assert [
        chart.name for chart in await gathered(session, reader, JobKind.FIGURES, period="7", picture="permits")
    ] == ["permits"]
    assert len(await gathered(session, reader, JobKind.FIGURES, period="2026q4", picture="all")) == 7
    for wrong in ({"period": "8", "picture": "all"}, {"period": "7", "picture": "x"}, {}):
        with pytest.raises(FieldRefused):
            await gathered(session, reader, JobKind.FIGURES, **wrong)


async def test_report_of_a_quarter(session: AsyncSession, new_person: NewPerson, new_business: NewBusiness) -> None:
    reader = await new_person(RoleKind.PEMBACA)
    await new_business(reader, now=NOW - timedelta(days=1))
    report = await gathered(session, reader, JobKind.QUARTER, period="2026q4")
    assert report.summary[0] == "1 usaha terdaftar, 1 di antaranya terdaftar dalam triwulan ini (naik 1, sebelumnya 0)."
    assert report.figures.rows[:2] == [
        ["Usaha terdaftar di akhir triwulan", "1", "0", "+1"], ["Usaha yang baru terdaftar", "1", "0", "+1"],
    ]  # fmt: skip
