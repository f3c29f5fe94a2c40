"""What the clock finds due, and what it does not find twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models import RoleKind, TicketState
from services import tickets
from services.tickets import due
from tests.services.test_roles import NewPerson

from .conftest import ANSWER, MONDAY, OFFICE, OTHER_WORDS, WITA, Ask

THURSDAY = datetime(2026, 11, 26, 14, 0, tzinfo=WITA)
FRIDAY_CLOSE, NEXT_MONDAY = datetime(2026, 11, 27, 11, 30, tzinfo=WITA), datetime(2026, 11, 30, 14, 0, tzinfo=WITA)


async def test_news_are_told_at_once_and_then_joined(session: AsyncSession, ask: Ask) -> None:
    first = await ask(11)
    assert await due.is_anything_due(session, "telegram", MONDAY) is True
    assert await due.untold(session, "telegram", MONDAY) == [first]
    due.told([first], MONDAY)
    second, third = await ask(12, words=OTHER_WORDS), await ask(13)
    soon, later = MONDAY + timedelta(minutes=14), MONDAY + timedelta(minutes=15)
    assert await due.untold(session, "telegram", soon) == []
    assert await due.untold(session, "telegram", later) == [second, third]
    due.told([second, third], later)
    assert await due.untold(session, "telegram", later + timedelta(hours=1)) == []
    assert await due.is_anything_due(session, "telegram", later) is False


async def test_urgent_news_told_at_once_do_not_hold_up_others(session: AsyncSession, ask: Ask) -> None:
    urgent, usual = await ask(11, is_urgent=True), await ask(12)
    due.told([urgent], MONDAY)
    assert await due.untold(session, "telegram", MONDAY) == [usual]


async def test_reminded_after_one_working_day_and_escalated_after_two(session: AsyncSession, ask: Ask) -> None:
    ticket = await ask(now=THURSDAY)
    due.told([ticket], THURSDAY)
    just_before = FRIDAY_CLOSE - timedelta(minutes=1)
    assert await due.to_remind(session, "telegram", just_before) == []
    assert await due.is_anything_due(session, "telegram", just_before) is False
    assert await due.to_remind(session, "telegram", FRIDAY_CLOSE) == [ticket]
    due.reminded([ticket], FRIDAY_CLOSE)
    assert await due.to_remind(session, "telegram", NEXT_MONDAY) == []
    assert await due.to_escalate(session, "telegram", NEXT_MONDAY - timedelta(minutes=1)) == []
    assert await due.to_escalate(session, "telegram", NEXT_MONDAY) == [ticket]
    due.escalated([ticket], NEXT_MONDAY)
    assert await due.to_escalate(session, "telegram", NEXT_MONDAY + timedelta(days=9)) == []
    assert await due.is_anything_due(session, "telegram", NEXT_MONDAY + timedelta(days=9)) is False


async def test_reminders_of_one_hour_are_joined(session: AsyncSession, ask: Ask) -> None:
    first = await ask(11, now=MONDAY)
    second = await ask(12, now=MONDAY + timedelta(minutes=10), words=OTHER_WORDS)
    at = MONDAY + timedelta(days=1)
    due.reminded(await due.to_remind(session, "telegram", at), at)
    assert (first.reminded_at, second.reminded_at) == (at, None)
    assert await due.to_remind(session, "telegram", at + timedelta(minutes=30)) == []
    assert await due.to_remind(session, "telegram", at + timedelta(hours=1)) == [second]


async def test_what_is_escalated_without_a_reminder_is_not_reminded_of_after(session: AsyncSession, ask: Ask) -> None:
    ticket = await ask(now=THURSDAY)
    due.escalated(await due.to_escalate(session, "telegram", NEXT_MONDAY), NEXT_MONDAY)
    assert (ticket.reminded_at, ticket.escalated_at, ticket.staff_told_at) == (NEXT_MONDAY,) * 3


async def test_nobody_is_reminded_of_what_is_done(session: AsyncSession, ask: Ask, new_person: NewPerson) -> None:
    ticket, officer = await ask(now=THURSDAY), await new_person(RoleKind.PETUGAS)
    await tickets.answer(session, ticket, officer, ANSWER, THURSDAY)
    for look in (due.untold, due.to_remind, due.to_escalate):
        assert await look(session, "telegram", NEXT_MONDAY) == []
    await tickets.write_more(session, ticket, words="lagi", now=NEXT_MONDAY, **OFFICE)
    assert (ticket.state, await due.untold(session, "telegram", NEXT_MONDAY)) == (TicketState.CLAIMED, [ticket])
    assert await due.to_remind(session, "telegram", NEXT_MONDAY + timedelta(days=1)) == [ticket]
    assert await due.untold(session, "gateway", NEXT_MONDAY) == []
