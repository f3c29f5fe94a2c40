"""What is kept of a proposal: one finished run, and the pairs that staff have not decided on."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.generated_office import NOW, fill
from models import AuditEntry, HelpRequest, MatchProposal, MatchRun, NoMatch, Offer, Person, RequestHour, RoleKind
from services import roles
from services.batch_matching import Solution, problem_of, solve
from services.errors import NotAllowed, ProposalMissing
from services.matchmaking import deciding, proposals
from services.office_clock import WITA, OfficeClock

OFFICE = OfficeClock()


@pytest.fixture
async def officer(session: AsyncSession) -> Person:
    """Of an office with 30 mentors and 20 requests that wait."""
    await fill(await session.connection(), 30, 20, seed=5, booked=0.5)
    return await a_person(session, 5_000_000, RoleKind.PETUGAS)


async def a_person(session: AsyncSession, number: int, *kinds: RoleKind) -> Person:
    """Somebody whose id is none of the generated ones."""
    person = Person(id=number, created_at=NOW, roles=[], consents=[])
    session.add(person)
    await session.flush()
    for kind in kinds:
        await roles.give(session, person, kind, None, NOW)
    return person


async def reckoned(session: AsyncSession, officer: Person) -> tuple[MatchRun, Solution]:
    run = await proposals.ask_run(session, officer, NOW)
    solution = solve(await problem_of(session, NOW, WITA))
    assert await proposals.finish_run(session, run.id, solution, NOW)
    return run, solution


async def test_finished_run_holds_every_request(session: AsyncSession, officer: Person) -> None:
    run, solution = await reckoned(session, officer)
    assert await proposals.pair_count(session, run.id) == len(solution.pairs) > 3
    found = await proposals.pairs(session, run.id, 3)
    assert [(row.request_id, row.mentor_id, row.starts_at) for row in found] == [
        (pair.request_id, pair.mentor_id, pair.starts_at) for pair in solution.pairs[:3]
    ]
    assert (await proposals.unserved_counts(session, run.id)).total() == len(solution.unserved)


async def test_run_is_finished_once(session: AsyncSession, officer: Person) -> None:
    run, solution = await reckoned(session, officer)
    assert await proposals.finish_run(session, run.id, solution, NOW) is False
    assert await proposals.finish_run(session, 999_999, solution, NOW) is False


async def test_newer_run_takes_the_place_of_the_last(session: AsyncSession, officer: Person) -> None:
    first, _ = await reckoned(session, officer)
    second, _ = await reckoned(session, officer)
    assert second.id > first.id
    assert list(await session.scalars(select(MatchRun.id))) == [second.id]
    assert set(await session.scalars(select(MatchProposal.run_id))) == {second.id}


async def test_request_deleted_while_it_was_reckoned_is_left_out(session: AsyncSession, officer: Person) -> None:
    run = await proposals.ask_run(session, officer, NOW)
    await session.execute(delete(RequestHour).where(RequestHour.request_id == 1))
    await session.execute(delete(HelpRequest).where(HelpRequest.id == 1))
    assert await proposals.finish_run(session, run.id, Solution([], {1: NoMatch.NO_TIME, 2: NoMatch.NO_TIME}), NOW)
    assert list(await session.scalars(select(MatchProposal.request_id))) == [2]


async def test_only_staff_ask_and_decide(session: AsyncSession, officer: Person) -> None:
    run, solution = await reckoned(session, officer)
    stranger = await a_person(session, 5_000_001, RoleKind.MENTOR, RoleKind.PEMBACA)
    request = solution.pairs[0].request_id
    for attempt in (
        proposals.ask_run(session, stranger, NOW),
        deciding.proposed_pair(session, stranger, run.id, request),
        deciding.confirm_some(session, stranger, run.id, 5, NOW, OFFICE),
        deciding.waiting_request(session, stranger, request),
    ):
        with pytest.raises(NotAllowed):
            await attempt


async def test_agreed_pairs_become_offers_and_are_in_the_audit(session: AsyncSession, officer: Person) -> None:
    run, solution = await reckoned(session, officer)
    before = await session.scalar(select(func.count()).select_from(Offer))
    made, skipped = await deciding.confirm_some(session, officer, run.id, 100, NOW, OFFICE)
    assert (len(made), skipped) == (len(solution.pairs), 0)
    assert await session.scalar(select(func.count()).select_from(Offer)) == (before or 0) + len(made)
    acts = await session.scalars(select(AuditEntry.about_id).where(AuditEntry.act == "request_matched"))
    assert sorted(acts) == sorted(pair.request_id for pair in solution.pairs)
    with pytest.raises(ProposalMissing):
        await deciding.proposed_pair(session, officer, run.id, solution.pairs[0].request_id)
