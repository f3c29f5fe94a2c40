"""What staff do with a proposed pair: confirm it, which asks the mentor, or drop it; and choosing a mentor by hand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, MatchProposal, Mentor, MentorState, Offer, Person
from services import audit, roles
from services.errors import (
    BookedConflict,
    MentorMissing,
    OfficeError,
    ProposalMissing,
    RequestConflict,
    RequestMissing,
)
from services.matchmaking.batch_problem import WAITS
from services.matchmaking.proposals import pairs
from services.mentoring import hours, offers
from services.mentors.availability import can_take
from services.office_clock import OfficeClock
from services.roles import Act


async def proposed_pair(session: AsyncSession, by: Person | None, run_id: int, request_id: int) -> MatchProposal:
    """A pair that waits for staff's word. Raises NotAllowed, or ProposalMissing when it was decided on meanwhile."""
    roles.require(by, Act.MATCH_REQUESTS)
    found = await session.scalar(
        select(MatchProposal)
        .where(MatchProposal.run_id == run_id, MatchProposal.request_id == request_id)
        .with_for_update(of=MatchProposal)
    )
    if found is None or found.mentor_id is None:
        raise ProposalMissing("refused_no_pair")
    return found


async def confirm(
    session: AsyncSession, by: Person, pair: MatchProposal, now: datetime, office: OfficeClock
) -> Offer | None:
    """Asks the mentor; None when request, mentor or hour are not as they were: then the pair is gone as well."""
    request, mentor_id, starts_at = pair.request, pair.mentor_id, pair.starts_at
    await drop(session, pair)
    if mentor_id is None or starts_at is None:
        return None
    try:
        return await offer_by_hand(session, by, request, mentor_id, starts_at, now, office)
    except OfficeError:  # nothing was written: all is asked first
        return None


async def confirm_some(
    session: AsyncSession, by: Person | None, run_id: int, most: int, now: datetime, office: OfficeClock
) -> tuple[list[Offer], int]:
    """Confirms the best `most` pairs: the offers made, and how many were skipped. Raises NotAllowed."""
    person = roles.require(by, Act.MATCH_REQUESTS)
    found = [
        await confirm(session, person, await proposed_pair(session, by, run_id, pair.request_id), now, office)
        for pair in await pairs(session, run_id, most)
    ]
    made = [offer for offer in found if offer is not None]
    return made, len(found) - len(made)


async def turn_down(session: AsyncSession, by: Person, pair: MatchProposal, now: datetime) -> None:
    """Staff do not want this pair; the request waits on."""
    audit.record(session, by, "match_dropped", "help_request", pair.request_id, now)
    await drop(session, pair)


async def drop(session: AsyncSession, pair: MatchProposal) -> None:
    """Takes the pair off the proposal; the request waits on."""
    key = (MatchProposal.run_id == pair.run_id, MatchProposal.request_id == pair.request_id)
    await session.execute(delete(MatchProposal).where(*key))


async def waiting_request(session: AsyncSession, by: Person | None, request_id: int | None) -> HelpRequest:
    """A request for which a mentor is to be found. Raises NotAllowed, RequestMissing or RequestConflict."""
    roles.require(by, Act.MATCH_REQUESTS)
    request = await session.get(HelpRequest, request_id) if request_id is not None else None
    if request is None:
        raise RequestMissing
    if request.state not in WAITS:
        raise RequestConflict
    return request


async def offer_by_hand(
    session: AsyncSession,
    by: Person,
    request: HelpRequest,
    mentor_id: int,
    starts_at: datetime,
    now: datetime,
    office: OfficeClock,
) -> Offer:
    """Asks this mentor for this hour. Raises RequestConflict, OfferConflict, MentorMissing, or BookedConflict."""
    if request.state not in WAITS:
        raise RequestConflict
    mentor = await session.get(Mentor, mentor_id)
    if mentor is None or mentor.state is not MentorState.ACTIVE:
        raise MentorMissing
    if not await hours.are_free(session, (mentor_id, request.producer_id), starts_at, now):
        raise BookedConflict
    if not await can_take(session, mentor_id, starts_at, office.zone):
        raise BookedConflict
    offer = await offers.offer_to(session, request, mentor_id, starts_at, now)
    audit.record(session, by, "request_matched", "help_request", request.id, now)
    return offer


async def asked_before(session: AsyncSession, request_id: int) -> frozenset[int]:
    """The mentors who were asked about this request: nobody is asked twice."""
    return frozenset(await session.scalars(select(Offer.mentor_id).where(Offer.request_id == request_id)))
