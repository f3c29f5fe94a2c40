"""Who merges people, and what stands around them."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, RoleKind
from services import roles
from tests.services.conftest import NOW
from tests.services.merging.rows import Office, a_person


@pytest.fixture
async def by(session: AsyncSession) -> Person:
    """An administrator."""
    person = await a_person(session, "Budi")
    await roles.give(session, person, RoleKind.ADMIN, None, NOW)
    return person


@pytest.fixture
async def around(session: AsyncSession) -> Office:
    return await Office().made(session)
