"""Mentors' profiles: applying, joining by an invitation, and reading one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models import Cluster, Expertise, Mentor, MentorKind, MentorState, Person, Spoken, Way
from services import audit, roles
from services.businesses import active_district
from services.errors import MentorConflict, MentorMissing
from services.mentors.fields import checked_hour, checked_limits, checked_visits, put_choices, refuse_none
from services.mentors.locking import lock
from services.mentors.states import MENTOR, MentorEvent
from services.reading import clean_person_name
from services.reading.about import clean_about
from services.roles import Act

MAY_APPLY_AGAIN = timedelta(days=30)
_REFUSALS = {
    MentorState.APPLIED: "refused_mentor_waits",
    MentorState.ACTIVE: "refused_mentor_already",
    MentorState.RESTING: "refused_mentor_already",
    MentorState.SUSPENDED: "refused_mentor_suspended",
}


@dataclass(frozen=True)
class Profile:
    """What somebody tells in order to be a mentor. `visits` are ids of districts."""

    kind: MentorKind
    district_id: int
    expertise: Collection[Expertise]
    ways: Collection[Way]
    most_per_week: int
    most_per_month: int
    card_hour: int
    name: str | None = None
    about: str | None = None
    clusters: Collection[Cluster] = ()
    visits: Collection[int] = ()
    languages: Collection[Spoken] = ()


async def mentor_of(session: AsyncSession, person: Person | None) -> Mentor | None:
    """The mentor that this person is, was or asked to be."""
    return await session.get(Mentor, person.id) if person is not None else None


async def own_mentor(session: AsyncSession, person: Person | None) -> Mentor:
    """The same for a profile that its owner may keep. Raises MentorMissing, or MentorConflict when suspended."""
    mentor = await mentor_of(session, person)
    if mentor is None or mentor.state in (MentorState.LEFT, MentorState.DECLINED):
        raise MentorMissing("refused_not_a_mentor")
    refuse_suspended(mentor)
    return mentor


def refuse_suspended(mentor: Mentor | None) -> None:
    """Raises MentorConflict for a mentor whom staff took out of service."""
    if mentor is not None and mentor.state is MentorState.SUSPENDED:
        raise MentorConflict("refused_mentor_suspended")


def may_apply_at(mentor: Mentor | None) -> datetime | None:
    """From when on a declined mentor may apply again; None where nothing has to be waited for."""
    if mentor is None or mentor.state is not MentorState.DECLINED or mentor.declined_at is None:
        return None
    return mentor.declined_at + MAY_APPLY_AGAIN


def refuse_second(mentor: Mentor | None, is_invited: bool) -> None:
    """Raises MentorConflict with its reason for who is a mentor already, waits, or is suspended."""
    if mentor is None or mentor.state not in _REFUSALS or (is_invited and mentor.state is MentorState.APPLIED):
        return
    raise MentorConflict(_REFUSALS[mentor.state])


async def apply(session: AsyncSession, person: Person, profile: Profile, promised: str, now: datetime) -> Mentor:
    """Asks to be a mentor, with the promise of this version; staff are to decide.

    Raises MentorConflict (also before a declined one may apply again), and what a field refuses.
    """
    return await _enter(session, person, profile, promised, MentorEvent.APPLY, now)


async def join(session: AsyncSession, person: Person, profile: Profile, promised: str, now: datetime) -> Mentor:
    """Somebody whom staff gave the role is a mentor at once. Raises NotAllowed, MentorConflict, and the like."""
    roles.require(person, Act.BE_MENTOR)
    return await _enter(session, person, profile, promised, MentorEvent.JOIN, now)


async def _enter(
    session: AsyncSession, person: Person, profile: Profile, promised: str, event: MentorEvent, now: datetime
) -> Mentor:
    limits = checked_limits(profile.most_per_week, profile.most_per_month)
    card_hour = checked_hour(profile.card_hour)
    about = clean_about(profile.about) if profile.about else None
    name = person.name or clean_person_name(profile.name or "")
    refuse_none("expertise", profile.expertise)
    district = await active_district(session, profile.district_id)
    visits = await checked_visits(session, profile.ways, profile.visits, district.id)
    mentor = await mentor_of(session, person)
    if mentor is None:
        state = MENTOR.start if event is MentorEvent.APPLY else MENTOR.after(MENTOR.start, event)
        mentor = Mentor(person_id=person.id, person=person, version=0, weeks_silent=0, rating_sum=0, rating_count=0,
                        expertise=[], clusters=[], visits=[], ways=[], languages=[])  # fmt: skip
        session.add(mentor)
    else:
        await lock(session, mentor)
        refuse_second(mentor, event is MentorEvent.JOIN)
        again = may_apply_at(mentor)
        if event is MentorEvent.APPLY and again is not None and now < again:
            raise MentorConflict
        state = MENTOR.after(mentor.state, event)
    with session.no_autoflush:
        mentor.kind, mentor.district, mentor.district_id = profile.kind, district, district.id
        mentor.most_per_week, mentor.most_per_month, mentor.card_hour = *limits, card_hour
        mentor.about, person.name = about, name
        put_choices(mentor, "expertise", profile.expertise)
        put_choices(mentor, "clusters", profile.clusters)
        put_choices(mentor, "languages", profile.languages)
        put_choices(mentor, "ways", profile.ways)
        put_choices(mentor, "visits", visits)
        mentor.state, mentor.applied_at, mentor.declined_at = state, now, None
        mentor.approved_at = now if event is MentorEvent.JOIN else None
        mentor.approved_by_id = mentor.rests_until = mentor.rested_at = mentor.asked_back_at = None
        mentor.promise_version, mentor.promised_at, mentor.weeks_silent = promised, now, 0
        mentor.version += 1
    act = "mentor_joined" if event is MentorEvent.JOIN else "mentor_applied"
    audit.record(session, person, act, "mentor", person.id, now, promised)
    await session.flush()
    return mentor
