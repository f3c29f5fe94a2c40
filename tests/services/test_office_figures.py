"""What the office did in a period, against rows made by hand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Announcement,
    AnnouncementRecipient,
    AnnouncementState,
    Business,
    Cluster,
    MeetingState,
    NewsTopic,
    Permit,
    PermitHeld,
    Person,
    RecipientState,
    Repeat,
    RoleKind,
    SeatState,
    WorkshopState,
)
from services.office_clock import OfficeClock
from services.statistics import mentors, permits
from services.statistics.announcements import AnnouncementFigures, announcements_in
from services.statistics.mentors import ClassFigures, MentorFigures, classes_in, days_until_booked, mentors_in
from services.statistics.office import compared, office_figures
from services.statistics.periods import LastDays
from services.statistics.permits import permits_in
from services.statistics.registrations import Registered, by_cluster, by_district, registered
from tests.mentoring_rows import add_meeting, add_mentor, add_seat, add_workshop
from tests.services.test_statistics import plan_of

NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
MONTH = LastDays(30, NOW)
NOTHING = Registered()


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


async def test_businesses_by_district_and_cluster(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    for days, told in [
        (40, {}), (10, {}), (70, {"district_id": 640804}), (5, {"product_ids": [], "unlisted": ["cincau"]}),
        (-1, {}),
    ]:  # fmt: skip
        await new_business(owner, now=ago(days), **told)
    districts = await by_district(session, MONTH)
    assert len(districts) == 18
    assert {name: each for name, each in districts.items() if each != NOTHING} == {
        "Busang": Registered(3, 2), "Sangatta Utara": Registered(1, 0),
    }  # fmt: skip
    assert {name: each for name, each in (await by_cluster(session, MONTH)).items() if each != NOTHING} == {
        Cluster.PISANG: Registered(3, 1), None: Registered(1, 1),
    }  # fmt: skip
    assert await registered(session, MONTH) == Registered(4, 2)
    assert await registered(session, MONTH.before) == Registered(2, 1)


async def test_permits_by_the_day_they_were_told(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    for days, permit in [(5, Permit.NIB), (6, Permit.PIRT), (7, Permit.NIB), (31, Permit.HALAL)]:
        business = await new_business(await new_person())
        session.add(PermitHeld(business_id=business.id, permit=permit, told_at=ago(days)))
    await session.flush()
    nothing = dict.fromkeys(Permit, 0)
    assert await permits_in(session, MONTH) == nothing | {Permit.NIB: 2, Permit.PIRT: 1}
    assert await permits_in(session, MONTH.before) == nothing | {Permit.HALAL: 1}


async def test_mentors_classes_and_waits(session: AsyncSession, new_person: NewPerson) -> None:
    rina, agus, siti = await new_person(RoleKind.MENTOR), await new_person(RoleKind.MENTOR), await new_person()
    held = {"state": MeetingState.HELD}
    missed = {"state": MeetingState.NO_SHOW, "producer_missed": True}
    both = {"state": MeetingState.NO_SHOW, "producer_missed": True, "mentor_missed": True}
    for mentor, days, what in [
        (agus, 3, held), (agus, 4, held), (agus, 5, missed), (rina, 6, held), (rina, 7, both), (rina, 45, held),
        (rina, 8, {}), (agus, -2, {}),
    ]:  # fmt: skip
        await add_meeting(session, mentor, siti, ago(days), ago(days + 4), booked_at=ago(days + 3), **what)
    assert await mentors_in(session, MONTH) == [
        MentorFigures(agus.id, agus.name, 2, 1), MentorFigures(rina.id, rina.name, 1, 1),
    ]  # fmt: skip
    assert await days_until_booked(session, MONTH) == 1.0
    await add_mentor(session, rina, NOW)
    workshop = await add_workshop(session, rina, ago(3), ago(9), state=WorkshopState.HELD)
    (await add_seat(session, workshop, siti, NOW)).state = SeatState.CAME
    (await add_seat(session, workshop, agus, NOW)).state = SeatState.MISSED
    await add_workshop(session, rina, ago(2), ago(9))
    await session.flush()
    assert await classes_in(session, MONTH) == ClassFigures(held=1, came=1)


async def announce(session: AsyncSession, author: Person, at: datetime, **different: Any) -> Announcement:
    told: dict[str, Any] = {
        "author_id": author.id, "topic": NewsTopic.OFFICE, "title": "Pelatihan", "audience": "{}",
        "audience_words": "semua", "asks_rsvp": False, "state": AnnouncementState.SENT, "created_at": at, "send_at": at,
        "ends_at": at + timedelta(days=7), "repeat": Repeat.NEVER, "started_at": at,
    }  # fmt: skip
    announcement = Announcement(**(told | different))
    session.add(announcement)
    await session.flush()
    return announcement


async def receives(
    session: AsyncSession, announcement: Announcement, person: Person, state: RecipientState, **different: Any
) -> None:
    waits = state in (RecipientState.WAITING, RecipientState.QUEUED)
    session.add(
        AnnouncementRecipient(
            announcement_id=announcement.id, person_id=person.id, position=person.id, is_canary=False, chat_id=1,
            state=state, closed_at=None if waits else NOW, **different,
        )
    )  # fmt: skip
    await session.flush()


async def test_announcements_by_what_became_of_them(session: AsyncSession, new_person: NewPerson) -> None:
    author = await new_person()
    first = await announce(session, author, ago(3))
    for state, told in [
        (RecipientState.ACCEPTED, {"read_at": NOW}), (RecipientState.ACCEPTED, {}), (RecipientState.BLOCKED, {}),
        (RecipientState.UNKNOWN, {}), (RecipientState.STOPPED, {}), (RecipientState.WAITING, {}),
    ]:  # fmt: skip
        await receives(session, first, await new_person(), state, **told)
    second = await announce(session, author, ago(2))
    await announce(session, author, ago(1), state=AnnouncementState.SCHEDULED, started_at=None)
    await announce(session, author, ago(31))
    assert await announcements_in(session, MONTH) == [
        AnnouncementFigures(second.id, "Pelatihan", ago(2), 0, 0, 0, 0, 0),
        AnnouncementFigures(first.id, "Pelatihan", ago(3), people=6, accepted=2, lost=2, read=1, going=0),
    ]


async def test_empty_office_and_the_period_before(session: AsyncSession) -> None:
    found = await compared(session, MONTH, OfficeClock())
    assert found.now == found.before == await office_figures(session, MONTH, OfficeClock())
    assert (found.now.questions, found.now.rated, found.now.helped, found.now.mentor_wait_days) == (0, 0, 0, None)


PLANS = {
    "permits": (permits.told_query(MONTH), ["ix_permits_held_told_at (told_at>? AND told_at<?)"]),
    "mentors": (mentors.mentors_query(MONTH), ["ix_meetings_state (state=? AND ends_at>? AND ends_at<?)"]),
    "booked": (
        mentors.booked_query(MONTH),
        ["ix_help_requests_state (state=? AND opened_at>? AND opened_at<?)", "ix_meetings_request_id (request_id=?)"],
    ),
}


@pytest.mark.parametrize("kind_of_database", ["sqlite"], indirect=True)
async def test_queries_use_their_indexes(empty_session: AsyncSession) -> None:
    connection = await empty_session.connection()
    for query, indexes in PLANS.values():
        plan = await plan_of(connection, query)
        assert [index for index in indexes if not any(index in line for line in plan)] == [], plan
