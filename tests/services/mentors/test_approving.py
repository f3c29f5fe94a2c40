"""What staff decide about mentors, who may, and what follows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import MentorState, Person, RoleKind
from services import audit
from services.errors import MentorConflict, MentorMissing, NotAllowed, OwnMentorConflict
from services.mentors import approving, going
from services.mentors.listing import counts, mentors_by_state
from services.mentors.states import MENTOR, MentorEvent
from services.office_clock import OfficeClock
from tests.services.conftest import NOW
from tests.services.mentors.people import an_active_mentor, an_applicant

NewPerson = Callable[..., Awaitable[Person]]
OFFICE = OfficeClock()
ACTS: dict[MentorEvent, Callable[..., Awaitable[Any]]] = {
    MentorEvent.APPROVE: approving.approve,
    MentorEvent.DECLINE: approving.decline,
    MentorEvent.SUSPEND: lambda *what: approving.suspend(*what, OFFICE),
    MentorEvent.RESTORE: approving.restore,
}


async def test_approved_applicant_gets_the_role(session: AsyncSession, new_person: NewPerson) -> None:
    officer = await new_person(RoleKind.PETUGAS)
    mentor = await an_applicant(session, await new_person(), NOW)
    await approving.approve(session, mentor, officer, NOW)
    assert (mentor.state, mentor.approved_at, mentor.approved_by_id) == (MentorState.ACTIVE, NOW, officer.id)
    assert [(role.kind, role.granted_by_id) for role in mentor.person.roles] == [(RoleKind.MENTOR, officer.id)]
    entries = await audit.entries_about(session, "mentor", mentor.person_id)
    assert [(entry.act, entry.person_id) for entry in entries] == [
        ("mentor_applied", mentor.person_id), ("mentor_approved", officer.id),
    ]  # fmt: skip
    assert mentor.version == 2


async def test_suspended_mentor_loses_the_role_and_gets_it_back(session: AsyncSession, new_person: NewPerson) -> None:
    officer = await new_person(RoleKind.PETUGAS)
    mentor = await an_active_mentor(session, await new_person(), NOW)
    await approving.suspend(session, mentor, officer, NOW, OFFICE)
    assert (mentor.state, mentor.person.role_kinds) == (MentorState.SUSPENDED, frozenset())
    await approving.restore(session, mentor, officer, NOW)
    assert (mentor.state, mentor.person.role_kinds) == (MentorState.ACTIVE, {RoleKind.MENTOR})


@pytest.mark.parametrize("event", ACTS)
@pytest.mark.parametrize("state", MentorState)
async def test_every_decision_in_every_state(
    session: AsyncSession, new_person: NewPerson, state: MentorState, event: MentorEvent
) -> None:
    officer = await new_person(RoleKind.PETUGAS)
    mentor = await an_active_mentor(session, await new_person(), NOW)
    mentor.state = state
    if not MENTOR.knows(state, event):
        with pytest.raises(MentorConflict):
            await ACTS[event](session, mentor, officer, NOW)
        assert mentor.state is state
        return
    await ACTS[event](session, mentor, officer, NOW)
    assert mentor.state is MENTOR.after(state, event)


@pytest.mark.parametrize("event", ACTS)
async def test_nobody_decides_about_themselves(
    session: AsyncSession, new_person: NewPerson, event: MentorEvent
) -> None:
    officer = await new_person(RoleKind.ADMIN, RoleKind.PETUGAS)
    mentor = await an_applicant(session, officer, NOW)
    with pytest.raises(OwnMentorConflict):
        await ACTS[event](session, mentor, officer, NOW)
    assert mentor.state is MentorState.APPLIED


@pytest.mark.parametrize("event", ACTS)
@pytest.mark.parametrize("kind", [None, RoleKind.MENTOR, RoleKind.KADER, RoleKind.PEMBACA])
async def test_only_staff_decide(
    session: AsyncSession, new_person: NewPerson, kind: RoleKind | None, event: MentorEvent
) -> None:
    other = await new_person(*([kind] if kind else []))
    mentor = await an_applicant(session, await new_person(), NOW)
    with pytest.raises(NotAllowed):
        await ACTS[event](session, mentor, other, NOW)
    with pytest.raises(NotAllowed):
        await approving.mentor_for_staff(session, mentor.person_id, other)


@pytest.mark.parametrize("number", [None, 999999])
async def test_mentor_who_is_not_there(session: AsyncSession, new_person: NewPerson, number: int | None) -> None:
    with pytest.raises(MentorMissing):
        await approving.mentor_for_staff(session, number, await new_person(RoleKind.PETUGAS))


async def test_leaving_gives_the_role_up(session: AsyncSession, new_person: NewPerson) -> None:
    mentor = await an_active_mentor(session, await new_person(), NOW)
    await going.leave(session, mentor, mentor.person, NOW, OFFICE)
    assert (mentor.state, mentor.person.role_kinds) == (MentorState.LEFT, frozenset())


async def test_leaving_is_no_way_out_of_a_suspension(session: AsyncSession, new_person: NewPerson) -> None:
    officer = await new_person(RoleKind.PETUGAS)
    mentor = await an_active_mentor(session, await new_person(), NOW)
    await approving.suspend(session, mentor, officer, NOW, OFFICE)
    await going.leave(session, mentor, officer, NOW, OFFICE)
    assert mentor.state is MentorState.SUSPENDED
    with pytest.raises(MentorConflict):
        await an_applicant(session, mentor.person, NOW)
    with pytest.raises(MentorConflict):
        await an_active_mentor(session, mentor.person, NOW)


async def test_list_begins_with_those_who_wait(session: AsyncSession, new_person: NewPerson) -> None:
    active = await an_active_mentor(session, await new_person(), NOW)
    first = await an_applicant(session, await new_person(), NOW)
    second = await an_applicant(session, await new_person(), NOW)
    assert await counts(session) == {MentorState.APPLIED: 2, MentorState.ACTIVE: 1}
    assert await mentors_by_state(session, 10) == [first, second, active]
    assert await mentors_by_state(session, 1, 1) == [second]
