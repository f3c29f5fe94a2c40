"""One hour wanted twice at once, by moves and bookings: one gets it, the other keeps what it had."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base, Database
from models import (
    BookedQuarter,
    ChangeReason,
    HelpRequest,
    Meeting,
    Mentor,
    Offer,
    Person,
    RequestState,
    RoleKind,
    Side,
)
from services import people, reference_data, roles
from services.errors import BookedConflict, MeetingConflict, MentorMissing, OfferConflict, RequestConflict
from services.mentoring import answering, asked, booking, meetings, moving, offers
from services.mentoring.meetings import own_meeting
from services.mentors import going
from tests.services.conftest import NOW, OFFICE_TABLES
from tests.services.mentoring.booked import OFFICE, TOMORROW, a_mentor, a_request

LATER = TOMORROW + timedelta(hours=4)
Act = Callable[[AsyncSession], Awaitable[object]]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    found = Database(database_url)
    async with found.write() as connection:
        await connection.run_sync(Base.metadata.create_all, tables=OFFICE_TABLES)
    async with found.session() as session:
        await reference_data.load_reference_data(session)
    yield found
    await found.close()


async def furnished(database: Database) -> tuple[Mentor, list[HelpRequest]]:
    """A mentor and three requests."""
    chats = iter(range(1000, 2000))

    async with database.session() as session:

        async def new_person(*kinds: RoleKind, consent: bool = True) -> Person:
            chat = next(chats)
            person = await people.ensure_person(session, "telegram", chat, NOW)
            if consent:
                person = await people.give_consent(session, "telegram", chat, "2026-11", NOW)
            for kind in kinds:
                await roles.give(session, person, kind, None, NOW)
            return person

        mentor = await a_mentor(session, new_person)
        return mentor, [await a_request(session, new_person, name) for name in ("Siti", "Rahmat", "Tini")]


async def at_once(database: Database, *acts: Act) -> list[object]:
    """Each in a transaction of its own; the errors of the office are results."""

    async def alone(act: Act) -> object:
        try:
            async with database.session() as session:
                return await act(session)
        except (BookedConflict, MeetingConflict, MentorMissing, OfferConflict, RequestConflict) as error:
            return type(error)

    return await asyncio.gather(*map(alone, acts))


async def booked(database: Database, mentor: Mentor, request_id: int, hours: int) -> int:
    async with database.session() as session:
        request = await session.get_one(HelpRequest, request_id)
        starts_at = TOMORROW + timedelta(hours=hours)
        return (await meetings.schedule(session, request, mentor.person_id, starts_at, NOW, OFFICE)).id


def agrees(meeting_id: int) -> Act:
    """The producer agrees to the mentor's hour."""

    async def act(session: AsyncSession) -> object:
        producer = (await session.get_one(Meeting, meeting_id)).producer
        meeting, side = await own_meeting(session, producer, meeting_id)
        await moving.agree_move(session, meeting, side, NOW, OFFICE)
        return meeting_id

    return act


async def propose(database: Database, meeting_id: int) -> None:
    async with database.session() as session:
        meeting = await session.get_one(Meeting, meeting_id)
        await moving.propose_move(session, meeting, Side.MENTOR, LATER, ChangeReason.BUSY, NOW)


async def consistent(database: Database) -> dict[int, object]:
    """{session: its beginning}; what is booked is exactly what they take."""
    async with database.read() as connection, AsyncSession(bind=connection) as session:
        rows = {(each.meeting_id, each.quarter) for each in await session.scalars(select(BookedQuarter))}
        found = list(await session.scalars(select(Meeting)))
        assert rows == {(each.id, at) for each in found for at in booking.quarters(each.starts_at, each.ends_at)}
        return {each.id: each.starts_at for each in found}


async def test_two_moves_to_one_hour(database: Database) -> None:
    mentor, requests = await furnished(database)
    ids = [await booked(database, mentor, request.id, at) for at, request in enumerate(requests[:2])]
    for meeting_id in ids:
        await propose(database, meeting_id)
    results = await at_once(database, *map(agrees, ids))
    assert results.count(BookedConflict) == 1
    assert list((await consistent(database)).values()).count(LATER) == 1


