"""Becoming a mentor, and changing what was told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Cluster, Expertise, Mentor, MentorKind, MentorState, Person, RoleKind, Spoken, Way
from services import audit
from services.errors import (
    DistrictRefused,
    MentorConflict,
    MentorMissing,
    MentorRefused,
    NotAllowed,
    OfficeError,
    PersonNameRefused,
)
from services.mentors import profile
from services.mentors.approving import decline
from services.mentors.changing import MentorField, change
from services.mentors.fields import choices_of
from services.mentors.forgetting import forget_mentor
from services.mentors.states import MENTOR, MentorEvent
from services.reading.about import clean_about
from tests.services.conftest import NOW
from tests.services.mentors.people import BUSANG, LECTURER, SANGATTA, an_active_mentor, an_applicant

NewPerson = Callable[..., Awaitable[Person]]
BOTH = [BUSANG, SANGATTA]


async def kept(session: AsyncSession, mentor: Mentor) -> Mentor:
    """As it is in the database."""
    number = mentor.person_id
    session.expunge_all()
    return await session.get_one(Mentor, number)


async def test_applicant_waits_with_everything_told(session: AsyncSession, new_person: NewPerson) -> None:
    person = await new_person(consent=False)
    mentor = await kept(session, await an_applicant(session, person, NOW))
    assert (mentor.state, mentor.kind, mentor.applied_at, mentor.approved_at) == (
        MentorState.APPLIED, MentorKind.CAMPUS, NOW, None,
    )  # fmt: skip
    assert (mentor.most_per_week, mentor.most_per_month, mentor.card_hour, mentor.version) == (2, 6, 7, 1)
    assert (mentor.about, mentor.person.name) == ("Dosen teknologi pangan", "Dewi Lestari")
    assert choices_of(mentor, "expertise") == [Expertise.PACKAGING, Expertise.LABEL]
    assert (choices_of(mentor, "clusters"), choices_of(mentor, "visits")) == ([Cluster.PISANG], sorted(BOTH))
    assert (choices_of(mentor, "ways"), choices_of(mentor, "languages")) == ([Way.CHAT, Way.VISIT], [Spoken.JAVANESE])
    assert mentor.person.role_kinds == frozenset()
    assert [entry.act for entry in await audit.entries_about(session, "mentor", mentor.person_id)] == ["mentor_applied"]


async def test_invited_one_is_a_mentor_at_once(session: AsyncSession, new_person: NewPerson) -> None:
    mentor = await kept(session, await an_active_mentor(session, await new_person(), NOW))
    assert (mentor.state, mentor.approved_at, mentor.approved_by_id) == (MentorState.ACTIVE, NOW, None)


async def test_nobody_joins_without_the_role(session: AsyncSession, new_person: NewPerson) -> None:
    with pytest.raises(NotAllowed):
        await profile.join(session, await new_person(), LECTURER, "1", NOW)


@pytest.mark.parametrize(
    ("different", "refusal"),
    [
        ({"expertise": []}, MentorRefused),
        ({"ways": []}, MentorRefused),
        ({"most_per_week": 0}, MentorRefused),
        ({"most_per_week": 21, "most_per_month": 60}, MentorRefused),
        ({"most_per_week": 5, "most_per_month": 4}, MentorRefused),
        ({"most_per_month": 61}, MentorRefused),
        ({"card_hour": 24}, MentorRefused),
        ({"card_hour": -1}, MentorRefused),
        ({"about": "Hubungi 0812 3456 7890"}, MentorRefused),
        ({"name": "123"}, PersonNameRefused),
        ({"name": None}, PersonNameRefused),
        ({"district_id": 1}, DistrictRefused),
        ({"visits": [BUSANG, 1]}, DistrictRefused),
    ],
)
async def test_what_cannot_be_is_refused(
    session: AsyncSession, new_person: NewPerson, different: dict[str, Any], refusal: type[OfficeError]
) -> None:
    person = await new_person()
    with pytest.raises(refusal):
        await an_applicant(session, person, NOW, **different)


async def test_visits_and_ways_fit_each_other(session: AsyncSession, new_person: NewPerson) -> None:
    visits_home = await an_applicant(session, await new_person(), NOW, visits=[])
    assert choices_of(visits_home, "visits") == [BUSANG]
    never = await an_applicant(session, await new_person(), NOW, ways=[Way.PHONE])
    assert choices_of(never, "visits") == []


async def test_second_application_is_refused_with_its_reason(session: AsyncSession, new_person: NewPerson) -> None:
    waiting, active = await new_person(), await new_person()
    await an_applicant(session, waiting, NOW)
    await an_active_mentor(session, active, NOW)
    for person, reason in ((waiting, "refused_mentor_waits"), (active, "refused_mentor_already")):
        with pytest.raises(MentorConflict) as refusal:
            await an_applicant(session, person, NOW)
        assert refusal.value.reason == reason


async def test_waiting_applicant_who_is_invited_joins(session: AsyncSession, new_person: NewPerson) -> None:
    person = await new_person()
    await an_applicant(session, person, NOW)
    mentor = await an_active_mentor(session, person, NOW, languages=[])
    assert (mentor.state, choices_of(mentor, "languages"), mentor.version) == (MentorState.ACTIVE, [], 2)


async def test_declined_one_may_apply_again_after_thirty_days(session: AsyncSession, new_person: NewPerson) -> None:
    officer, person = await new_person(RoleKind.PETUGAS), await new_person()
    await decline(session, await an_applicant(session, person, NOW), officer, NOW)
    with pytest.raises(MentorConflict):
        await an_applicant(session, person, NOW + timedelta(days=30, seconds=-1))
    mentor = await an_applicant(session, person, NOW + timedelta(days=30))
    assert (mentor.state, mentor.declined_at) == (MentorState.APPLIED, None)


async def test_declined_one_may_be_invited_at_once(session: AsyncSession, new_person: NewPerson) -> None:
    officer, person = await new_person(RoleKind.PETUGAS), await new_person()
    await decline(session, await an_applicant(session, person, NOW), officer, NOW)
    assert (await an_active_mentor(session, person, NOW)).state is MentorState.ACTIVE


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("name", "dewi ayu", lambda mentor: mentor.person.name == "Dewi Ayu"),
        ("kind", MentorKind.GROWN, lambda mentor: mentor.kind is MentorKind.GROWN),
        ("topics", [Expertise.LABEL, Expertise.SNI],
         lambda mentor: choices_of(mentor, "expertise") == [Expertise.LABEL, Expertise.SNI]),
        ("clusters", [], lambda mentor: choices_of(mentor, "clusters") == []),
        ("district", SANGATTA, lambda mentor: mentor.district_id == mentor.district.id == SANGATTA),
        ("ways", [Way.PHONE], lambda mentor: (choices_of(mentor, "ways"), choices_of(mentor, "visits"))
         == ([Way.PHONE], [])),
        ("visits", [BUSANG], lambda mentor: choices_of(mentor, "visits") == [BUSANG]),
        ("visits", [], lambda mentor: choices_of(mentor, "ways") == [Way.CHAT]),
        ("languages", [Spoken.BANJAR], lambda mentor: choices_of(mentor, "languages") == [Spoken.BANJAR]),
        ("week", 8, lambda mentor: (mentor.most_per_week, mentor.most_per_month) == (8, 8)),
        ("month", 9, lambda mentor: (mentor.most_per_week, mentor.most_per_month) == (2, 9)),
        ("hour", 19, lambda mentor: mentor.card_hour == 19),
        ("about", "", lambda mentor: mentor.about is None),
    ],
)  # fmt: skip
async def test_each_field_can_be_changed(
    session: AsyncSession, new_person: NewPerson, field: str, value: Any, found: Callable[[Mentor], bool]
) -> None:
    mentor = await an_active_mentor(session, await new_person(), NOW)
    await change(session, mentor, MentorField(field), value)
    mentor = await kept(session, mentor)
    assert found(mentor)
    assert mentor.version == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("topics", []), ("ways", []), ("week", 21), ("month", 1), ("hour", 24), ("about", "x"), ("district", 7)],
)
async def test_change_that_cannot_be_is_refused(
    session: AsyncSession, new_person: NewPerson, field: str, value: Any
) -> None:
    mentor = await an_active_mentor(session, await new_person(), NOW)
    with pytest.raises(OfficeError):
        await change(session, mentor, MentorField(field), value)


async def test_who_only_visits_must_visit_somewhere(session: AsyncSession, new_person: NewPerson) -> None:
    mentor = await an_active_mentor(session, await new_person(), NOW, ways=[Way.VISIT])
    with pytest.raises(MentorRefused):
        await change(session, mentor, MentorField.VISITS, [])


async def test_own_profile_is_there_for_whom_it_is(session: AsyncSession, new_person: NewPerson) -> None:
    mentor = await an_active_mentor(session, await new_person(), NOW)
    assert await profile.own_mentor(session, mentor.person) is mentor
    for person in (None, await new_person()):
        with pytest.raises(MentorMissing):
            await profile.own_mentor(session, person)
    mentor.state = MentorState.SUSPENDED
    with pytest.raises(MentorConflict):
        await profile.own_mentor(session, mentor.person)


async def test_forgetting_empties_own_words_and_keeps_the_work(session: AsyncSession, new_person: NewPerson) -> None:
    mentor = await an_active_mentor(session, await new_person(), NOW)
    await forget_mentor(session, mentor)
    mentor = await kept(session, mentor)
    assert (mentor.about, mentor.state, len(mentor.expertise)) == (None, MentorState.ACTIVE, 2)


async def test_forgetting_takes_an_application_back(session: AsyncSession, new_person: NewPerson) -> None:
    mentor = await an_applicant(session, await new_person(), NOW)
    await forget_mentor(session, mentor)
    mentor = await kept(session, mentor)
    assert (mentor.about, mentor.state) == (None, MentorState.LEFT)
    assert [*mentor.expertise, *mentor.ways, *mentor.clusters, *mentor.visits, *mentor.languages] == []


@pytest.mark.parametrize("said", ["", "abc", "x" * 161, "t.me/dewi", "hub 0812-3456-7890 ya", "12345 67", "<>&_*"])
def test_line_that_sells_or_says_nothing_is_refused(said: str) -> None:
    with pytest.raises(MentorRefused):
        clean_about(said)


def test_line_is_kept_as_written() -> None:
    assert clean_about("  Dosen   pangan,\n10 tahun <b>&_* ") == "Dosen pangan, 10 tahun <b>&_*"


def test_every_state_and_event_has_one_answer() -> None:
    for state in MentorState:
        known = {event for event in MentorEvent if MENTOR.knows(state, event)}
        for event in set(MentorEvent) - known:
            with pytest.raises(MentorConflict):
                MENTOR.after(state, event)
    assert {state for state in MentorState if MENTOR.knows(state, MentorEvent.LEAVE)} == set(MentorState)
