"""Two people are made one and parted again; nothing is lost, and what forbids it changes nothing."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base
from models import (
    Account,
    Business,
    Consent,
    Helped,
    HelpRequest,
    Meeting,
    Person,
    PersonMerge,
    Role,
    RoleKind,
    StaffNote,
    Ticket,
    WorkshopSeat,
)
from models.mentoring_choices import SeatState
from services import audit, helping, people, roles
from services.announcements.audience import Audience, people_in
from services.errors import MergeConflict, NotAllowed, PersonMissing
from services.merging.columns import MOVES, STAYS
from services.merging.merging import both, merge
from services.merging.parting import part
from services.merging.standing import present
from services.reach import Line
from tests.driver import BOT
from tests.mentoring_rows import a_mentor
from tests.services.conftest import NOW
from tests.services.merging.rows import SOON, Office, a_person, snapshot

LATER = NOW + timedelta(hours=1)


def test_every_column_that_names_a_person_moves_or_stays() -> None:
    named = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname in ("people.id", "mentors.person_id") for key in column.foreign_keys)
    ]
    assert sorted(named) == sorted([*(place.name for place in MOVES), *STAYS])


async def test_parting_gives_back_exactly_what_was(session: AsyncSession, by: Person, around: Office) -> None:
    for seed in range(12):
        chance = Random(seed)
        hours = [SOON + timedelta(hours=hour) for hour in range(8 * seed, 8 * seed + 8)]
        one, other = await a_person(session, chance.choice([None, "Siti"])), await a_person(session, "Siti Aminah")
        for person in (one, other):
            await around.furnish(person, chance, hours)
        before = await snapshot(session)
        row = await merge(session, one.id, other.id, by, LATER)
        merged = await session.get_one(Person, row.merged_id)
        assert (merged.role_kinds, merged.consent, await owned(session, merged)) == (frozenset(), None, 0), seed
        await part(session, row.id, by, LATER)
        assert await snapshot(session) == before, seed


async def test_merged_person_gets_no_announcements(session: AsyncSession, by: Person) -> None:
    line = Line(BOT, "telegram")
    people_now = [await a_person(session, "Siti"), await a_person(session, "Sitti")]
    for chat, person in enumerate(people_now, 1):
        session.add(Account(channel="telegram", chat_id=chat, person_id=person.id, created_at=NOW))
        session.add(Consent(person_id=person.id, version="2026-11", given_at=NOW))
    await session.flush()
    for person in people_now:
        await session.refresh(person)
    row = await merge(session, people_now[0].id, people_now[1].id, by, LATER)
    found = set(await session.scalars(people_in(Audience(), line, LATER)))
    assert (row.kept_id in found, row.merged_id in found) == (True, False)


async def owned(session: AsyncSession, person: Person) -> int:
    """How many of the things that make somebody a person of the office still name this one."""
    columns = (Account.person_id, Business.owner_id, HelpRequest.producer_id, Meeting.producer_id, Ticket.asker_id,
               StaffNote.person_id)  # fmt: skip
    counts = [await session.scalar(select(func.count()).where(column == person.id)) for column in columns]
    return sum(count or 0 for count in counts)


async def test_who_agreed_is_kept_and_a_mentor_before_all(session: AsyncSession, by: Person, around: Office) -> None:
    first, agreed = await a_person(session), await a_person(session)
    session.add(Consent(person_id=agreed.id, version="2026-11", given_at=NOW))
    await session.flush()
    await session.refresh(agreed)
    assert await both(session, first.id, agreed.id, by) == (agreed, first)
    assert await both(session, around.mentor.id, agreed.id, by) == (around.mentor, agreed)
    assert await both(session, agreed.id, around.mentor.id, by) == (around.mentor, agreed)


async def test_merged_person_is_found_no_more_and_both_acts_are_audited(session: AsyncSession, by: Person) -> None:
    one, other = await a_person(session), await a_person(session, "Siti")
    row = await merge(session, other.id, one.id, by, LATER)
    assert (row.kept_id, row.merged_id, one.name) == (one.id, other.id, "Siti")
    for act in (present(session, other.id), merge(session, one.id, other.id, by, LATER)):
        with pytest.raises(PersonMissing):
            await act
    await part(session, row.id, by, LATER)
    assert (await present(session, other.id), one.name) == (other, None)
    with pytest.raises(MergeConflict):
        await part(session, row.id, by, LATER)
    acts = [(each.act, each.detail) for each in await audit.entries_about(session, "person", one.id)]
    assert acts == [("people_merged", str(other.id)), ("people_parted", str(other.id))]


async def forbidden(session: AsyncSession, by: Person, one: Person, other: Person) -> str:
    """Why these two cannot be merged; nothing was changed."""
    before = await snapshot(session, without=())
    with pytest.raises(MergeConflict) as refused:
        await merge(session, one.id, other.id, by, LATER)
    assert await snapshot(session, without=()) == before
    return refused.value.reason


async def test_what_shows_that_they_are_two_forbids_it(session: AsyncSession, by: Person, around: Office) -> None:
    one, other, third = [await a_person(session) for _ in range(3)]
    assert await forbidden(session, by, one, one) == "refused_merge"
    await around.a_session(one, SOON)
    await around.a_session(other, SOON)
    assert await forbidden(session, by, one, other) == "refused_merge_booked"
    assert await forbidden(session, by, around.mentor, one) == "refused_merge_met"
    session.add(Helped(person_id=third.id, kader_id=one.id, since=NOW))
    assert await forbidden(session, by, one, third) == "refused_merge_met"
    for person in (third, around.kader):
        session.add(
            WorkshopSeat(workshop_id=around.classes[0].id, person_id=person.id, state=SeatState.TAKEN, changed_at=NOW)
        )
    assert await forbidden(session, by, third, around.kader) == "refused_merge_seats"
    await a_mentor(session, third)
    assert await forbidden(session, by, third, around.mentor) == "refused_merge_mentors"


@pytest.mark.parametrize("kind", [RoleKind.ADMIN, RoleKind.PETUGAS, RoleKind.KADER])
async def test_officer_cannot_take_over_a_role_by_a_merge(session: AsyncSession, by: Person, kind: RoleKind) -> None:
    officer, producer, other, nobody = [await a_person(session) for _ in range(4)]
    await roles.give(session, officer, RoleKind.PETUGAS, None, NOW)
    await roles.give(session, other, kind, None, NOW)
    assert await forbidden(session, officer, producer, other) == "refused_merge_roles"
    row = await merge(session, producer.id, other.id, by, LATER)
    with pytest.raises(MergeConflict):
        await part(session, row.id, officer, LATER)
    for person in (nobody, None):
        with pytest.raises(NotAllowed):
            await merge(session, officer.id, producer.id, person, LATER)


async def test_withdrawing_consent_forgets_both_for_good(session: AsyncSession, by: Person) -> None:
    one, other, third = await a_person(session, "Siti"), await a_person(session, "Sitti"), await a_person(session, "St")
    session.add_all([Consent(person_id=each.id, version="2026-11", given_at=NOW) for each in (one, other)])
    for person in (one, other):
        await session.flush()
        session.add(StaffNote(person_id=person.id, author_id=by.id, words="Ramah", written_at=NOW))
    first = await merge(session, other.id, third.id, by, LATER)
    row = await merge(session, one.id, other.id, by, LATER)
    kept = await session.get_one(Person, row.kept_id)
    await people.withdraw_consent(session, kept, LATER)
    for person in (one, other, third):
        await session.refresh(person)
    assert [person.name for person in (one, other, third)] == [None, None, None]
    for table in (StaffNote, PersonMerge):
        assert await session.scalar(select(func.count()).select_from(table)) == 0
    assert await session.scalar(select(func.count()).select_from(Consent).where(Consent.withdrawn_at.is_(None))) == 0
    for each in (first, row):
        with pytest.raises(PersonMissing):
            await part(session, each.id, by, LATER)


async def test_the_same_role_and_two_consents_stand_once(session: AsyncSession, by: Person) -> None:
    one, other = await a_person(session), await a_person(session)
    rows: list[Any] = [Role(person_id=each.id, kind=RoleKind.PEMBACA, granted_at=NOW) for each in (one, other)]
    rows += [Consent(person_id=each.id, version="2026-11", given_at=NOW) for each in (one, other)]
    session.add_all(rows)
    await session.flush()
    for person in (one, other):
        await session.refresh(person)
    row = await merge(session, one.id, other.id, by, LATER)
    assert ([role.kind for role in one.roles if role.revoked_at is None], len(one.consents)) == ([RoleKind.PEMBACA], 2)
    assert one.consent is not None
    await part(session, row.id, by, LATER)
    assert (one.role_kinds, other.role_kinds) == ({RoleKind.PEMBACA}, {RoleKind.PEMBACA})
    assert (len(one.consents), len(other.consents)) == (1, 1)
    assert other.consent is not None


async def test_help_ends_where_a_chat_is_found(session: AsyncSession, by: Person) -> None:
    kader = await people.ensure_person(session, "telegram", 501, SOON)
    await roles.give(session, kader, RoleKind.KADER, by, SOON)
    siti = await helping.begin(session, kader, "Siti Aminah", "2026-11", SOON)
    own = await people.ensure_person(session, "telegram", 502, SOON)
    row = await merge(session, siti.id, own.id, by, LATER)
    assert row.kept_id == siti.id
    await session.refresh(kader, ["helping"])
    assert siti.id not in roles.stands_for(kader)
    await part(session, row.id, by, LATER)
    await session.refresh(kader, ["helping"])
    assert siti.id in roles.stands_for(kader)
