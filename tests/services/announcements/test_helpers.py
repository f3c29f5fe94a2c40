"""People without a chat get announcements through their village helper, who gets each once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Database
from models import Account, Activity, Helped, NewsTopic, Person, RoleKind
from services import businesses, people, reference_data, roles
from services.announcements.audience import Audience, Reach, reach_of, recipients_in
from services.reach import Line
from tests.databases import Fresh
from tests.prepared import all_tables
from tests.services.conftest import NOW

LINE = Line(1, "telegram")


@pytest.fixture
async def session(fresh: Fresh, kind_of_database: str) -> AsyncIterator[AsyncSession]:
    """The office's tables and the engine's, with districts and products."""
    database = Database(fresh(kind_of_database, all_tables))
    async with database.session() as opened:
        await reference_data.load_reference_data(opened)
        yield opened
    await database.close()


IN_BUSANG = Audience(districts=frozenset({640806}))


async def _helped(session: AsyncSession, kader: Person, number: int) -> Person:
    """Somebody in Busang without a chat, for whom the kader writes."""
    person = await people.give_consent(session, "nowhere", number, "2026-11", NOW)
    await session.delete((await people.accounts_of(session, person))[0])
    session.add(Helped(person_id=person.id, kader_id=kader.id, since=NOW))
    await businesses.register_business(
        session, person, name="Dapur Wati", district_id=640806, product_ids=[1], unlisted=[],
        activities={Activity.PROCESSED}, registered_through=f"draft:{number}", now=NOW,
    )  # fmt: skip
    return person


async def who_gets(session: AsyncSession, audience: Audience) -> list[tuple[int, int]]:
    query = recipients_in(audience, NewsTopic.MARKET, LINE, NOW)
    return sorted((person, chat) for person, chat, _ in (await session.execute(query)).all())


async def test_kader_of_two_gets_it_once_while_the_role_holds(session: AsyncSession) -> None:
    kader = await people.ensure_person(session, "telegram", 50, NOW)
    admin = await people.ensure_person(session, "telegram", 51, NOW)
    await roles.give(session, admin, RoleKind.ADMIN, None, NOW)
    await roles.give(session, kader, RoleKind.KADER, None, NOW)
    for number in (1, 2):
        await _helped(session, kader, number)
    assert await who_gets(session, IN_BUSANG) == [(kader.id, 50)]
    assert await reach_of(session, IN_BUSANG, NewsTopic.MARKET, LINE, NOW) == Reach(3, 1, 2, 0)
    without_kader = IN_BUSANG.with_excluded(Audience(roles=frozenset({RoleKind.KADER})))
    assert await who_gets(session, without_kader) == []
    await roles.revoke(session, kader, RoleKind.KADER, admin, NOW)
    assert await who_gets(session, IN_BUSANG) == []


async def test_who_has_a_chat_by_now_needs_no_helper(session: AsyncSession) -> None:
    kader = await people.ensure_person(session, "telegram", 50, NOW)
    await roles.give(session, kader, RoleKind.KADER, None, NOW)
    wati = await _helped(session, kader, 1)
    session.add(Account(channel="telegram", chat_id=60, person_id=wati.id, created_at=NOW))
    await session.flush()
    assert await who_gets(session, IN_BUSANG) == [(wati.id, 60)]
