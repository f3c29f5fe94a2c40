"""Questions that ask the same are answered once: finding the group of a new one, locking one, leaving one.

A group is named by its first ticket. It is claimed, answered and closed as one, so those of its tickets that wait for
an answer are always in the same state. Urgent tickets are never in a group, nor two of one chat.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Ticket, TicketState
from services.errors import TicketMissing
from services.tickets.likeness import SAME_SCORE, likeness

WAITING = (TicketState.OPEN, TicketState.CLAIMED)
_MOST_COMPARED = 200


def root_id(ticket: Ticket) -> int:
    """The first ticket of its group; itself when it is alone."""
    return ticket.group_id or ticket.id


async def same_questions(session: AsyncSession, ticket: Ticket) -> list[Ticket]:
    """Which waiting tickets ask the same as this new one, oldest first; empty when it stands alone.

    The rows stay locked, so that nobody answers them before the new one is among them.
    """
    words = ticket.asked_words
    if ticket.is_urgent or not words:
        return []
    alike = select(Ticket).where(
        Ticket.state.in_(WAITING), Ticket.is_urgent.is_(False), Ticket.channel == ticket.channel,
        Ticket.topic_id.is_(None) if ticket.topic_id is None else Ticket.topic_id == ticket.topic_id,
    )  # fmt: skip
    alike = alike.order_by(Ticket.id.desc()).limit(_MOST_COMPARED)
    found = [each for each in await session.scalars(alike) if each is not ticket]
    scored = sorted(((likeness(words, each.asked_words), each.id, each) for each in found), reverse=True)
    for score, _, each in scored:
        if score < SAME_SCORE:
            return []
        group = [member for member in await locked_group(session, each) if member.is_waiting]
        if group and all(member.chat_id != ticket.chat_id for member in group):
            return group
    return []


async def locked_group(session: AsyncSession, ticket: Ticket) -> list[Ticket]:
    """All tickets of its group, closed ones too, as they are now; nobody else changes them before we are done.

    Raises TicketMissing when the ticket is gone meanwhile.
    """
    while True:
        root = root_id(ticket)
        # The first one alone first: who joins the group holds it until having joined, and a statement that waits
        # for a lock does not see what was added meanwhile.
        await session.scalar(select(Ticket.id).where(Ticket.id == root).with_for_update())
        query = select(Ticket).where(or_(Ticket.id == root, Ticket.group_id == root)).order_by(Ticket.id)
        locked = query.with_for_update().execution_options(populate_existing=True)
        members = list(await session.scalars(locked))
        if ticket in members:
            return members
        # It was put into another group, or deleted, just before we had the lock.
        if await session.scalar(select(Ticket.id).where(Ticket.id == ticket.id)) is None:
            raise TicketMissing
        await session.refresh(ticket)


def leave(ticket: Ticket, members: Sequence[Ticket]) -> None:
    """Takes a ticket out of its group, which goes on under its next ticket."""
    others = [member for member in members if member is not ticket]
    if ticket.group_id is None:
        for number, member in enumerate(others):
            member.group_id = others[0].id if number else None
    ticket.group_id = None
