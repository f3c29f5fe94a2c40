"""A merge is undone: what belongs to whom then, and what stays away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Meeting, Person, RoleKind, Ticket
from models.mentoring_choices import MeetingState
from services import roles
from services.errors import MergeConflict, PersonMissing
from services.merging.merging import merge
from services.merging.parting import part
from tests.services.conftest import NOW
from tests.services.merging.rows import SOON, Office, a_person, a_ticket

LATER = NOW + timedelta(hours=1)


async def test_parting_gives_back_no_role_that_was_taken_since(session: AsyncSession, by: Person) -> None:
    one, other = await a_person(session), await a_person(session)
    for person in (one, other):
        for kind in (RoleKind.PETUGAS, RoleKind.PEMBACA):
            await roles.give(session, person, kind, by, NOW)
    row = await merge(session, one.id, other.id, by, LATER)
    assert await roles.revoke(session, one, RoleKind.PETUGAS, by, LATER)
    await part(session, row.id, by, LATER)
    assert (one.role_kinds, other.role_kinds) == ({RoleKind.PEMBACA}, {RoleKind.PEMBACA})


async def test_merges_are_undone_from_the_last_one(session: AsyncSession, by: Person) -> None:
    one, other, third = [await a_person(session) for _ in range(3)]
    first = await merge(session, one.id, other.id, by, LATER)
    second = await merge(session, one.id, third.id, by, LATER)
    with pytest.raises(MergeConflict) as refused:
        await part(session, first.id, by, LATER)
    assert refused.value.reason == "refused_merge_later"
    await part(session, second.id, by, LATER)
    await part(session, first.id, by, LATER)
    with pytest.raises(PersonMissing):
        await part(session, 999999, by, LATER)


async def test_what_came_since_goes_with_what_it_hangs_on(session: AsyncSession, by: Person, around: Office) -> None:
    one, other = await a_person(session), await a_person(session)
    session.add(Account(channel="telegram", chat_id=9001, person_id=other.id, created_at=NOW))
    meeting = await session.get_one(Meeting, await around.a_session(other, SOON))
    row = await merge(session, one.id, other.id, by, LATER)
    await session.refresh(meeting)
    meeting.state = MeetingState.HELD
    again = await around.a_session(one, SOON + timedelta(hours=2), request_id=meeting.request_id)
    own = await around.a_session(one, SOON + timedelta(hours=4))
    session.add_all([a_ticket(9001, asker_id=one.id), a_ticket(9002, asker_id=one.id)])
    await part(session, row.id, by, LATER)
    whose = {each.id: each.producer_id for each in await session.execute(select(Meeting.id, Meeting.producer_id))}
    assert (whose[again], whose[own]) == (other.id, one.id)
    asked = {each.chat_id: each.asker_id for each in await session.execute(select(Ticket.chat_id, Ticket.asker_id))}
    assert asked == {9001: other.id, 9002: one.id}
