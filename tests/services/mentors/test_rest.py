"""A rest: until a day, or without an end and asked about once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Expertise, HelpRequest, MeetingState, Mentor, MentorState, OfferState, Person, RequestState, Way
from services.errors import MentorConflict, MomentRefused
from services.mentoring.offers import offer_to
from services.mentors.rest import ask_back, come_back, end_rest, rest, rests_that_ended, to_be_asked_back
from services.office_clock import WITA
from tests.mentoring_rows import BUSANG, a_meeting, a_mentor

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


async def test_rest_until_a_day_ends_after_it(session: AsyncSession, mentor: Mentor) -> None:
    before = mentor.version
    await rest(session, mentor, TODAY + 7 * DAY, NOW, TODAY)
    assert (mentor.state, mentor.rests_until, mentor.version) == (MentorState.RESTING, TODAY + 7 * DAY, before + 1)
    assert list(await rests_that_ended(session, TODAY + 7 * DAY)) == []
    assert await end_rest(session, mentor, TODAY + 7 * DAY) is False
    assert list(await rests_that_ended(session, TODAY + 8 * DAY)) == [mentor]
    assert await end_rest(session, mentor, TODAY + 8 * DAY) is True
    assert (mentor.state, mentor.rests_until) == (MentorState.ACTIVE, TODAY + 7 * DAY)
    assert list(await rests_that_ended(session, TODAY + 8 * DAY)) == []
    assert await end_rest(session, mentor, TODAY + 8 * DAY) is False


async def test_rest_gives_requests_back_and_keeps_sessions(
    session: AsyncSession, mentor: Mentor, producer: Person
) -> None:
    meeting = await a_meeting(session, mentor.person_id, producer.id, NOW + DAY)
    request = HelpRequest(producer_id=producer.id, district_id=BUSANG, topic=Expertise.LABEL, way=Way.CHAT,
                          state=RequestState.WAITING, opened_at=NOW, hours=[])  # fmt: skip
    session.add(request)
    await session.flush()
    offer = await offer_to(session, request, mentor.person_id, NOW + 3 * DAY, NOW)
    assert await rest(session, mentor, None, NOW, TODAY) == 1
    assert (offer.state, meeting.state) == (OfferState.WITHDRAWN, MeetingState.SCHEDULED)


async def test_rest_can_be_made_longer_or_shorter(session: AsyncSession, mentor: Mentor) -> None:
    await rest(session, mentor, TODAY + 7 * DAY, NOW, TODAY)
    await rest(session, mentor, None, NOW, TODAY)
    assert (mentor.state, mentor.rests_until) == (MentorState.RESTING, None)
    await rest(session, mentor, TODAY, NOW, TODAY)
    assert mentor.rests_until == TODAY


@pytest.mark.parametrize(("days", "reason"), [(-1, "refused_moment_past"), (367, "refused_moment_far")])
async def test_last_day_that_cannot_be(session: AsyncSession, mentor: Mentor, days: int, reason: str) -> None:
    with pytest.raises(MomentRefused) as refused:
        await rest(session, mentor, TODAY + days * DAY, NOW, TODAY)
    assert refused.value.reason == reason
    assert mentor.state is MentorState.ACTIVE


@pytest.mark.parametrize("state", [MentorState.SUSPENDED, MentorState.APPLIED, MentorState.LEFT, MentorState.DECLINED])
async def test_only_those_at_work_rest(
    session: AsyncSession, new_person: Callable[..., Awaitable[Person]], state: MentorState
) -> None:
    mentor = await a_mentor(session, await new_person(), state=state)
    with pytest.raises(MentorConflict):
        await rest(session, mentor, None, NOW, TODAY)
    with pytest.raises(MentorConflict):
        await come_back(session, mentor)
    assert mentor.state is state


async def test_coming_back(session: AsyncSession, mentor: Mentor) -> None:
    mentor.weeks_silent = 2
    await rest(session, mentor, TODAY + DAY, NOW, TODAY)
    before = mentor.version
    assert await come_back(session, mentor) is True
    assert (mentor.state, mentor.rests_until, mentor.rested_at) == (MentorState.ACTIVE, None, None)
    assert (mentor.weeks_silent, mentor.version) == (0, before + 1)
    assert await come_back(session, mentor) is False
    assert mentor.version == before + 1


async def test_rest_without_an_end_is_asked_about_once_after_30_days(session: AsyncSession, mentor: Mentor) -> None:
    await rest(session, mentor, None, NOW, TODAY)
    assert list(await to_be_asked_back(session, TODAY + 29 * DAY, WITA)) == []
    assert list(await to_be_asked_back(session, TODAY + 30 * DAY, WITA)) == [mentor]
    assert await ask_back(session, mentor, NOW + 30 * DAY) is True
    assert await ask_back(session, mentor, NOW + 30 * DAY) is False
    assert list(await to_be_asked_back(session, TODAY + 90 * DAY, WITA)) == []


async def test_next_rest_is_asked_about_again(session: AsyncSession, mentor: Mentor) -> None:
    await rest(session, mentor, None, NOW, TODAY)
    await ask_back(session, mentor, NOW + 30 * DAY)
    await come_back(session, mentor)
    await rest(session, mentor, None, NOW + 40 * DAY, TODAY + 40 * DAY)
    assert list(await to_be_asked_back(session, TODAY + 69 * DAY, WITA)) == []
    assert list(await to_be_asked_back(session, TODAY + 70 * DAY, WITA)) == [mentor]


async def test_rest_until_a_day_is_not_asked_about(session: AsyncSession, mentor: Mentor) -> None:
    await rest(session, mentor, TODAY + 60 * DAY, NOW, TODAY)
    assert list(await to_be_asked_back(session, TODAY + 40 * DAY, WITA)) == []
