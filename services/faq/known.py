"""What the office knows now: the answers in force, read where one is given, so that a pulled one is not given."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from content.answers.document import FaqDocument
from content.answers.reading import parse
from models import FaqOrigin, FaqState, FaqTopic, FaqVersion


@dataclass(frozen=True)
class KnownAnswer:
    """A topic with the wording in force. While `is_pulled` nobody may get it.

    `is_by_staff`: the words come from staff, not from a file.
    """

    topic_id: int
    version_id: int
    document: FaqDocument
    is_pulled: bool
    is_by_staff: bool


_in_force = select(FaqTopic.id, FaqVersion.id, FaqVersion.document, FaqTopic.pulled_at, FaqVersion.origin).join(
    FaqVersion, (FaqVersion.topic_id == FaqTopic.id) & (FaqVersion.state == FaqState.PUBLISHED)
)
_stamp = select(
    func.max(FaqTopic.changed_at),
    func.count(FaqTopic.pulled_at),
    select(func.sum(FaqVersion.id)).where(FaqVersion.state == FaqState.PUBLISHED).scalar_subquery(),
)
_by_key = _in_force.where(FaqTopic.key == bindparam("key"))
_by_id = _in_force.where(FaqTopic.id == bindparam("topic"))
_by_keys = _in_force.add_columns(FaqTopic.key).where(FaqTopic.key.in_(bindparam("keys", expanding=True)))
_by_ids = _in_force.where(FaqTopic.id.in_(bindparam("topics", expanding=True)))


@lru_cache(maxsize=1024)
def read(document: str) -> FaqDocument:
    """The answer in a version's text, read once per process."""
    return parse(document, "faq")


async def answer_for(session: AsyncSession, key: str) -> KnownAnswer | None:
    """The answer of the topic with this key, or None when there is none."""
    row = (await session.execute(_by_key, {"key": key})).first()
    return _known(*row) if row is not None else None


async def answer_of_topic(session: AsyncSession, topic_id: int) -> KnownAnswer | None:
    """The answer of the topic with this id, or None when there is none."""
    row = (await session.execute(_by_id, {"topic": topic_id})).first()
    return _known(*row) if row is not None else None


async def answers_for(session: AsyncSession, keys: Collection[str]) -> dict[str, KnownAnswer]:
    """{key: answer} of those of these topics that have one."""
    rows = await session.execute(_by_keys, {"keys": list(keys)})
    return {key: _known(*row) for *row, key in rows}


async def answers_of_topics(session: AsyncSession, topic_ids: Collection[int]) -> dict[int, KnownAnswer]:
    """{id of the topic: answer} of those of these topics that have one."""
    rows = await session.execute(_by_ids, {"topics": list(topic_ids)})
    return {row[0]: _known(*row) for row in rows}


def _known(topic_id: int, version_id: int, document: str, pulled_at: datetime | None, origin: FaqOrigin) -> KnownAnswer:
    return KnownAnswer(topic_id, version_id, read(document), pulled_at is not None, origin == FaqOrigin.STAFF)


async def all_answers(session: AsyncSession) -> list[KnownAnswer]:
    """Every answer in force, pulled ones too, by key."""
    rows = await session.execute(_in_force.order_by(FaqTopic.key))
    return [_known(*row) for row in rows]


async def stamp(connection: AsyncConnection) -> str:
    """Changes whenever what people get from any topic changes; costs a look at two indexes.

    The latest change alone would not tell: of two at once the earlier one may be committed last.
    """
    return ":".join(map(str, (await connection.execute(_stamp)).one()))


async def is_change_proposed(connection: AsyncConnection) -> bool:
    """Whether other words wait to be approved: then something new will have to be learnt soon."""
    proposed = select(FaqVersion.id).where(FaqVersion.state == FaqState.PROPOSED).limit(1)
    return await connection.scalar(proposed) is not None


async def documents_to_know(connection: AsyncConnection) -> Mapping[str, FaqDocument]:
    """{key: answer} of what people may get now: what an index is built from."""
    rows = await connection.execute(_in_force.add_columns(FaqTopic.key).where(FaqTopic.pulled_at.is_(None)))
    return {row.key: read(row.document) for row in rows}
