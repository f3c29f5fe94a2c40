"""Matching one request: the same answer as the plain way, and who can never be suggested."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.generated_office import NOW, fill
from models import HelpRequest, Mentor, MentorHour, MentorState
from services.matching import Wanted, suggest
from services.mentoring import requests
from services.office_clock import WITA
from tests.services.matchmaking.plain import plain_suggest

REQUESTS = 25


@pytest.fixture
async def office(session: AsyncSession) -> AsyncSession:
    """60 mentors, most of them with sessions and offers, and requests that wait."""
    await fill(await session.connection(), 60, REQUESTS, seed=7, booked=3)
    return session


async def all_wanted(session: AsyncSession) -> list[Wanted]:
    query = select(HelpRequest).where(HelpRequest.id <= REQUESTS).order_by(HelpRequest.id)
    return [requests.wanted(request) for request in await session.scalars(query)]


async def test_suggestions_equal_those_of_looking_at_everybody(office: AsyncSession) -> None:
    for wanted in await all_wanted(office):
        plain = await plain_suggest(office, wanted, NOW, WITA)
        found = await suggest(office, wanted, NOW, WITA)
        assert [(each.mentor_id, each.starts_at) for each in found] == [(row[0], row[2]) for row in plain]
        assert [each.score for each in found] == pytest.approx([row[1] for row in plain])


async def test_changes_are_seen_at_once(office: AsyncSession) -> None:
    wanted = (await all_wanted(office))[0]
    first = (await suggest(office, wanted, NOW, WITA))[0].mentor_id
    await office.execute(update(Mentor).where(Mentor.person_id == first).values(state=MentorState.RESTING))
    plain = await plain_suggest(office, wanted, NOW, WITA)
    assert [each.mentor_id for each in await suggest(office, wanted, NOW, WITA)] == [row[0] for row in plain]
    assert first not in [row[0] for row in plain]


async def test_changed_hours_are_seen_at_once(office: AsyncSession) -> None:
    wanted = (await all_wanted(office))[0]
    first = (await suggest(office, wanted, NOW, WITA))[0].mentor_id
    rows = await office.scalars(select(MentorHour).where(MentorHour.mentor_id == first))
    for row in rows.all():
        await office.delete(row)
    await office.execute(update(Mentor).where(Mentor.person_id == first).values(version=Mentor.version + 1))
    found = await suggest(office, wanted, NOW, WITA)
    assert [each.mentor_id for each in found] == [row[0] for row in await plain_suggest(office, wanted, NOW, WITA)]
    assert first not in [each.mentor_id for each in found]


async def test_left_out_are_those_who_were_asked_before(office: AsyncSession) -> None:
    wanted = (await all_wanted(office))[0]
    three = [each.mentor_id for each in await suggest(office, wanted, NOW, WITA)]
    five = [each.mentor_id for each in await suggest(office, wanted, NOW, WITA, most=5)]
    assert three == five[:3]
    assert [each.mentor_id for each in await suggest(office, wanted, NOW, WITA, without=five[:2])] == [
        *five[2:],
    ]


async def test_no_session_begins_before_the_mentor_can_have_answered(office: AsyncSession) -> None:
    for wanted in await all_wanted(office):
        starts = [each.starts_at for each in await suggest(office, wanted, NOW, WITA)]
        assert [start for start in starts if start < NOW + timedelta(hours=48)] == []


async def test_nobody_is_suggested_without_mentors(session: AsyncSession) -> None:
    await fill(await session.connection(), 0, 1, seed=1)
    wanted = (await all_wanted(session))[0]
    assert await suggest(session, wanted, NOW, WITA) == []
