"""Answering: once for all who asked the same, as often as there is something to say."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, Ticket, TicketState
from services import audit, roles
from services.errors import TicketMissing, TicketRatedConflict
from services.roles import Act
from services.tickets.claiming import refuse_if_anothers
from services.tickets.groups import locked_group
from services.tickets.said import Said, message


async def answer(
    session: AsyncSession, ticket: Ticket, by: Person, said: Said, now: datetime, at_work: Collection[int] = ()
) -> list[Ticket]:
    """Keeps one message of staff as the answer. Gives the tickets whose askers are to get it.

    A waiting ticket is answered with all of its group, and so claimed. What is said after that goes to the same
    people. A closed one gets its answer late. Raises NotAllowed, TicketMissing or TicketClaimedConflict.
    """
    roles.require(by, Act.ANSWER_TICKETS)
    members = await locked_group(session, ticket)
    if ticket.is_waiting:
        refuse_if_anothers(ticket, by, at_work)
        audit.record(session, by, "ticket_answered", "ticket", ticket.id, now)
    getting = [each for each in members if _stands_as(each, ticket)]
    for each in getting:
        if each.state is not TicketState.ANSWERED:
            each.state, each.answered_at, each.closed_at = TicketState.ANSWERED, now, None
            each.claimed_at = each.claimed_at or now
            each.claimed_by = by
        each.messages.append(message(said, by, now))
    await session.flush()
    return getting


async def rate(session: AsyncSession, ticket: Ticket, helped: bool, now: datetime) -> None:
    """Keeps whether the answer helped its asker. Raises TicketMissing without one, TicketRatedConflict if it was."""
    await locked_group(session, ticket)
    if ticket.answered_at is None:
        raise TicketMissing
    if ticket.rated_at is not None:
        raise TicketRatedConflict
    ticket.helped, ticket.rated_at = helped, now
    await session.flush()


def _stands_as(one: Ticket, other: Ticket) -> bool:
    """Whether both wait, both are answered, or both are closed."""
    return one.state is other.state or (one.is_waiting and other.is_waiting)
