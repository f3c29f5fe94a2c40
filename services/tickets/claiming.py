"""Taking a question upon oneself, giving it back, closing it without an answer, and parting it from its group.

`at_work` are the ids of the staff who can be expected to keep what they claimed: see `staff_at_work`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, Ticket, TicketState
from services import audit, roles
from services.errors import TicketClaimedConflict, TicketDoneConflict, TicketMissing
from services.roles import Act
from services.tickets.groups import leave, locked_group


async def office_ticket(session: AsyncSession, channel: str, ticket_id: int, by: Person | None) -> Ticket:
    """The ticket with this id, for staff. Raises NotAllowed before it looks, TicketMissing for another channel's."""
    roles.require(by, Act.ANSWER_TICKETS)
    ticket = await session.get(Ticket, ticket_id)
    if ticket is None or ticket.channel != channel:
        raise TicketMissing
    return ticket


async def claim(
    session: AsyncSession, ticket: Ticket, by: Person, now: datetime, at_work: Collection[int] = ()
) -> list[Ticket]:
    """Makes this person the one who answers it, with all its group; of two at once one wins. Gives the tickets.

    Claiming again changes nothing. Raises NotAllowed, TicketClaimedConflict or TicketDoneConflict.
    """
    waiting = await _waiting(session, ticket, by)
    refuse_if_anothers(ticket, by, at_work)
    if ticket.claimed_by_id == by.id:
        return waiting
    act = "ticket_claimed" if ticket.claimed_by_id is None else "ticket_taken_over"
    for each in waiting:
        each.state, each.claimed_by, each.claimed_at = TicketState.CLAIMED, by, now
    audit.record(session, by, act, "ticket", ticket.id, now)
    await session.flush()
    return waiting


async def release(session: AsyncSession, ticket: Ticket, by: Person, now: datetime) -> None:
    """Gives it back to everybody; they are told of it again. Raises NotAllowed or TicketClaimedConflict."""
    waiting = await _waiting(session, ticket, by)
    if ticket.claimed_by is None:
        return
    refuse_if_anothers(ticket, by, {ticket.claimed_by.id})
    for each in waiting:
        each.state, each.claimed_by, each.claimed_at, each.staff_told_at = TicketState.OPEN, None, None, None
    audit.record(session, by, "ticket_released", "ticket", ticket.id, now)
    await session.flush()


async def close(
    session: AsyncSession, ticket: Ticket, by: Person, now: datetime, at_work: Collection[int] = ()
) -> list[Ticket]:
    """Ends it, with its group, without an answer. Gives the tickets, whose askers are to be told.

    Raises NotAllowed, TicketClaimedConflict or TicketDoneConflict.
    """
    waiting = await _waiting(session, ticket, by)
    refuse_if_anothers(ticket, by, at_work)
    for each in waiting:
        each.state, each.closed_at = TicketState.CLOSED, now
    audit.record(session, by, "ticket_closed", "ticket", ticket.id, now)
    await session.flush()
    return waiting


async def part(session: AsyncSession, ticket: Ticket, by: Person, now: datetime) -> bool:
    """Takes it out of its group: it asks something else. False when it stands alone already. Raises NotAllowed."""
    roles.require(by, Act.ANSWER_TICKETS)
    members = await locked_group(session, ticket)
    if len(members) == 1:
        return False
    leave(ticket, members)
    audit.record(session, by, "ticket_parted", "ticket", ticket.id, now)
    await session.flush()
    return True


async def _waiting(session: AsyncSession, ticket: Ticket, by: Person) -> list[Ticket]:
    """Those of its group that wait for an answer, locked. Raises TicketDoneConflict when the ticket does not."""
    roles.require(by, Act.ANSWER_TICKETS)
    members = await locked_group(session, ticket)
    if not ticket.is_waiting:
        raise TicketDoneConflict
    return [each for each in members if each.is_waiting]


def refuse_if_anothers(ticket: Ticket, by: Person, at_work: Collection[int]) -> None:
    """Raises TicketClaimedConflict when somebody else who is at work has it."""
    holder = ticket.claimed_by
    if holder is not None and holder.id != by.id and holder.id in at_work:
        raise TicketClaimedConflict(name=holder.name or "-")
