"""A whole batch on the tables: points as for single requests, hours that all can keep, reasons for the rest."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.generated_office import NOW, fill
from models import (
    HelpRequest,
    Mentor,
    MentorExpertise,
    MentorHour,
    MentorState,
    MentorWay,
    NoMatch,
    Offer,
    OfferState,
    RequestState,
)
from services.batch_matching import problem_of, solve
from services.matching import suggest
from services.matchmaking.batch_points import points_of
from services.mentoring import requests
from services.mentors.availability import free_starts
from services.office_clock import WITA

REQUESTS = 60


@pytest.fixture
async def office(session: AsyncSession) -> AsyncSession:
    """40 mentors for 60 requests: not enough for everybody."""
    await fill(await session.connection(), 40, REQUESTS, seed=3, booked=2)
    return session


async def test_points_are_those_of_single_requests(office: AsyncSession) -> None:
    problem = await problem_of(office, NOW, WITA)
    points = points_of(problem)
    for row, (request_id, wanted) in enumerate(zip(problem.request_ids, problem.wanted, strict=True)):
        assert wanted == requests.wanted(await office.get_one(HelpRequest, request_id))
        alone = {each.mentor_id: each.score for each in await suggest(office, wanted, NOW, WITA, most=100)}
        scores = zip(problem.mentor_ids, points.score[row].tolist(), strict=True)
        assert {mentor: score for mentor, score in scores if score} == pytest.approx(alone)


async def test_everybody_can_keep_the_hour(office: AsyncSession) -> None:
    problem = await problem_of(office, NOW, WITA)
    solution = solve(problem)
    of_request = dict(zip(problem.request_ids, problem.wanted, strict=True))
    assert len(solution.pairs) > 20
    earliest, latest = NOW + timedelta(hours=48), NOW + timedelta(days=14)
    for pair in solution.pairs:
        wanted = of_request[pair.request_id]
        free = await free_starts(
            office, pair.mentor_id, wanted.producer_id, wanted.hours, earliest, latest, WITA, most=400
        )
        assert [start for start in free if start == pair.starts_at] == [pair.starts_at]
    booked = Counter((pair.mentor_id, pair.starts_at) for pair in solution.pairs)
    assert set(booked.values()) == {1}


async def test_nobody_is_given_more_than_a_week_of_sessions(office: AsyncSession) -> None:
    problem = await problem_of(office, NOW, WITA)
    capacity = dict(zip(problem.mentor_ids, points_of(problem).capacity.tolist(), strict=True))
    given = Counter(pair.mentor_id for pair in solve(problem).pairs)
    assert {mentor: count for mentor, count in given.items() if count > capacity[mentor]} == {}
    waiting = select(Offer.mentor_id).where(Offer.state == OfferState.WAITING)
    offers = Counter(await office.scalars(waiting))
    most = {mentor.person_id: mentor.most_per_week for mentor in await office.scalars(select(Mentor))}
    assert [mentor for mentor in capacity if capacity[mentor] > max(0, most[mentor] - offers[mentor])] == []


async def test_each_request_is_served_or_told_why_not(office: AsyncSession) -> None:
    solution = solve(await problem_of(office, NOW, WITA))
    served = [pair.request_id for pair in solution.pairs]
    assert sorted([*served, *solution.unserved]) == list(range(1, REQUESTS + 1))


async def test_only_what_waits_is_shared_out(office: AsyncSession) -> None:
    closed = update(HelpRequest).where(HelpRequest.id == 1).values(state=RequestState.CANCELLED)
    with_staff = update(HelpRequest).where(HelpRequest.id == 2).values(state=RequestState.STAFF)
    await office.execute(closed)
    await office.execute(with_staff)
    problem = await problem_of(office, NOW, WITA)
    assert sorted(problem.request_ids) == list(range(2, REQUESTS + 1))


@pytest.mark.parametrize(
    ("why", "change"),
    [
        (NoMatch.NO_TOPIC, delete(MentorExpertise)),
        (NoMatch.NO_TOPIC, update(Mentor).values(state=MentorState.RESTING)),
        (NoMatch.NO_WAY, delete(MentorWay)),
        (NoMatch.NO_TIME, delete(MentorHour)),
    ],
)
async def test_why_nobody_is_found(office: AsyncSession, why: NoMatch, change: object) -> None:
    served = [pair.request_id for pair in solve(await problem_of(office, NOW, WITA)).pairs]
    await office.execute(change)  # type: ignore[call-overload]
    await office.execute(update(Mentor).values(version=Mentor.version + 1))
    solution = solve(await problem_of(office, NOW, WITA))
    assert (solution.pairs, {solution.unserved[request] for request in served}) == ([], {why})


async def test_full_mentors_are_told_apart_from_missing_hours(office: AsyncSession) -> None:
    await office.execute(update(Mentor).values(most_per_week=1, most_per_month=1, version=Mentor.version + 1))
    solution = solve(await problem_of(office, NOW, WITA))
    assert NoMatch.NO_CAPACITY in solution.unserved.values()
    given = Counter(pair.mentor_id for pair in solution.pairs)
    assert set(given.values()) == {1}


async def test_who_was_asked_before_is_not_proposed_again(office: AsyncSession) -> None:
    problem = await problem_of(office, NOW, WITA)
    first = solve(problem).pairs[0]
    await decline(office, first.request_id, [first.mentor_id])
    pairs = solve(await problem_of(office, NOW, WITA)).pairs
    assert [each for each in pairs if (each.request_id, each.mentor_id) == (first.request_id, first.mentor_id)] == []
    await decline(office, first.request_id, [mentor for mentor in problem.mentor_ids if mentor != first.mentor_id])
    assert solve(await problem_of(office, NOW, WITA)).unserved[first.request_id] == NoMatch.ASKED


async def decline(session: AsyncSession, request_id: int, mentors: list[int]) -> None:
    """All of these mentors were asked and could not."""
    session.add_all(
        Offer(request_id=request_id, mentor_id=mentor, state=OfferState.DECLINED, starts_at=NOW, offered_at=NOW,
              answered_at=NOW)
        for mentor in mentors
    )  # fmt: skip
    await session.flush()


async def test_nothing_to_share_out_is_no_fault(session: AsyncSession) -> None:
    assert solve(await problem_of(session, NOW, WITA)).pairs == []
    await fill(await session.connection(), 0, 2, seed=1)
    assert solve(await problem_of(session, NOW, WITA)).unserved == {1: NoMatch.NO_TOPIC, 2: NoMatch.NO_TOPIC}
