"""Groups of people under a name: who may keep one, which names will do, and how many there may be."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, RoleKind, Segment
from services.announcements import segments
from services.announcements.audience import Audience
from services.errors import NotAllowed, SegmentMissing, SegmentRefused
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]
EVERYBODY = Audience(producers=True)


@pytest.mark.parametrize("kind", [None, RoleKind.MENTOR, RoleKind.KADER, RoleKind.PEMBACA])
async def test_only_who_may_announce_keeps_groups(
    session: AsyncSession, new_person: NewPerson, kind: RoleKind | None
) -> None:
    segment = await segments.save(session, await new_person(RoleKind.ADMIN), "Semua", EVERYBODY, NOW)
    somebody = await new_person(*[kind] if kind else [])
    with pytest.raises(NotAllowed):
        await segments.save(session, somebody, "Lain", EVERYBODY, NOW)
    with pytest.raises(NotAllowed):
        await segments.delete(session, somebody, segment.id, NOW)
    assert await segments.listing(session) == [segment]


@pytest.mark.parametrize(
    ("said", "kept"), [(" Pisang \n Kaliorang ", "Pisang Kaliorang"), ("A&B <i>", "A&B <i>"), ("x" * 30, "x" * 30)]
)
def test_a_name_is_one_line(said: str, kept: str) -> None:
    assert segments.checked_name(said) == kept


@pytest.mark.parametrize("said", ["", "  ", "...", "😀", "\u200b", "x" * 31])
def test_a_name_that_says_nothing_or_too_much_is_refused(said: str) -> None:
    with pytest.raises(SegmentRefused):
        segments.checked_name(said)


async def test_there_are_only_so_many(session: AsyncSession, new_person: NewPerson) -> None:
    officer = await new_person(RoleKind.PETUGAS)
    session.add_all(
        Segment(name=f"Kelompok {at}", audience="{}", created_by_id=officer.id, created_at=NOW)
        for at in range(segments.MOST)
    )
    await session.flush()
    with pytest.raises(SegmentRefused) as refused:
        await segments.save(session, officer, "Satu lagi", EVERYBODY, NOW)
    assert refused.value.reason == "refused_segments_many"
    with pytest.raises(SegmentMissing):
        await segments.find(session, None)
