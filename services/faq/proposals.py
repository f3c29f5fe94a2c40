"""New wordings: one member of staff proposes, a second one confirms or rejects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.answers.document import FaqDocument
from content.answers.problems import Problem
from content.answers.seed import faults_together
from content.answers.writing import written
from models import FaqOrigin, FaqState, FaqTopic, FaqVersion, Person
from services import audit, roles
from services.errors import OwnProposalConflict, ProposalConflict, ProposalMissing
from services.faq.known import all_answers, read
from services.faq.versions import in_force, locked_topic, next_number, publish
from services.roles import Act
from services.second_person import Place, alone_from

_LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Approved:
    """What came of a confirmation. `is_alone`: by the author, because nobody else was there.

    `is_new`: people get other words than before; otherwise a pulled answer is only given again.
    """

    topic: FaqTopic
    version: FaqVersion
    is_alone: bool
    is_new: bool


async def propose(
    session: AsyncSession,
    topic: FaqTopic,
    document: FaqDocument,
    author: Person,
    now: datetime,
    ticket_id: int | None = None,
) -> FaqVersion:
    """A wording that waits for a second member of staff. Raises NotAllowed, or ProposalConflict for what is so already.

    The same words of the same author twice are one proposal.
    """
    roles.require(author, Act.EDIT_FAQ)
    topic = await locked_topic(session, topic.id)
    words, before = written(document), await in_force(session, topic)
    if before is not None and before.document == words and topic.pulled_at is None:
        raise ProposalConflict
    query = _waiting.where(FaqVersion.topic_id == topic.id, FaqVersion.author_id == author.id)
    existing: FaqVersion | None = await session.scalar(query.where(FaqVersion.document == words))
    if existing is not None:
        return existing
    version = FaqVersion(
        topic_id=topic.id,
        number=await next_number(session, topic),
        document=words,
        state=FaqState.PROPOSED,
        origin=FaqOrigin.STAFF,
        made_at=now,
        author_id=author.id,
        ticket_id=ticket_id,
    )
    session.add(version)
    await session.flush()
    audit.record(session, author, "faq_proposed", "faq_version", version.id, now, topic.key)
    return version


async def approve(session: AsyncSession, version_id: int, by: Person, place: Place, now: datetime) -> Approved:
    """Puts a proposal in force, once, however many confirm it.

    Raises NotAllowed, ProposalMissing, ProposalConflict (it clashes with another answer by now), or
    OwnProposalConflict for the author, before `second_person.alone_from`.
    """
    roles.require(by, Act.EDIT_FAQ)
    topic, version = await waiting_proposal(session, version_id)
    is_alone = version.author_id == by.id
    if is_alone and now < await alone_from(session, place, by.id, version.made_at):
        raise OwnProposalConflict
    if await clashes(session, read(version.document)):
        raise ProposalConflict("refused_proposal_clashes")
    before = await in_force(session, topic)
    is_new = before is None or before.document != version.document
    version.confirmed_by_id, version.confirmed_at = by.id, now
    if is_new:
        await publish(session, topic, version, now)
    else:  # the words in force are given again; whoever got them got these
        version.state, topic.changed_at = FaqState.SUPERSEDED, now
    topic.pulled_at = topic.pulled_by_id = None
    audit.record(session, by, "faq_approved", "faq_version", version.id, now, "alone" if is_alone else None)
    await session.flush()
    return Approved(topic, version, is_alone, is_new)


async def reject(session: AsyncSession, version_id: int, by: Person, now: datetime, reason: str) -> FaqVersion:
    """Ends a proposal; its author may take it back. `reason` is a key, for the audit.

    Raises NotAllowed or ProposalMissing.
    """
    roles.require(by, Act.EDIT_FAQ)
    _, version = await waiting_proposal(session, version_id)
    version.state = FaqState.REJECTED
    act = "faq_withdrawn" if version.author_id == by.id else "faq_rejected"
    audit.record(session, by, act, "faq_version", version.id, now, reason)
    await session.flush()
    return version


async def waiting_proposal(session: AsyncSession, version_id: int) -> tuple[FaqTopic, FaqVersion]:
    """A proposal that is still to be decided on, and its topic, locked. Raises ProposalMissing."""
    version = await session.get(FaqVersion, version_id)
    if version is None:
        raise ProposalMissing
    topic = await locked_topic(session, version.topic_id)
    await session.refresh(version)
    if version.state != FaqState.PROPOSED:
        raise ProposalMissing
    return topic, version


async def waiting_proposals(session: AsyncSession, topic_id: int | None = None) -> list[FaqVersion]:
    """Everything that is to be decided on (of one topic), oldest first."""
    query = _waiting.order_by(FaqVersion.id)
    return list(await session.scalars(query if topic_id is None else query.where(FaqVersion.topic_id == topic_id)))


async def overtaken_proposals(session: AsyncSession, now: datetime) -> list[FaqVersion]:
    """Proposals that newer words have made out of date within the last days, and that nobody decided on."""
    query = select(FaqVersion).join(FaqTopic, FaqTopic.id == FaqVersion.topic_id)
    query = query.where(FaqVersion.state == FaqState.SUPERSEDED, FaqVersion.origin == FaqOrigin.STAFF)
    query = query.where(FaqVersion.confirmed_by_id.is_(None), FaqTopic.changed_at > now - _LATELY)
    return list(await session.scalars(query.order_by(FaqVersion.id)))


async def clashes(session: AsyncSession, document: FaqDocument) -> list[Problem]:
    """What this wording claims that belongs to another answer: its button, its ways to ask."""
    others = {known.document.id: known.document for known in await all_answers(session)}
    others.pop(document.id, None)
    found = faults_together({**others, document.id: document})
    return [
        fault.problem for fault in found if fault.file == f"{document.id}.md" and isinstance(fault.problem, Problem)
    ]


_waiting = select(FaqVersion).where(FaqVersion.state == FaqState.PROPOSED)
