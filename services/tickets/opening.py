"""Asking staff: a new ticket, or more words to one that is there, which opens it again when it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, Person, Ticket, TicketState
from services.errors import TicketMissing, TicketsConflict
from services.reading.folding import visible
from services.roles import Act, allowed
from services.tickets.groups import WAITING, leave, locked_group, root_id, same_questions
from services.tickets.said import Said, asked
from services.working_time import OfficeHours, add_working_time

MOST_WAITING = 5
"""Tickets of one chat that may wait at once; more would only wait longer."""
REMIND_AFTER_DAYS = 1
ESCALATE_AFTER_DAYS = 2
_MOST_NAME = 80
_NAMELESS = "-"


async def open_ticket(
    session: AsyncSession,
    *,
    channel: str,
    chat_id: int,
    asker: Person | None,
    asker_name: str,
    words: str | None,
    files: Sequence[Said] = (),
    topic_id: int | None = None,
    question_id: int | None = None,
    is_urgent: bool = False,
    hours: OfficeHours,
    zone: ZoneInfo,
    now: datetime,
) -> Ticket:
    """One new ticket; it joins the group of those that ask the same, and whoever answers them answers it.

    `topic_id` is the likeliest topic. An urgent ticket is never one too many. Raises QuestionRefused or
    TicketsConflict, before anything is written.
    """
    messages = asked(words, files, now)
    if not is_urgent and await waiting_count(session, channel, chat_id) >= MOST_WAITING:
        raise TicketsConflict(most=MOST_WAITING)
    ticket = Ticket(
        channel=channel,
        chat_id=chat_id,
        asker_id=asker.id if asker else None,
        asker_name=visible(asker_name)[:_MOST_NAME].strip() or _NAMELESS,
        topic_id=topic_id,
        district_id=await _district_of(session, asker),
        question_id=question_id,
        is_urgent=is_urgent,
        state=TicketState.OPEN,
        opened_at=now,
        times_reopened=0,
        messages=messages,
    )
    _wait(ticket, hours, zone, now)
    if group := await same_questions(session, ticket):
        first = group[0]
        ticket.group_id, ticket.state = root_id(first), first.state
        ticket.claimed_by_id, ticket.claimed_at = first.claimed_by_id, first.claimed_at
    session.add(ticket)
    await session.flush()
    await session.refresh(ticket, ["district", "claimed_by"])
    return ticket


async def write_more(
    session: AsyncSession,
    ticket: Ticket,
    *,
    words: str | None,
    files: Sequence[Said] = (),
    hours: OfficeHours,
    zone: ZoneInfo,
    now: datetime,
) -> bool:
    """Adds words of its asker to a ticket. True when it was answered or closed and is open again, with new deadlines.

    It goes back to whoever answered it, who knows it, and leaves its group: what is asked now is its own question.
    Raises QuestionRefused or TicketMissing.
    """
    messages = asked(words, files, now)
    members = await locked_group(session, ticket)
    ticket.messages.extend(messages)
    ticket.staff_told_at = None
    is_reopened = not ticket.is_waiting
    if is_reopened:
        leave(ticket, members)
        ticket.times_reopened += 1
        ticket.closed_at = None
        knows_it = allowed(ticket.claimed_by, Act.ANSWER_TICKETS)
        ticket.state = TicketState.CLAIMED if knows_it else TicketState.OPEN
        if not knows_it:
            ticket.claimed_by_id = ticket.claimed_at = None
        _wait(ticket, hours, zone, now)
    await session.flush()
    return is_reopened


async def own_ticket(session: AsyncSession, channel: str, chat_id: int, ticket_id: int) -> Ticket:
    """The ticket with this id of this chat. Raises TicketMissing, also for another's: nobody learns of it."""
    ticket = await session.get(Ticket, ticket_id)
    if ticket is None or (ticket.channel, ticket.chat_id) != (channel, chat_id):
        raise TicketMissing
    return ticket


async def tickets_of(session: AsyncSession, channel: str, chat_id: int, limit: int = 10) -> list[Ticket]:
    """The latest tickets of a chat, newest first."""
    query = select(Ticket).where(Ticket.channel == channel, Ticket.chat_id == chat_id)
    return list(await session.scalars(query.order_by(Ticket.opened_at.desc(), Ticket.id.desc()).limit(limit)))


async def waiting_count(session: AsyncSession, channel: str, chat_id: int) -> int:
    """How many tickets of a chat wait for an answer."""
    query = select(func.count(Ticket.id)).where(
        Ticket.channel == channel, Ticket.chat_id == chat_id, Ticket.state.in_(WAITING)
    )
    return await session.scalar(query) or 0


async def latest_waiting(
    session: AsyncSession, channel: str, chat_id: int, *, is_urgent: bool | None = None
) -> Ticket | None:
    """The newest ticket of a chat that waits for an answer, urgent or not if that is asked for; None without one."""
    query = select(Ticket).where(Ticket.channel == channel, Ticket.chat_id == chat_id, Ticket.state.in_(WAITING))
    if is_urgent is not None:
        query = query.where(Ticket.is_urgent == is_urgent)
    found: Ticket | None = await session.scalar(query.order_by(Ticket.id.desc()).limit(1))
    return found


def _wait(ticket: Ticket, hours: OfficeHours, zone: ZoneInfo, now: datetime) -> None:
    """Sets when staff are reminded and when it goes to the administrators, counted from now."""
    ticket.remind_at = add_working_time(now, hours, days=REMIND_AFTER_DAYS, zone=zone)
    ticket.escalate_at = add_working_time(now, hours, days=ESCALATE_AFTER_DAYS, zone=zone)
    ticket.reminded_at = ticket.escalated_at = None


async def _district_of(session: AsyncSession, asker: Person | None) -> int | None:
    """Where the asker's first business is."""
    if asker is None:
        return None
    query = select(Business.district_id).where(Business.owner_id == asker.id).order_by(Business.id).limit(1)
    found: int | None = await session.scalar(query)
    return found
