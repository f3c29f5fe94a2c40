"""Mentors, requests and booked sessions of an office that does not exist, the same for the same seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from content.districts import district_book
from models import (
    BookedQuarter,
    Cluster,
    Expertise,
    HelpRequest,
    Meeting,
    MeetingState,
    Mentor,
    MentorAbsence,
    MentorCluster,
    MentorDistrict,
    MentorExpertise,
    MentorHour,
    MentorKind,
    MentorLanguage,
    MentorState,
    MentorWay,
    MentorWeek,
    Offer,
    OfferState,
    Pace,
    Person,
    RequestHour,
    RequestState,
    Spoken,
    Way,
)
from services.mentoring.booking import quarters
from services.office_clock import WITA
from services.week import Part, hours_of

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""A Tuesday, ten o'clock in the morning where the office is."""
PRODUCERS_FROM = 1_000_000
"""The ids of producers; those of mentors begin at 1."""
_ROWS_AT_ONCE = 5_000
_DISTRICTS = [row.id for row in district_book().districts]

Rows = dict[type[Any], list[dict[str, Any]]]


async def fill(connection: AsyncConnection, mentors: int, requests: int, seed: int, booked: float = 0.8) -> None:
    """Writes so many mentors, with `booked` sessions each on average, and so many requests that wait."""
    rows = generated(mentors, requests, seed, booked)
    for model, of_model in rows.items():
        for first in range(0, len(of_model), _ROWS_AT_ONCE):
            await connection.execute(insert(model), of_model[first : first + _ROWS_AT_ONCE])


def generated(mentors: int, requests: int, seed: int, booked: float = 0.8) -> Rows:
    """The rows, in an order in which they can be written."""
    chance, rows = Random(seed), Rows()
    for model in (Person, Mentor, HelpRequest, Meeting):  # others refer to these
        rows[model] = []
    for number in range(1, mentors + 1):
        _mentor(rows, chance, number)
    for number in range(1, requests + 1):
        _request(rows, chance, number, RequestState.WAITING)
    sessions, taken = round(mentors * booked), set[tuple[int, datetime]]()
    for number in range(1, sessions + 1):
        _session(rows, chance, requests + number, chance.randint(1, mentors), taken)
    for number in range(1, sessions // 4 + 1):
        _offer(rows, chance, requests + sessions + number, chance.randint(1, mentors))
    return rows


def _add(rows: Rows, model: type[Any], **values: Any) -> None:
    rows.setdefault(model, []).append(values)


def _some(chance: Random, values: Sequence[Any], least: int, most: int) -> list[Any]:
    return chance.sample(list(values), chance.randint(least, most))


def _hours(chance: Random, least: int, most: int) -> set[int]:
    days = [(day, part) for day in range(7) for part in Part]
    return {hour for day, part in _some(chance, days, least, most) for hour in hours_of(day, part)}


def _mentor(rows: Rows, chance: Random, number: int) -> None:
    per_week, ratings = chance.randint(1, 5), chance.choice([0, 0, 1, 3, 8, 20])
    _add(rows, Person, id=number, name=f"Mentor {number}", created_at=NOW)
    state = MentorState.ACTIVE if chance.random() < 0.9 else MentorState.RESTING
    _add(rows, Mentor, person_id=number, kind=chance.choice(list(MentorKind)), state=state,
         district_id=chance.choice(_DISTRICTS),
         most_per_week=per_week, most_per_month=per_week * chance.randint(1, 4), card_hour=chance.randint(7, 20),
         promise_version="2026-11", promised_at=NOW, applied_at=NOW, approved_at=NOW, rating_count=ratings,
         rating_sum=sum(chance.randint(2, 5) for _ in range(ratings)), version=1)  # fmt: skip
    sets: Mapping[type[Any], tuple[str, Sequence[Any]]] = {
        MentorExpertise: ("topic", _some(chance, list(Expertise), 1, 6)),
        MentorCluster: ("cluster", _some(chance, list(Cluster), 0, 3)),
        MentorDistrict: ("district_id", _some(chance, _DISTRICTS, 0, 6)),
        MentorWay: ("way", _some(chance, list(Way), 1, 4)),
        MentorLanguage: ("language", _some(chance, list(Spoken), 0, 3)),
        MentorHour: ("hour_of_week", sorted(_hours(chance, 0, 6))),
    }
    for model, (name, values) in sets.items():
        for value in values:
            _add(rows, model, mentor_id=number, **{name: value})
    if chance.random() < 0.1:
        first = NOW.date() + timedelta(days=chance.randint(0, 14))
        _add(
            rows, MentorAbsence, mentor_id=number, first_on=first, last_on=first + timedelta(days=chance.randint(0, 9))
        )
    for monday in (date(2026, 11, 23), date(2026, 11, 30)):
        if chance.random() < 0.2:
            _add(rows, MentorWeek, mentor_id=number, monday=monday, pace=chance.choice(list(Pace)))


def _request(rows: Rows, chance: Random, number: int, state: RequestState) -> int:
    producer = PRODUCERS_FROM + number
    _add(rows, Person, id=producer, name=f"Produsen {number}", created_at=NOW)
    _add(rows, HelpRequest, id=number, producer_id=producer, district_id=chance.choice(_DISTRICTS),
         cluster=chance.choice([None, *Cluster]), topic=chance.choice(list(Expertise)), way=chance.choice(list(Way)),
         language=chance.choice([None, None, *Spoken]), state=state,
         opened_at=NOW - timedelta(hours=chance.randint(1, 600)))  # fmt: skip
    for hour in sorted(_hours(chance, 2, 10)) if chance.random() < 0.8 else []:
        _add(rows, RequestHour, request_id=number, hour_of_week=hour)
    return producer


def _moment(chance: Random) -> datetime:
    day = NOW.astimezone(WITA).date() + timedelta(days=chance.randint(1, 14))
    return datetime.combine(day, time(chance.randint(8, 20)), WITA)


def _session(rows: Rows, chance: Random, number: int, mentor: int, taken: set[tuple[int, datetime]]) -> None:
    """A booked session, where the mentor is free."""
    starts_at = _moment(chance)
    if (mentor, starts_at) in taken:
        return
    taken.add((mentor, starts_at))
    producer, ends_at = _request(rows, chance, number, RequestState.AGREED), starts_at + timedelta(hours=1)
    _add(rows, Meeting, id=number, request_id=number, mentor_id=mentor, producer_id=producer,
         topic=Expertise.PACKAGING, way=Way.CHAT, starts_at=starts_at, ends_at=ends_at,
         state=MeetingState.SCHEDULED, booked_at=NOW)  # fmt: skip
    for person in (mentor, producer):
        for quarter in quarters(starts_at, ends_at):
            _add(rows, BookedQuarter, person_id=person, quarter=quarter, meeting_id=number)


def _offer(rows: Rows, chance: Random, number: int, mentor: int) -> None:
    _request(rows, chance, number, RequestState.OFFERED)
    _add(rows, Offer, request_id=number, mentor_id=mentor, state=OfferState.WAITING, starts_at=_moment(chance),
         offered_at=NOW)  # fmt: skip
