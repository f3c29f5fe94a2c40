"""Changing a single field of a mentor's profile."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, Way
from services.businesses import active_district
from services.mentors.fields import checked_hour, checked_limits, checked_visits, choices_of, put_choices, refuse_none
from services.mentors.locking import lock
from services.reading import clean_person_name
from services.reading.about import clean_about


class MentorField(StrEnum):
    """What a mentor can change."""

    NAME = "name"
    KIND = "kind"
    TOPICS = "topics"
    CLUSTERS = "clusters"
    DISTRICT = "district"
    WAYS = "ways"
    VISITS = "visits"
    LANGUAGES = "languages"
    WEEK = "week"
    MONTH = "month"
    HOUR = "hour"
    ABOUT = "about"


_CHOICES = {MentorField.TOPICS: "expertise", MentorField.CLUSTERS: "clusters", MentorField.LANGUAGES: "languages"}


async def change(session: AsyncSession, mentor: Mentor, field: MentorField, value: Any) -> None:
    """Keeps a new value; raises what the field refuses.

    A week that holds more than the month raises the month. To visit nowhere is not to visit.
    """
    await lock(session, mentor)
    if field in _CHOICES:
        refuse_none(_CHOICES[field], value)
        put_choices(mentor, _CHOICES[field], value)
    elif field in (MentorField.WAYS, MentorField.VISITS):
        await _put_ways(session, mentor, field, value)
    elif field in (MentorField.WEEK, MentorField.MONTH):
        _put_limits(mentor, field, value)
    else:
        await _put(session, mentor, field, value)
    mentor.version += 1
    await session.flush()


async def _put_ways(session: AsyncSession, mentor: Mentor, field: MentorField, value: Any) -> None:
    ways, visits = (choices_of(mentor, each) for each in ("ways", "visits"))
    if field is MentorField.WAYS:
        ways = value
    else:
        others = [way for way in ways if way is not Way.VISIT]
        ways, visits = [*others, Way.VISIT] if value else others, value
    fitting = await checked_visits(session, ways, visits, mentor.district_id)
    put_choices(mentor, "ways", ways)
    put_choices(mentor, "visits", fitting)


def _put_limits(mentor: Mentor, field: MentorField, value: int) -> None:
    week, month = mentor.most_per_week, mentor.most_per_month
    if field is MentorField.WEEK:
        week, month = value, max(month, value)
    else:
        month = value
    mentor.most_per_week, mentor.most_per_month = checked_limits(week, month)


async def _put(session: AsyncSession, mentor: Mentor, field: MentorField, value: Any) -> None:
    match field:
        case MentorField.NAME:
            mentor.person.name = clean_person_name(value)
        case MentorField.KIND:
            mentor.kind = value
        case MentorField.DISTRICT:
            mentor.district = await active_district(session, value)
            mentor.district_id = mentor.district.id
        case MentorField.HOUR:
            mentor.card_hour = checked_hour(value)
        case MentorField.ABOUT:
            mentor.about = clean_about(value) if value else None
