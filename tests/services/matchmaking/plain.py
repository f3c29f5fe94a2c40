"""Matching as one would write it without a thought of speed: every mentor is looked at, one after the other."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.districts import district_book
from content.rules.matching import matching_rules
from models import HelpRequest, Meeting, MeetingState, Mentor, MentorState, Offer, OfferState, Spoken, Way
from services.districts import distance_km
from services.matching import Wanted
from services.mentors.availability import free_starts
from services.office_clock import WITA

OPEN = (OfferState.WAITING, OfferState.COUNTERED)
HOUR = timedelta(hours=1)


async def plain_suggest(
    session: AsyncSession, wanted: Wanted, now: datetime, zone: ZoneInfo, most: int = 3
) -> list[tuple[int, float, datetime]]:
    """(mentor, score, first hour), best first."""
    found = []
    for mentor in await session.scalars(select(Mentor)):
        hours = await _hours(session, mentor, wanted, now, zone) if _is_possible(mentor, wanted) else []
        if hours:
            found.append((mentor.person_id, await _score(session, mentor, wanted, hours, now), hours[0]))
    return sorted(found, key=lambda row: (-row[1], row[0]))[:most]


def _is_possible(mentor: Mentor, wanted: Wanted) -> bool:
    return (
        mentor.state is MentorState.ACTIVE
        and mentor.person_id != wanted.producer_id
        and wanted.topic in [row.topic for row in mentor.expertise]
        and wanted.way in [row.way for row in mentor.ways]
        and (wanted.way is not Way.VISIT or wanted.district_id in [row.district_id for row in mentor.visits])
    )


async def _hours(
    session: AsyncSession, mentor: Mentor, wanted: Wanted, now: datetime, zone: ZoneInfo
) -> list[datetime]:
    """All common free hours, less those that are being offered to one of the two."""
    earliest, latest = now + timedelta(hours=48), now + timedelta(days=14)
    free = await free_starts(
        session, mentor.person_id, wanted.producer_id, wanted.hours, earliest, latest, zone, most=400
    )
    query = select(Offer.starts_at).join(HelpRequest, HelpRequest.id == Offer.request_id).where(Offer.state.in_(OPEN))
    involved = (Offer.mentor_id == mentor.person_id) | (HelpRequest.producer_id == wanted.producer_id)
    offered = list(await session.scalars(query.where(involved)))
    return [start for start in free if not any(start - HOUR < other < start + HOUR for other in offered)]


async def _score(session: AsyncSession, mentor: Mentor, wanted: Wanted, hours: list[datetime], now: datetime) -> float:
    weights = matching_rules().weights
    first = hours[0].astimezone(WITA)
    monday = datetime.combine(first.date() - timedelta(days=first.weekday()), time(), WITA)
    meetings = select(func.count()).where(
        Meeting.mentor_id == mentor.person_id, Meeting.state.in_((MeetingState.SCHEDULED, MeetingState.HELD)),
        Meeting.starts_at >= monday, Meeting.starts_at < monday + timedelta(days=7),
    )  # fmt: skip
    offers = select(func.count()).where(Offer.mentor_id == mentor.person_id, Offer.state.in_(OPEN))
    load = (await session.scalar(meetings) or 0) + (await session.scalar(offers) or 0)
    stars = (mentor.rating_sum + 4 * 5) / (mentor.rating_count + 5)
    knows = wanted.cluster is None or wanted.cluster in [row.cluster for row in mentor.clusters]
    speaks = wanted.language in (None, Spoken.INDONESIAN, *[row.language for row in mentor.languages])
    return (
        weights.topic * min(1, 4 / len(mentor.expertise))
        + weights.cluster * knows
        + weights.district * (mentor.district_id == wanted.district_id)
        + weights.distance * _nearness(mentor, wanted)
        + weights.hours * min(1, len(hours) / 6)
        + weights.load * (1 - min(1, load / mentor.most_per_week))
        + weights.language * speaks
        + weights.rating * (stars - 1) / 4
        + weights.waiting * min(1, (now - wanted.waiting_since) / timedelta(days=14))
    )


def _nearness(mentor: Mentor, wanted: Wanted) -> float:
    if wanted.way is not Way.VISIT:
        return 1
    one, other = district_book().by_id(mentor.district_id), district_book().by_id(wanted.district_id)
    km = distance_km(one.middle, other.middle) * (2 if one.is_remote or other.is_remote else 1)
    return max(0, 1 - km / 150)
