"""A proposal from the wish of staff to the rows that they look at. Only the newest finished run has rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, MatchProposal, MatchRun, NoMatch, Person
from services import audit, roles
from services.batch_matching import Solution
from services.matchmaking.batch_problem import WAITS
from services.roles import Act


async def ask_run(session: AsyncSession, by: Person | None, now: datetime) -> MatchRun:
    """Asks for a new proposal; while one is being reckoned, that one is meant. Raises NotAllowed."""
    person = roles.require(by, Act.MATCH_REQUESTS)
    run = await next_run(session)
    if run is None:
        run = MatchRun(asked_by_id=person.id, asked_at=now)
        session.add(run)
        await session.flush()
        audit.record(session, person, "match_asked", "match_run", run.id, now)
    return run


async def next_run(session: AsyncSession) -> MatchRun | None:
    """The run that is to be reckoned, if any."""
    return await session.scalar(select(MatchRun).where(MatchRun.done_at.is_(None)).order_by(MatchRun.id).limit(1))


async def latest_run(session: AsyncSession) -> MatchRun | None:
    """The newest finished run."""
    return await session.scalar(select(MatchRun).where(MatchRun.done_at.is_not(None)).order_by(MatchRun.id.desc()))


async def finish_run(session: AsyncSession, run_id: int, solution: Solution, now: datetime) -> bool:
    """Keeps what was reckoned in place of all earlier runs; False when another clock was faster.

    Requests that were deleted while it was reckoned are left out.
    """
    run = await session.scalar(select(MatchRun).where(MatchRun.id == run_id).with_for_update())
    if run is None or run.done_at is not None:
        return False
    found: list[dict[str, Any]] = [
        {"request_id": pair.request_id, "mentor_id": pair.mentor_id, "starts_at": pair.starts_at, "score": pair.score,
         "why": None}
        for pair in solution.pairs
    ]  # fmt: skip
    found += [
        {"request_id": request, "mentor_id": None, "starts_at": None, "score": None, "why": why}
        for request, why in solution.unserved.items()
    ]
    ids = select(HelpRequest.id).where(HelpRequest.id.in_([row["request_id"] for row in found]))
    there = frozenset(await session.scalars(ids))
    await session.execute(delete(MatchRun).where(MatchRun.id < run_id))
    rows = [{"run_id": run_id, **row} for row in found if row["request_id"] in there]
    if rows:
        await session.execute(insert(MatchProposal), rows)
    run.done_at = now
    await session.flush()
    return True


async def give_up(session: AsyncSession, run_id: int) -> bool:
    """Takes a run away that cannot be reckoned: staff can ask anew. False when another clock was faster."""
    gone = delete(MatchRun).where(MatchRun.id == run_id, MatchRun.done_at.is_(None)).returning(MatchRun.id)
    return await session.scalar(gone) is not None


async def waiting_count(session: AsyncSession) -> int:
    """How many requests wait for a mentor who is still to be found."""
    return await session.scalar(select(func.count()).where(HelpRequest.state.in_(WAITS))) or 0


async def waiting(session: AsyncSession, most: int, skipped: int = 0) -> Sequence[HelpRequest]:
    """Those requests, the oldest first."""
    r = HelpRequest
    query = select(r).where(r.state.in_(WAITS)).order_by(r.opened_at, r.id).limit(most).offset(skipped)
    return list(await session.scalars(query))


async def pair_count(session: AsyncSession, run_id: int) -> int:
    """How many pairs of the run staff have not decided on."""
    p = MatchProposal
    return await session.scalar(select(func.count()).where(p.run_id == run_id, p.mentor_id.is_not(None))) or 0


async def pairs(session: AsyncSession, run_id: int, most: int, skipped: int = 0) -> Sequence[MatchProposal]:
    """Those pairs, the best first."""
    p = MatchProposal
    query = select(p).where(p.run_id == run_id, p.mentor_id.is_not(None)).order_by(p.score.desc(), p.request_id)
    return list(await session.scalars(query.limit(most).offset(skipped)))


async def unserved_counts(session: AsyncSession, run_id: int) -> Counter[NoMatch]:
    """How many requests got nobody, by why."""
    p = MatchProposal
    query = select(p.why, func.count()).where(p.run_id == run_id, p.why.is_not(None)).group_by(p.why)
    return Counter({why: count for why, count in await session.execute(query) if why is not None})
