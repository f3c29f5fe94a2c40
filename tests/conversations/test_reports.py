"""/laporan and the pictures of /statistik: who may ask for what, and that it comes."""

from __future__ import annotations

import orjson
import pytest
from sqlalchemy import select

import content.texts
from bot.job_clock import JobClock
from documents.maker import Office
from durable import clock
from models import AuditEntry, JobKind, OfficeJob, RoleKind
from services import people, roles
from services.office_clock import WITA, OfficeClock
from services.statistics.periods import quarter_of
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import has_registered, texts, where
from tests.driver import BOT, Person

text = content.texts.load("reports")
statistics = content.texts.load("statistics")
refusals = content.texts.load("refusals")
OF_READERS = (("Laporan triwulan", "Pertanyaan"), ("Pengumuman",))
OF_STAFF = (("Laporan triwulan", "Pertanyaan"), ("Pengumuman", "Daftar usaha"), ("Daftar sesi", "Daftar rujukan"))


async def somebody(office: CheckedOffice, kind: RoleKind) -> Person:
    """Somebody with this role."""
    async with office.database.session() as session:
        person = await people.ensure_person(session, "telegram", 1, clock.now())
        await roles.give(session, person, kind, None, clock.now())
    return office.person(1, "Pak Budi")


async def jobs(office: CheckedOffice) -> list[tuple[JobKind, dict[str, str], int, str]]:
    """What was asked for."""
    async with office.database.session() as session:
        found = await session.scalars(select(OfficeJob).order_by(OfficeJob.id))
        return [(job.kind, orjson.loads(job.params), job.chat_id, job.language) for job in found]


@pytest.mark.parametrize(
    ("kind", "keys"), [(RoleKind.ADMIN, OF_STAFF), (RoleKind.PETUGAS, OF_STAFF), (RoleKind.PEMBACA, OF_READERS)]
)
async def test_each_role_is_offered_what_it_may_have(
    office: CheckedOffice, kind: RoleKind, keys: tuple[tuple[str, ...], ...]
) -> None:
    (told,) = await (await somebody(office, kind)).says("/laporan")
    assert told.keys == keys


async def test_report_is_asked_for_in_two_taps(office_on_both: CheckedOffice) -> None:
    budi = await somebody(office_on_both, RoleKind.PETUGAS)
    await budi.says("/laporan")
    (told,) = await budi.presses("Laporan triwulan")
    this = quarter_of(clock.now(), WITA)
    assert told.keys[0] == tuple(f"Triwulan {each.number}/{each.year}" for each in (this, this.before))
    assert [len(row) for row in told.keys] == [2, 2, 1, 1]
    (made,) = await budi.presses(told.keys[0][1])
    assert (made.method, made.text) == ("editMessageText", text.told_being_made.format(what="Laporan triwulan"))
    assert await jobs(office_on_both) == [(JobKind.QUARTER, {"period": this.before.key}, 1, "id")]
    (back,) = await budi.presses("Kembali")
    assert (back.keys, await where(budi)) == (OF_STAFF, (None, None))
    async with office_on_both.database.session() as session:
        kept = select(AuditEntry.act, AuditEntry.detail).where(AuditEntry.act == "document_asked")
        assert [tuple(row) for row in await session.execute(kept)] == [("document_asked", "quarter")]


async def test_list_of_businesses_has_no_period(office: CheckedOffice) -> None:
    budi = await somebody(office, RoleKind.PETUGAS)
    await budi.says("/laporan")
    assert texts(await budi.presses("Daftar usaha")) == [text.told_being_made.format(what="Daftar usaha")]
    assert await jobs(office) == [(JobKind.BUSINESSES, {}, 1, "id")]
    await budi.says("/laporan")
    (told,) = await budi.presses("Daftar sesi")
    assert told.keys[-2:] == (("90 hari terakhir",), ("Kembali",))
    await budi.presses("90 hari terakhir")
    assert (await jobs(office))[1] == (JobKind.MEETINGS, {"period": "90"}, 1, "id")


