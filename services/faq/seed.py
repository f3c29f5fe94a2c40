"""Takes the files of content/faq/ over into the database: they are the seed, what staff have written wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.answers.document import FaqDocument
from content.answers.writing import written
from models import FaqOrigin, FaqState, FaqTopic, FaqVersion
from services.faq.versions import in_force, locked_topic, next_number, publish


@dataclass(frozen=True)
class Seeded:
    """The keys of the topics that were added, renewed from their file, and left because staff say something else."""

    added: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


async def take_over(session: AsyncSession, documents: Mapping[str, FaqDocument], now: datetime) -> Seeded:
    """Makes the database know these answers; a second time changes nothing.

    A file that changed since it was taken over is published anew, unless the words in force come from staff.
    A topic whose file is gone stays.
    """
    query = select(FaqTopic, FaqVersion).outerjoin(
        FaqVersion, (FaqVersion.topic_id == FaqTopic.id) & (FaqVersion.state == FaqState.PUBLISHED)
    )
    known = {topic.key: (topic, version) for topic, version in await session.execute(query)}
    added: list[str] = []
    renewed: list[str] = []
    kept: list[str] = []
    for key, document in documents.items():
        words = written(document)
        topic, version = known.get(key, (None, None))
        if not document.is_published or (version is not None and version.document == words):
            continue
        if topic is None:
            topic = FaqTopic(key=key, changed_at=now)
            session.add(topic)
            await session.flush()
        else:
            topic = await locked_topic(session, topic.id)
            version = await in_force(session, topic)
            if version is not None and version.document == words:
                continue  # another process was faster
        if version is not None and version.origin == FaqOrigin.STAFF:
            kept.append(key)
            continue
        (renewed if version is not None else added).append(key)
        await publish(session, topic, await _taken_over(session, topic, words, now), now)
    return Seeded(tuple(added), tuple(renewed), tuple(kept))


async def _taken_over(session: AsyncSession, topic: FaqTopic, words: str, now: datetime) -> FaqVersion:
    version = FaqVersion(
        topic_id=topic.id,
        number=await next_number(session, topic),
        document=words,
        state=FaqState.PROPOSED,  # until those in force have made place: at most one is published
        origin=FaqOrigin.FILE,
        made_at=now,
    )
    session.add(version)
    await session.flush()
    return version
