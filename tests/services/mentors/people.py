"""A lecturer from Kaliorang, and what is different about others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import Cluster, Expertise, Mentor, MentorKind, Person, RoleKind, Spoken, Way
from services import roles
from services.mentors import profile
from services.mentors.profile import Profile
from services.mentors.promise import PROMISE_VERSION

BUSANG, SANGATTA = 640806, 640804
LECTURER = Profile(
    name="Dewi Lestari",
    kind=MentorKind.CAMPUS,
    district_id=BUSANG,
    expertise=[Expertise.PACKAGING, Expertise.LABEL],
    ways=[Way.CHAT, Way.VISIT],
    most_per_week=2,
    most_per_month=6,
    card_hour=7,
    about="Dosen teknologi pangan",
    clusters=[Cluster.PISANG],
    visits=[BUSANG, SANGATTA],
    languages=[Spoken.JAVANESE],
)


async def an_applicant(session: AsyncSession, person: Person, now: datetime, **different: Any) -> Mentor:
    """Somebody who waits for staff's yes."""
    return await profile.apply(session, person, replace(LECTURER, **different), PROMISE_VERSION, now)


async def an_active_mentor(session: AsyncSession, person: Person, now: datetime, **different: Any) -> Mentor:
    """Somebody who followed an invitation of staff."""
    await roles.give(session, person, RoleKind.MENTOR, None, now)
    return await profile.join(session, person, replace(LECTURER, **different), PROMISE_VERSION, now)
