"""A mentor who can on Mondays from three to six, and a producer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, Person
from services.mentors.availability import set_hours
from services.week import Part, hours_of
from tests.mentoring_rows import a_mentor


@pytest.fixture
async def producer(session: AsyncSession, new_person: Callable[..., Awaitable[Person]]) -> Person:
    return await new_person()


@pytest.fixture
async def mentor(session: AsyncSession, new_person: Callable[..., Awaitable[Person]]) -> Mentor:
    found = await a_mentor(session, await new_person())
    await set_hours(session, found, hours_of(0, Part.AFTERNOON))
    return found
