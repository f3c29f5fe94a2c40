"""A wrong answer is taken away at once by one member of staff; to give it again takes two."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import FaqVersion, Person
from services import audit, roles
from services.errors import AnswerMissing, ProposalConflict
from services.faq import proposals
from services.faq.known import read
from services.faq.versions import in_force, locked_topic
from services.roles import Act


async def pull(session: AsyncSession, topic_id: int, by: Person, now: datetime) -> bool:
    """From the next update on nobody gets this answer. False when it was pulled already.

    Raises NotAllowed, or AnswerMissing when there is none.
    """
    roles.require(by, Act.EDIT_FAQ)
    topic = await locked_topic(session, topic_id)
    if await in_force(session, topic) is None:
        raise AnswerMissing
    if topic.pulled_at is not None:
        return False
    topic.pulled_at, topic.pulled_by_id, topic.changed_at = now, by.id, now
    audit.record(session, by, "faq_pulled", "faq_topic", topic.id, now, topic.key)
    await session.flush()
    return True


async def ask_back(session: AsyncSession, topic_id: int, by: Person, now: datetime) -> FaqVersion:
    """Asks that the answer be given again as it is: a proposal of the words in force, or the one that waits.

    Raises NotAllowed, AnswerMissing, or ProposalConflict when the answer is not pulled.
    """
    roles.require(by, Act.EDIT_FAQ)
    topic = await locked_topic(session, topic_id)
    words = await in_force(session, topic)
    if words is None:
        raise AnswerMissing
    if topic.pulled_at is None:
        raise ProposalConflict("refused_not_pulled")
    for waiting in await proposals.waiting_proposals(session, topic_id):
        if waiting.document == words.document:
            return waiting
    return await proposals.propose(session, topic, read(words.document), by, now)
