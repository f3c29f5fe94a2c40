"""A mentor, producers of banana chips in Busang, and classes for them, on a Monday morning."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, Cluster, Expertise, HelpRequest, Person, RequestState, RoleKind, Way, Workshop
from services.office_clock import OfficeClock
from services.workshops import opening
from services.workshops.plan import Plan
from tests.mentoring_rows import BUSANG, a_mentor

WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)
SATURDAY = datetime(2026, 11, 28, 9, 0, tzinfo=WITA)
OFFICE = OfficeClock()

NewPeople = Callable[..., Awaitable[Person]]
Open = Callable[..., Awaitable[Workshop]]


def a_plan(**different: Any) -> Plan:
    """Two hours by video on Saturday for everybody, ten seats, at least two."""
    told: dict[str, Any] = {
        "topic": Expertise.PACKAGING, "cluster": None, "districts": frozenset(), "title": "Kemasan yang rapat",
        "way": Way.VIDEO, "place": None, "starts_at": SATURDAY, "lasts": timedelta(hours=2), "seats": 10, "least": 2,
    }  # fmt: skip
    return Plan(**(told | different))


@pytest.fixture
async def mentor(session: AsyncSession, new_person: NewPeople) -> Person:
    """An active mentor."""
    person = await new_person()
    await a_mentor(session, person)
    return person


@pytest.fixture
def producer(new_person: NewPeople, new_business: Callable[..., Awaitable[Business]]) -> NewPeople:
    """Makes somebody with a business."""

    async def make(**business: object) -> Person:
        person = await new_person()
        await new_business(person, **business)
        return person

    return make


@pytest.fixture
async def officer(new_person: NewPeople) -> Person:
    """Somebody of the staff."""
    return await new_person(RoleKind.PETUGAS)


@pytest.fixture
def open_class(session: AsyncSession, mentor: Person) -> Open:
    """Opens a class by its mentor, or by whoever is named."""

    async def open_(by: Person | None = None, now: datetime = MONDAY, **different: Any) -> Workshop:
        return await opening.open_workshop(session, by or mentor, mentor.id, a_plan(**different), now, OFFICE)

    return open_


@pytest.fixture
def request_of(session: AsyncSession) -> Callable[..., Awaitable[HelpRequest]]:
    """A request for help with packaging on the waiting list."""

    async def make(person: Person, **different: Any) -> HelpRequest:
        told: dict[str, Any] = {
            "producer_id": person.id, "district_id": BUSANG, "topic": Expertise.PACKAGING, "cluster": Cluster.PISANG,
            "way": Way.CHAT, "state": RequestState.WAITING, "opened_at": MONDAY, "hours": [],
        }  # fmt: skip
        request = HelpRequest(**(told | different))
        session.add(request)
        await session.flush()
        return request

    return make