async def test_same_asked_twice_is_made_once(office: CheckedOffice) -> None:
    budi = await somebody(office, RoleKind.PETUGAS)
    await budi.says("/laporan")
    being_made = text.told_being_made.format(what="Daftar usaha")
    assert texts(await presses_twice(budi, "reports:what:businesses")) == [being_made]
    await budi.says("/laporan")
    assert texts(await budi.presses("Daftar usaha")) == [refusals.refused_job_runs]
    assert len(await jobs(office)) == 1


@pytest.mark.parametrize("data", [
    "reports:what:businesses", "reports:what:meetings", "reports:what:referrals", "reports:make:meetings-30",
])  # fmt: skip
async def test_readers_get_no_names(office: CheckedOffice, data: str) -> None:
    reader = await somebody(office, RoleKind.PEMBACA)
    assert texts(await reader.presses(data)) == [refusals.refused_not_allowed]
    assert await jobs(office) == []


@pytest.mark.parametrize("kind", [None, RoleKind.MENTOR, RoleKind.KADER])
async def test_others_get_nothing(office: CheckedOffice, kind: RoleKind | None) -> None:
    person = await somebody(office, kind) if kind else office.person(11)
    if kind is None:
        await has_registered(person)
    for act in (
        person.says("/laporan"), person.presses("reports:list:0"), person.presses("reports:what:quarter"),
        person.presses("reports:make:quarter-2026q1"), person.presses("statistics:pictures:30-0"),
        person.presses("statistics:picture:30-all"),
    ):  # fmt: skip
        assert texts(await act) == [refusals.refused_not_allowed]
    assert await jobs(office) == []


@pytest.mark.parametrize("data", [
    "reports:what:audit", "reports:what:letter", "reports:make:quarter-30", "reports:make:businesses-30",
    "reports:make:quarter-2099q1", "reports:make:audit-30", "reports:make:x", "statistics:picture:30-x",
    "statistics:picture:8-all", "statistics:pictures:x",
])  # fmt: skip
async def test_forged_choices_are_refused(office: CheckedOffice, data: str) -> None:
    budi = await somebody(office, RoleKind.ADMIN)
    assert texts(await budi.presses(data)) == [refusals.refused_choice]
    assert await jobs(office) == []


async def test_picture_is_asked_for_and_comes(office: CheckedOffice) -> None:
    """The whole way, with the drawing process."""
    await has_registered(office.person(11))
    reader = await somebody(office, RoleKind.PEMBACA)
    await reader.says("/statistik")
    (offered,) = await reader.presses("Gambar")
    assert offered.text == statistics.ask_picture.format(period="30 hari terakhir")
    assert offered.keys[2:] == (
        ("Kecamatan", "Klaster"), ("Tanya jawab", "Waktu tunggu"), ("Sesi mentor", "Izin"),
        ("Pengumuman", "Semua gambar"), ("Kembali ke angka",),
    )  # fmt: skip
    (offered,) = await reader.presses("7 hari")
    assert offered.keys[0] == ("• 7 hari", "30 hari", "90 hari")
    assert await reader.presses("Kecamatan") == []
    made_for = Office("Disperindag", None, OfficeClock(), "")
    await JobClock(office.database, BOT, made_for).tick()
    told = [(reply.method, reply.text) for reply in await office.sends()]
    assert told[-1] == (
        "sendPhoto",
        "<b>Usaha terdaftar per kecamatan</b>, 7 hari terakhir. Terdaftar 1 usaha, 1 di antaranya baru (naik 1, "
        "sebelumnya 0). Terbanyak: Busang, 1.\nKecamatan yang belum punya usaha terdaftar: 17.",
    )
    assert [method for method, _ in told] == ["sendMessage", *["editMessageText"] * 3, "sendPhoto"]
    (back,) = await reader.presses("Kembali ke angka")
    assert back.keys[2] == ("• Ringkasan", "Topik", "Belum terjawab")
