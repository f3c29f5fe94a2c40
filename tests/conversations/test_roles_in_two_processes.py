"""A role that is taken back in one process is gone in the other with the next word: nothing keeps roles in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

import content.texts
from durable import clock
from durable.database import Database
from models import Person, RoleKind
from services import people, roles
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.conftest import an_office
from tests.conversations.walks import texts
from tests.databases import Fresh

NOT_ALLOWED = content.texts.load("refusals").refused_not_allowed
COMMAND = {
    RoleKind.ADMIN: "/peran", RoleKind.PETUGAS: "/pertanyaan", RoleKind.KADER: "/bantu", RoleKind.PEMBACA: "/statistik",
}  # fmt: skip


@pytest.fixture
async def processes(fresh: Fresh) -> AsyncIterator[tuple[CheckedOffice, CheckedOffice]]:
    """Two bots on one PostgreSQL, each with a pool and an application of its own."""
    url = fresh("postgresql", an_office)
    first, second = CheckedOffice(Database(url)), CheckedOffice(Database(url))
    second._update_id = 1000  # updates of one bot: their ids never come twice
    yield first, second
    for office in (first, second):
        await office.database.close()
        assert office.dead == []


async def with_role(office: CheckedOffice, chat: int, *kinds: RoleKind) -> None:
    async with office.database.session() as session:
        person: Person = await people.ensure_person(session, "telegram", chat, clock.now())
        person.name = f"Orang {chat}"
        for kind in kinds:
            await roles.give(session, person, kind, None, clock.now())


async def test_role_taken_back_is_gone_in_the_other_process(processes: tuple[CheckedOffice, CheckedOffice]) -> None:
    first, second = processes
    await with_role(first, 1, RoleKind.ADMIN)
    await with_role(first, 2, *COMMAND)
    admin, held = first.person(1, "Orang 1"), second.person(2, "Orang 2")
    for kind, command in COMMAND.items():
        assert NOT_ALLOWED not in texts(await held.says(command)), command
        async with first.database.session() as session:
            found = await people.person_of_account(session, "telegram", 2)
            assert found is not None
            role = next(role.id for role in found.roles if role.kind is kind)
        await admin.presses(f"roles:revoke:{role}")
        await admin.presses("Ya, cabut")
        assert texts(await held.says(command))[-1] == NOT_ALLOWED, command
