"""Telling those who got an earlier wording: whom, and who has been told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from durable.inbox import conversations
from models import AnswerGiven, FaqState, FaqTopic, FaqVersion, Person
from services import audit, roles
from services.errors import ProposalMissing
from services.faq.known import read
from services.faq.versions import locked_topic
from services.roles import Act
from services.second_person import Place

LOOKS_BACK = timedelta(days=90)


async def count_to_tell(session: AsyncSession, version: FaqVersion, place: Place, now: datetime) -> int:
    """How many people got other words on this topic in the last 90 days, and know nothing of these yet.

    None, unless these are the words that people get now.
    """
    if version.state != FaqState.PUBLISHED:
        return 0
    chats = (await _chats(session, version, place, now)).subquery()
    return await session.scalar(select(func.count()).select_from(chats)) or 0


async def ask_correction(session: AsyncSession, version_id: int, by: Person, now: datetime) -> bool:
    """Asks that they all be told; the clock does it. False when it was asked before.

    Raises NotAllowed, or ProposalMissing when these words are not what people get now.
    """
    roles.require(by, Act.EDIT_FAQ)
    version = await session.get(FaqVersion, version_id)
    if version is None:
        raise ProposalMissing("refused_no_correction")
    await locked_topic(session, version.topic_id)
    await session.refresh(version)
    if version.state != FaqState.PUBLISHED:
        raise ProposalMissing("refused_no_correction")
    if version.correction_asked_at is not None:
        return False
    version.correction_asked_at = now
    audit.record(session, by, "faq_correction_asked", "faq_version", version.id, now)
    await session.flush()
    return True


async def asked_corrections(session: AsyncSession, now: datetime) -> list[FaqVersion]:
    """The wordings that people are to be told of: asked for lately, in force, not pulled."""
    query = select(FaqVersion).join(FaqTopic, FaqTopic.id == FaqVersion.topic_id)
    query = query.where(FaqVersion.state == FaqState.PUBLISHED, FaqTopic.pulled_at.is_(None))
    return list(await session.scalars(query.where(FaqVersion.correction_asked_at > now - LOOKS_BACK)))


async def next_to_tell(session: AsyncSession, version: FaqVersion, place: Place, most: int) -> list[int]:
    """The chats that are told next; one that cannot be reached is told when it can be again."""
    assert version.correction_asked_at is not None
    chats = await _chats(session, version, place, version.correction_asked_at)
    return list(await session.scalars(chats.order_by(AnswerGiven.chat_id).limit(most)))


async def mark_told(session: AsyncSession, version: FaqVersion, place: Place, chats: Sequence[int]) -> None:
    """Notes that these chats are told of this wording."""
    theirs = (AnswerGiven.topic_id == version.topic_id) & (AnswerGiven.channel == place.channel)
    others = AnswerGiven.chat_id.in_(chats) & (AnswerGiven.version_id != version.id)
    await session.execute(
        update(AnswerGiven).where(theirs & others).values(corrected_with_id=version.id),
        execution_options={"synchronize_session": False},
    )


async def _chats(session: AsyncSession, version: FaqVersion, place: Place, asked_at: datetime) -> Select[int]:
    c, later = conversations.c, aliased(AnswerGiven)
    has_these = (
        select(later.id)
        .where(later.chat_id == AnswerGiven.chat_id, later.channel == place.channel)
        .where(or_(later.version_id == version.id, later.corrected_with_id == version.id))
        .exists()
    )
    return (
        select(AnswerGiven.chat_id)
        .distinct()
        .join(conversations, (c.chat_id == AnswerGiven.chat_id) & (c.bot == place.bot))
        .where(AnswerGiven.topic_id == version.topic_id, AnswerGiven.channel == place.channel)
        .where(AnswerGiven.version_id.in_(await _with_other_words(session, version)))
        .where(AnswerGiven.given_at >= asked_at - LOOKS_BACK, c.unreachable_at.is_(None), ~has_these)
    )


async def _with_other_words(session: AsyncSession, version: FaqVersion) -> list[int]:
    """The topic's versions that told people something else."""
    query = select(FaqVersion).where(FaqVersion.topic_id == version.topic_id, FaqVersion.id != version.id)
    now_told = read(version.document).bodies
    return [
        other.id
        for other in await session.scalars(query)
        if any(now_told.get(code, body) != body for code, body in read(other.document).bodies.items())
    ]
