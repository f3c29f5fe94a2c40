"""The staff's list: its order and its filters."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models import RoleKind, Ticket
from services import tickets
from services.tickets import Filters
from services.tickets.listing import waiting, waiting_count, waiting_districts, waiting_topics
from tests.services.test_roles import NewBusiness, NewPerson

from .conftest import ANSWER, MONDAY, OTHER_WORDS, Ask

THIRD_WORDS = "rumah kemasan di sangatta buka jam berapa"


async def listed(session: AsyncSession, filters: Filters | None = None, **page: int) -> list[Ticket]:
    return await waiting(session, "telegram", filters or Filters(), page.get("limit", 10), page.get("offset", 0))


async def test_newest_urgent_first_then_oldest(session: AsyncSession, ask: Ask, new_person: NewPerson) -> None:
    officer = await new_person(RoleKind.PETUGAS)
    done = await ask(10, words="sudah dijawab tadi pagi")
    await tickets.answer(session, done, officer, ANSWER, MONDAY)
    oldest, urgent, newer = await ask(11), await ask(12, is_urgent=True), await ask(13, words=OTHER_WORDS)
    urgent_too, grouped = await ask(14, is_urgent=True), await ask(15)
    await ask(16, channel="gateway", words=THIRD_WORDS)
    assert grouped.group_id == oldest.id
    await tickets.claim(session, newer, officer, MONDAY)
    assert await listed(session) == [urgent_too, urgent, oldest, newer]
    assert await waiting_count(session, "telegram", Filters()) == 4
    assert [await listed(session, limit=2), await listed(session, limit=2, offset=2)] == [
        [urgent_too, urgent], [oldest, newer],
    ]  # fmt: skip


async def test_filters(
    session: AsyncSession, ask: Ask, topic_id: int, new_person: NewPerson, new_business: NewBusiness
) -> None:
    asker = await new_person()
    await new_business(asker, district_id=640806)
    about = await ask(11, topic_id=topic_id)
    from_busang = await ask(12, asker=asker, words=OTHER_WORDS, now=MONDAY - timedelta(days=3))
    assert await listed(session, Filters(topic_ids=[topic_id])) == [about]
    assert await listed(session, Filters(topic_ids=[])) == []
    assert await listed(session, Filters(district_id=640806)) == [from_busang]
    assert await listed(session, Filters(opened_after=MONDAY - timedelta(days=1))) == [about]
    assert await listed(session, Filters(opened_before=MONDAY - timedelta(days=1))) == [from_busang]
    assert await listed(session, Filters(topic_ids=[topic_id], district_id=640806)) == []
    assert await waiting_topics(session, "telegram") == {topic_id: 1, None: 1}
    assert [(district.id, count) for district, count in await waiting_districts(session, "telegram")] == [(640806, 1)]
