"""The hidden command that moves a demo's clock: who may, where, and where to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from durable import clock, values
from durable.outbox import outbox
from models import AuditEntry, Expertise, HelpRequest, RequestState, RoleKind, Way
from services import people, roles
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import reach, where
from tests.driver import Office, Person

REFUSED = "Maaf, bagian ini hanya untuk orang yang diberi hak."
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still but for its offset, which is kept as always."""
    monkeypatch.setattr(clock, "now", lambda: NOW + clock._offset)


@pytest.fixture
async def rina(office_on_both: CheckedOffice, real_time: None) -> Person:
    """An administrator of a demo."""
    office_on_both.application.bot_data["may_move_clock"] = True
    return await _with_role(office_on_both, 5, RoleKind.ADMIN)


async def _with_role(office: Office, chat: int, kind: RoleKind) -> Person:
    async with office.database.session() as session:
        await roles.give(session, await people.ensure_person(session, "telegram", chat, NOW), kind, None, NOW)
    return office.person(chat, "Rina")


async def _offset(office: Office) -> timedelta:
    async with office.database.read() as connection:
        return timedelta(seconds=float(await values.read(connection, "clock_offset_seconds") or 0))


async def _says(person: Person, words: str) -> list[str]:
    return [str(reply).splitlines()[0] for reply in await person.says(words)]


@pytest.mark.parametrize(
    ("step", "told", "moved"),
    [
        ("+1h", "Selasa, 24 November 2026, 11.00 WITA", timedelta(hours=1)),
        ("+1d", "Rabu, 25 November 2026, 10.00 WITA", timedelta(days=1)),
        ("+30m", "Selasa, 24 November 2026, 10.30 WITA", timedelta(minutes=30)),
    ],
)
async def test_an_administrator_moves_the_clock_on(rina: Person, step: str, told: str, moved: timedelta) -> None:
    assert await _says(rina, f"/jam {step}") == [f"Jam demo sekarang: <b>{told}</b>"]
    assert await _offset(rina.office) == moved
    assert clock.now() == NOW + moved


async def test_the_answer_is_not_late_by_the_new_clock(rina: Person) -> None:
    await rina.says("/jam +60d")
    async with rina.office.database.read() as connection:
        [expires_at] = await connection.scalars(select(outbox.c.expires_at).where(outbox.c.method == "sendMessage"))
    assert expires_at > clock.now()


@pytest.mark.parametrize("step", ["", "-1h", "+0h", "-99d", "+61d", "+1w", "besok", "<b>&", "+1h30m", "+99999d"])
async def test_the_clock_only_moves_forward(rina: Person, step: str) -> None:
    assert await _says(rina, f"/jam {step}") == [
        "Jam demo hanya bisa maju: <i>/jam next</i>, <i>/jam +1h</i>, atau <i>/jam +1d</i>."
    ]
    assert await _offset(rina.office) == timedelta(0)


async def test_next_moves_to_what_waits_and_not_a_second_time(rina: Person) -> None:
    office = rina.office
    async with office.database.session() as session:
        person = await people.ensure_person(session, "telegram", 6, NOW)
        asked = {"topic": Expertise.LABEL, "way": Way.CHAT, "district_id": 640806, "opened_at": NOW}
        due = {"state": RequestState.WAITING, "step_due_at": NOW + timedelta(hours=5)}
        session.add(HelpRequest(producer_id=person.id, **asked, **due))
    assert await _says(rina, "/jam next") == ["Jam demo sekarang: <b>Selasa, 24 November 2026, 15.00 WITA</b>"]
    assert (await _says(rina, "/jam next"))[0].startswith("Belum ada pengingat yang menunggu")
    assert clock.now() == NOW + timedelta(hours=5)


async def test_it_is_in_the_audit(rina: Person) -> None:
    await rina.says("/jam +1h")
    async with rina.office.database.session() as session:
        [entry] = await session.scalars(select(AuditEntry).where(AuditEntry.act == "clock_moved"))
    assert entry.detail == "3600"


@pytest.mark.parametrize("kind", [RoleKind.PETUGAS, RoleKind.PEMBACA, RoleKind.MENTOR, RoleKind.KADER])
async def test_nobody_else_may(rina: Person, kind: RoleKind) -> None:
    office = rina.office
    assert (await _says(await _with_role(office, 7, kind), "/jam +1h"))[0].startswith(REFUSED)
    assert (await _says(office.person(8), "/jam +1h"))[0].startswith(REFUSED)
    assert await _offset(office) == timedelta(0)


async def test_outside_a_demo_not_even_an_administrator_may(office: CheckedOffice) -> None:
    admin = await _with_role(office, 5, RoleKind.ADMIN)
    assert (await _says(admin, "/jam +1h"))[0].startswith(REFUSED)
    assert (await _says(admin, "/jam next"))[0].startswith(REFUSED)
    assert await _offset(office) == timedelta(0)


async def test_an_open_conversation_stays_as_it_is(rina: Person) -> None:
    await reach(rina, "district")
    await rina.says("/jam +1h")
    assert await where(rina) == ("register", "district")
