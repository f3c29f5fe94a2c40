"""The audit is read by kind of act, by who did it, by whom it was done to, and by days."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, RoleKind
from services import audit, audit_listing
from services.audit_listing import Wanted
from services.errors import NotAllowed
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]
LATER = NOW + timedelta(days=10)


async def test_audit_is_listed_the_latest_first_with_names(empty_session: AsyncSession, new_person: NewPerson) -> None:
    session = empty_session
    admin, siti = await new_person(RoleKind.ADMIN), await new_person()
    admin.name, siti.name = "Budi", "Siti"
    audit.record(session, admin, "person_seen", "person", siti.id, LATER)
    audit.record(session, None, "faq_pulled", "faq_topic", siti.id, LATER, "pirt")
    await session.flush()

    async def acts(wanted: Wanted) -> list[tuple[str, str | None, str | None]]:
        found = await audit_listing.listed(session, admin, wanted, LATER, 9)
        assert len(found) == await audit_listing.count(session, wanted, LATER)
        assert found == await audit_listing.audit_to_export(session, wanted, LATER)
        return [(each.entry.act, each.by and each.by.name, each.about and each.about.name) for each in found]

    seen, pulled = ("person_seen", "Budi", "Siti"), ("faq_pulled", None, None)
    assert await acts(Wanted(days=7)) == [pulled, seen]
    assert await acts(Wanted(kind="people")) == [
        seen, ("consent_given", "Siti", "Siti"), ("consent_given", "Budi", "Budi")
    ]  # fmt: skip
    assert await acts(Wanted(kind="answers")) == [pulled]
    assert await acts(Wanted(by_id=admin.id, days=7)) == [seen]
    assert await acts(Wanted(about_id=siti.id, days=7)) == [seen]
    assert await audit_listing.who_acted(session, Wanted(kind="people"), LATER, 5) == [(admin, 2), (siti, 1)]


async def test_audit_is_for_administrators(empty_session: AsyncSession, new_person: NewPerson) -> None:
    for person in (None, await new_person(), await new_person(RoleKind.PETUGAS), await new_person(RoleKind.PEMBACA)):
        with pytest.raises(NotAllowed):
            await audit_listing.listed(empty_session, person, Wanted(), NOW, 9)
