"""Seats of what was announced: never more than there are, and the next in line when one is freed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Database
from models import Announcement, AnnouncementRecipient, AnnouncementState, Person, RecipientState, Rsvp
from services import people
from services.errors import AnnouncementConflict, AnnouncementMissing
from services.news import coming, received
from tests.announcement_rows import add_announcement, add_recipients
from tests.databases import Fresh
from tests.services.conftest import NOW, the_tables


async def a_fair(session: AsyncSession, guests: int, **different: object) -> tuple[Announcement, list[Person]]:
    """An announcement with two seats, in the hands of so many people."""
    persons = [await people.give_consent(session, "telegram", 100 + n, "2026-11", NOW) for n in range(guests)]
    fair = await add_announcement(session, persons[0], NOW, **({"asks_rsvp": True, "rsvp_seats": 2} | different))
    await add_recipients(session, fair, [(person.id, 100 + n) for n, person in enumerate(persons)], NOW)
    return fair, persons


async def test_full_makes_a_line_and_a_freed_seat_goes_to_the_first(empty_session: AsyncSession) -> None:
    fair, (a, b, c, d) = await a_fair(empty_session, 4)
    for minute, person in enumerate((a, b, d, c)):
        now = await coming.go(empty_session, person, fair.id, NOW + timedelta(minutes=minute))
    assert (now.rsvp, now.place, now.seats_left) == (Rsvp.WAITLISTED, 2, 0)
    left, following = await coming.stay_away(empty_session, a, fair.id, NOW)
    assert (left.rsvp, following) == (Rsvp.NOT_GOING, d.id)
    again, nobody = await coming.stay_away(empty_session, a, fair.id, NOW)
    assert (again.rsvp, nobody) == (Rsvp.NOT_GOING, None)
    assert (await coming.go(empty_session, c, fair.id, NOW)).place == 1
    assert (await coming.go(empty_session, a, fair.id, NOW)).rsvp is Rsvp.WAITLISTED


async def test_without_a_limit_everybody_comes(empty_session: AsyncSession) -> None:
    fair, persons = await a_fair(empty_session, 3, rsvp_seats=None)
    found = [await coming.go(empty_session, person, fair.id, NOW) for person in persons]
    assert [(one.rsvp, one.seats_left) for one in found] == [(Rsvp.GOING, None)] * 3


@pytest.mark.parametrize(
    "different",
    [{"asks_rsvp": False, "rsvp_seats": None}, {"withdrawn_at": NOW}, {"state": AnnouncementState.CANCELLED}],
)
async def test_what_asks_for_nobody_takes_nobody(empty_session: AsyncSession, different: dict[str, object]) -> None:
    fair, (a, *_) = await a_fair(empty_session, 1, **different)
    with pytest.raises(AnnouncementConflict):
        await coming.go(empty_session, a, fair.id, NOW)
    with pytest.raises(AnnouncementConflict):
        await coming.stay_away(empty_session, a, fair.id, NOW)


async def test_only_who_has_it_may_answer(empty_session: AsyncSession) -> None:
    fair, (_, b) = await a_fair(empty_session, 2)
    stranger = await people.give_consent(empty_session, "telegram", 9, "2026-11", NOW)
    row = await empty_session.get_one(AnnouncementRecipient, (fair.id, b.id))
    row.state = RecipientState.BLOCKED
    for person, number in ((stranger, fair.id), (b, fair.id), (b, 999), (None, fair.id), (b, None)):
        with pytest.raises(AnnouncementMissing):
            await coming.go(empty_session, person, number, NOW)
        with pytest.raises(AnnouncementMissing):
            await received.read(empty_session, person, number, NOW)


async def test_who_deletes_all_data_frees_the_seat(empty_session: AsyncSession) -> None:
    fair, (a, b, c) = await a_fair(empty_session, 3)
    for person in (a, b, c):
        await coming.go(empty_session, person, fair.id, NOW)
    await people.withdraw_consent(empty_session, a, NOW)
    rows = await empty_session.scalars(select(AnnouncementRecipient.rsvp).order_by(AnnouncementRecipient.person_id))
    assert list(rows) == [None, Rsvp.GOING, Rsvp.GOING]


async def test_twelve_at_once_for_two_seats(fresh: Fresh, kind_of_database: str) -> None:
    database = Database(fresh(kind_of_database, the_tables))
    async with database.session() as session:
        fair, persons = await a_fair(session, 12)

    async def comes(person_id: int) -> None:
        async with database.session() as session:
            await coming.go(session, await session.get_one(Person, person_id), fair.id, NOW)

    await asyncio.gather(*(comes(person.id) for person in persons))
    async with database.session() as session:
        found = list(await session.scalars(select(AnnouncementRecipient.rsvp)))
    await database.close()
    assert (found.count(Rsvp.GOING), found.count(Rsvp.WAITLISTED)) == (2, 10)
