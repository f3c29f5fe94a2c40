"""What speaks for a mentor, as facts; handlers/matching/reasons.py says them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.rules.matching import matching_rules
from models import Cluster, HelpRequest, Meeting, MeetingState, Spoken
from services.matchmaking.pool import Pool, bit, district_at
from services.matchmaking.shapes import Reason, Wanted


async def helped_businesses(
    session: AsyncSession, mentor_ids: Collection[int], cluster: Cluster | None
) -> dict[int, int]:
    """{mentor: how many businesses of this cluster they have met in a session}."""
    if cluster is None or not mentor_ids:
        return {}
    query = (
        select(Meeting.mentor_id, func.count(HelpRequest.business_id.distinct()))
        .join(HelpRequest, HelpRequest.id == Meeting.request_id)
        .where(Meeting.mentor_id.in_(mentor_ids), Meeting.state == MeetingState.HELD, HelpRequest.cluster == cluster)
        .group_by(Meeting.mentor_id)
    )
    return {mentor: count for mentor, count in await session.execute(query)}


def reasons_for(pool: Pool, mentor_id: int, wanted: Wanted, helped: int, starts_at: datetime) -> tuple[Reason, ...]:
    """The topic; whom the mentor has helped, or at least knows; when; from where; language; rating."""
    at = int(pool.at([mentor_id])[0])
    reasons = [Reason("told_reason_topic", (("topic", wanted.topic),))]
    if wanted.cluster and helped:
        reasons.append(Reason("told_reason_helped", (("count", helped), ("cluster", wanted.cluster))))
    elif wanted.cluster and pool.clusters[at] & bit(wanted.cluster):
        reasons.append(Reason("told_reason_cluster", (("cluster", wanted.cluster),)))
    reasons.append(Reason("told_reason_time", (("starts_at", starts_at),)))
    if (district := district_at(int(pool.home[at]))) is not None:
        reasons.append(Reason("told_reason_district", (("district", district.name),)))
    wish = wanted.language if wanted.language is not Spoken.INDONESIAN else None
    if wish and pool.languages[at] & bit(wish):
        reasons.append(Reason("told_reason_language", (("language", wish),)))
    if pool.rating_count[at] >= matching_rules().bounds.told_ratings:
        mean = float(pool.rating_sum[at] / pool.rating_count[at])
        reasons.append(Reason("told_reason_rating", (("stars", mean),)))
    return tuple(reasons)