async def test_a_move_and_a_booking_at_one_hour(database: Database) -> None:
    mentor, requests = await furnished(database)
    meeting_id = await booked(database, mentor, requests[0].id, 0)
    await propose(database, meeting_id)

    async def books(session: AsyncSession) -> object:
        request = await session.get_one(HelpRequest, requests[1].id)
        return (await meetings.schedule(session, request, mentor.person_id, LATER, NOW, OFFICE)).id

    results = await at_once(database, agrees(meeting_id), books)
    assert results.count(BookedConflict) == 1
    assert list((await consistent(database)).values()).count(LATER) == 1


async def test_one_request_is_booked_once(database: Database) -> None:
    mentor, requests = await furnished(database)

    def books(hours: int) -> Act:
        async def act(session: AsyncSession) -> object:
            request = await session.get_one(HelpRequest, requests[2].id)
            starts_at = TOMORROW + timedelta(hours=hours)
            return (await meetings.schedule(session, request, mentor.person_id, starts_at, NOW, OFFICE)).id

        return act

    results = await at_once(database, *(books(hours) for hours in range(5)))
    assert results.count(RequestConflict) == 4
    assert len(await consistent(database)) == 1


async def test_called_off_and_agreed_on_at_once(database: Database) -> None:
    mentor, requests = await furnished(database)
    meeting_id = await booked(database, mentor, requests[0].id, 0)
    await propose(database, meeting_id)

    async def cancels(session: AsyncSession) -> object:
        mentor_person = (await session.get_one(Meeting, meeting_id)).mentor_person
        meeting, side = await own_meeting(session, mentor_person, meeting_id)
        await meetings.cancel(session, meeting, side, ChangeReason.ILL, NOW)
        return "cancelled"

    results = await at_once(database, agrees(meeting_id), cancels)
    assert results[1] == "cancelled"
    async with database.read() as connection, AsyncSession(bind=connection) as session:
        assert list(await session.scalars(select(BookedQuarter))) == []
        assert (await session.scalars(select(HelpRequest.state).where(HelpRequest.id == requests[0].id))).all() == [
            RequestState.WAITING
        ]


@pytest.mark.parametrize("is_offer", [False, True])
async def test_nothing_is_given_to_a_mentor_who_is_just_leaving(database: Database, is_offer: bool) -> None:
    mentor, requests = await furnished(database)
    has_left = asyncio.Event()

    async def leaves(session: AsyncSession) -> object:
        leaving = await session.get_one(Mentor, mentor.person_id)
        await going.leave(session, leaving, leaving.person, NOW, OFFICE)
        has_left.set()
        await asyncio.sleep(0.2)  # what is given now must wait for the end of this
        return "left"

    async def gives(session: AsyncSession) -> object:
        await has_left.wait()
        request = await session.get_one(HelpRequest, requests[0].id)
        if is_offer:
            return await offers.offer_to(session, request, mentor.person_id, TOMORROW, NOW)
        return await meetings.schedule(session, request, mentor.person_id, TOMORROW, NOW, OFFICE)

    if database.is_sqlite:  # there the two cannot overlap
        assert await at_once(database, leaves) == ["left"]
        assert await at_once(database, gives) == [MentorMissing]
    else:
        assert await at_once(database, leaves, gives) == ["left", MentorMissing]
    assert await consistent(database) == {}


async def test_card_is_not_made_of_an_offer_that_is_just_being_answered(database: Database) -> None:
    mentor, requests = await furnished(database)
    async with database.session() as session:
        request = await session.get_one(HelpRequest, requests[0].id)
        offer_id = (await offers.offer_to(session, request, mentor.person_id, TOMORROW, NOW)).id
    is_answered = asyncio.Event()

    async def counters(session: AsyncSession) -> object:
        await answering.counter(session, await session.get_one(Offer, offer_id), LATER, NOW, OFFICE)
        is_answered.set()
        await asyncio.sleep(0.2)
        return "countered"

    async def card(session: AsyncSession) -> object:
        if not database.is_sqlite:
            await asked.waiting_for(session, mentor.person_id)  # seen before the answer
        await is_answered.wait()
        return len(await asked.hold_waiting(session, mentor.person_id))

    if database.is_sqlite:  # there the two cannot overlap
        assert [*await at_once(database, counters), *await at_once(database, card)] == ["countered", 0]
    else:
        assert await at_once(database, counters, card) == ["countered", 0]
