"""Which announcements somebody does not want. Messages of sessions, questions and classes are not announcements."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AnnouncementRecipient, NewsStop, NewsTopic, Person
from services.announcements.recalling import recall

TOPICS = tuple(topic for topic in NewsTopic if topic is not NewsTopic.ALL)
"""What an announcement can be about."""


async def stops_of(session: AsyncSession, person: Person) -> frozenset[NewsTopic]:
    """The topics that this person has stopped; with `NewsTopic.ALL` among them nothing comes."""
    return frozenset(await session.scalars(select(NewsStop.topic).where(NewsStop.person_id == person.id)))


async def stop(session: AsyncSession, person: Person, topic: NewsTopic, now: datetime) -> None:
    """From now on nothing of this topic; of what is under way not what has not left yet. Twice is once."""
    await session.merge(NewsStop(person_id=person.id, topic=topic, stopped_at=now))
    await session.flush()
    await recall(session, AnnouncementRecipient.person_id == person.id, now)


async def resume_all(session: AsyncSession, person: Person) -> None:
    """Takes back only the stop of everything: single topics stay stopped."""
    await _take_away(session, person, NewsTopic.ALL)


async def resume(session: AsyncSession, person: Person, topic: NewsTopic, now: datetime) -> None:
    """This topic comes again; after everything was stopped it is the only one."""
    if NewsTopic.ALL in await stops_of(session, person):
        for other in TOPICS:
            await stop(session, person, other, now)
        await resume_all(session, person)
    await _take_away(session, person, topic)


async def _take_away(session: AsyncSession, person: Person, topic: NewsTopic) -> None:
    await session.execute(delete(NewsStop).where(NewsStop.person_id == person.id, NewsStop.topic == topic))


async def forget(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Of somebody who has all data deleted nothing is sent anyway."""
    await recall(session, AnnouncementRecipient.person_id == person_id, now)
    await session.execute(delete(NewsStop).where(NewsStop.person_id == person_id))
