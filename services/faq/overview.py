"""All answers as staff see them: which are given, pulled, waiting for a second person, or due for a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from content.answers.document import FaqDocument
from models import FaqVersion
from services.faq.known import all_answers, read
from services.faq.proposals import waiting_proposals


@dataclass(frozen=True)
class Standing:
    """One topic. `version_id` is None while nothing but a proposal is there; `document` is that one then."""

    topic_id: int
    version_id: int | None
    document: FaqDocument
    is_pulled: bool
    waiting: tuple[FaqVersion, ...]
    is_past_review: bool


async def standings(session: AsyncSession, today: date) -> list[Standing]:
    """Every topic that has an answer, or one that is proposed, by key."""
    waiting: dict[int, list[FaqVersion]] = {}
    for version in await waiting_proposals(session):
        waiting.setdefault(version.topic_id, []).append(version)
    found = [
        Standing(
            known.topic_id, known.version_id, known.document, known.is_pulled,
            tuple(waiting.pop(known.topic_id, ())), known.document.review_by < today,
        )
        for known in await all_answers(session)
    ]  # fmt: skip
    found += [Standing(topic, None, read(new[-1].document), False, tuple(new), False) for topic, new in waiting.items()]
    return sorted(found, key=lambda standing: standing.document.id)


async def standing_of(session: AsyncSession, topic_id: int, today: date) -> Standing | None:
    """How one topic stands; None when nobody has ever answered it."""
    return next((one for one in await standings(session, today) if one.topic_id == topic_id), None)
