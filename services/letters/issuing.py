"""A letter of what a mentor did in a span of days: sessions and classes that were held, as the sessions' rows tell."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

import orjson
from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Expertise,
    Meeting,
    MeetingRating,
    MeetingState,
    Mentor,
    Person,
    ServiceLetter,
    Side,
    Workshop,
    WorkshopState,
)
from services import audit
from services.errors import LetterRefused, NotAllowed
from services.roles import Act, allowed

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without the signs that are taken for each other: I and 1, O and 0."""
CODE_CHARACTERS = 8


@dataclass(frozen=True)
class Service:
    """What was done: `minutes` of sessions and classes, people met, topics with their number, stars given."""

    meetings: int
    classes: int
    minutes: int
    producers: int
    topics: dict[Expertise, int]
    stars: float | None
    """Of those who said something; None when nobody did."""

    def to_json(self) -> str:
        """What of it the letter keeps beside its own columns; `said_in` reads it."""
        topics = {topic.value: count for topic, count in self.topics.items()}
        said = {"classes": self.classes, "producers": self.producers, "topics": topics, "stars": self.stars}
        return orjson.dumps(said).decode()


def said_in(letter: ServiceLetter) -> Service:
    """What the letter says."""
    said = orjson.loads(letter.said)
    topics = {Expertise(topic): count for topic, count in said["topics"].items()}
    return Service(letter.meetings, said["classes"], letter.minutes, said["producers"], topics, said["stars"])


async def service_of(session: AsyncSession, mentor_id: int, from_on: date, until_on: date, zone: tzinfo) -> Service:
    """What this mentor did from the first to the last of these days, both whole, in the office's zone."""
    begins = datetime.combine(from_on, time(), zone)
    ends = datetime.combine(until_on + timedelta(days=1), time(), zone)
    m, w = Meeting, Workshop
    held = (m.mentor_id == mentor_id, m.state == MeetingState.HELD, m.starts_at >= begins, m.starts_at < ends)
    meetings = (await session.execute(select(m.topic, m.starts_at, m.ends_at, m.producer_id).where(*held))).all()
    given = and_(w.mentor_id == mentor_id, w.state == WorkshopState.HELD, w.starts_at >= begins, w.starts_at < ends)
    classes = (await session.execute(select(w.topic, w.starts_at, w.ends_at).where(given))).all()
    rated = select(func.avg(MeetingRating.stars)).join(m, m.id == MeetingRating.meeting_id)
    stars = await session.scalar(rated.where(*held, MeetingRating.side == Side.PRODUCER))
    return Service(
        meetings=len(meetings),
        classes=len(classes),
        minutes=sum(int((row.ends_at - row.starts_at).total_seconds()) // 60 for row in (*meetings, *classes)),
        producers=len({row.producer_id for row in meetings}),
        topics=dict(Counter(row.topic for row in (*meetings, *classes)).most_common()),
        stars=None if stars is None else round(float(stars), 1),
    )


async def issue(
    session: AsyncSession, by: Person, mentor_id: int | None, from_on: date, until_on: date, now: datetime, zone: tzinfo
) -> ServiceLetter:
    """Keeps a letter: one's own for a mentor, anybody's for staff. Of days to come nothing is said.

    One that says the same already is given again, with its code.

    Raises NotAllowed, or LetterRefused when nothing was held in these days.
    """
    mentor = await session.get(Mentor, mentor_id) if mentor_id is not None else None
    is_own = mentor is not None and mentor.person_id == by.id and allowed(by, Act.BE_MENTOR)
    if mentor is None or not (is_own or allowed(by, Act.ISSUE_LETTER)):
        raise NotAllowed
    until_on = min(until_on, now.astimezone(zone).date())
    service = await service_of(session, mentor.person_id, from_on, until_on, zone)
    if not service.meetings and not service.classes:
        raise LetterRefused
    told = {
        "mentor_id": mentor.person_id, "from_on": from_on, "until_on": until_on, "name": mentor.person.name or "-",
        "meetings": service.meetings, "minutes": service.minutes, "said": service.to_json(),
    }  # fmt: skip
    same = select(ServiceLetter).filter_by(**told, revoked_at=None).order_by(ServiceLetter.id)
    if (earlier := await session.scalar(same.limit(1))) is not None:
        return earlier
    letter = ServiceLetter(code=await _new_code(session), issued_by_id=by.id, issued_at=now, **told)
    session.add(letter)
    await session.flush()
    audit.record(session, by, "letter_issued", "letter", letter.id, now)
    return letter


async def _new_code(session: AsyncSession) -> str:
    """Of some 10^12 codes; one that is taken, which is next to impossible, is not given again."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_CHARACTERS))
        if await session.scalar(select(ServiceLetter.id).where(ServiceLetter.code == code)) is None:
            return code
