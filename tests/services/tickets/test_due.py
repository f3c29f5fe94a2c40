"""What the clock finds due, and what it does not find twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models import RoleKind, Ticket, TicketState
from services import tickets
from services.tickets.due import Occasion, due, is_any_due, mark
from tests.services.test_roles import NewPerson

from .conftest import ANSWER, MONDAY, OFFICE, WITA, Ask

THURSDAY = datetime(2026, 11, 26, 14, 0, tzinfo=WITA)
FRIDAY_CLOSE, NEXT_MONDAY = datetime(2026, 11, 27, 11, 30, tzinfo=WITA), datetime(2026, 11, 30, 14, 0, tzinfo=WITA)
NEWS, REMINDER, ESCALATION = Occasion


async def found(session: AsyncSession, occasion: Occasion, now: datetime, channel: str = "telegram") -> list[Ticket]:
    tickets_due = await due(session, channel, occasion, now)
    assert await is_any_due(session, channel, occasion, now) is bool(tickets_due)
    return tickets_due


async def test_news_are_what_staff_do_not_know(session: AsyncSession, ask: Ask) -> None:
    first, second = await ask(11), await ask(12, is_urgent=True)
    assert await found(session, NEWS, MONDAY) == [first, second]
    mark(NEWS, [first, second], MONDAY)
    assert await found(session, NEWS, MONDAY) == []
    await tickets.write_more(session, first, words="ini fotonya", now=MONDAY, **OFFICE)
    assert await found(session, NEWS, MONDAY) == [first]
    assert await found(session, NEWS, MONDAY, "gateway") == []


async def test_reminded_after_one_working_day_and_escalated_after_two(session: AsyncSession, ask: Ask) -> None:
    ticket = await ask(now=THURSDAY)
    mark(NEWS, [ticket], THURSDAY)
    assert await found(session, REMINDER, FRIDAY_CLOSE - timedelta(minutes=1)) == []
    assert await found(session, REMINDER, FRIDAY_CLOSE) == [ticket]
    mark(REMINDER, [ticket], FRIDAY_CLOSE)
    assert await found(session, REMINDER, NEXT_MONDAY) == []
    assert await found(session, ESCALATION, NEXT_MONDAY - timedelta(minutes=1)) == []
    assert await found(session, ESCALATION, NEXT_MONDAY) == [ticket]
    mark(ESCALATION, [ticket], NEXT_MONDAY)
    for occasion in Occasion:
        assert await found(session, occasion, NEXT_MONDAY + timedelta(days=9)) == []
    assert (ticket.staff_told_at, ticket.reminded_at, ticket.escalated_at) == (THURSDAY, FRIDAY_CLOSE, NEXT_MONDAY)


async def test_what_is_escalated_without_a_reminder_is_not_reminded_of_after(session: AsyncSession, ask: Ask) -> None:
    ticket = await ask(now=THURSDAY)
    mark(ESCALATION, await found(session, ESCALATION, NEXT_MONDAY), NEXT_MONDAY)
    assert (ticket.reminded_at, ticket.escalated_at, ticket.staff_told_at) == (NEXT_MONDAY,) * 3


async def test_nobody_is_reminded_of_what_is_done(session: AsyncSession, ask: Ask, new_person: NewPerson) -> None:
    ticket, officer = await ask(now=THURSDAY), await new_person(RoleKind.PETUGAS)
    await tickets.answer(session, ticket, officer, ANSWER, THURSDAY)
    for occasion in Occasion:
        assert await found(session, occasion, NEXT_MONDAY) == []
    await tickets.write_more(session, ticket, words="lagi", now=NEXT_MONDAY, **OFFICE)
    assert (ticket.state, await found(session, NEWS, NEXT_MONDAY)) == (TicketState.CLAIMED, [ticket])
    assert await found(session, REMINDER, NEXT_MONDAY + timedelta(days=1)) == [ticket]
