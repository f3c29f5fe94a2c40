"""Answers: several in a row, to what was answered, late ones, and their rating."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import MessageKind, RoleKind, TicketState
from services import tickets
from services.errors import TicketMissing, TicketRatedConflict
from services.tickets import Said
from tests.services.test_roles import NewPerson

from .conftest import ANSWER, MONDAY, OFFICE, Ask

LATER = MONDAY + timedelta(hours=1)


async def test_answering_claims(session: AsyncSession, ask: Ask, new_person: NewPerson) -> None:
    ticket, officer = await ask(), await new_person(RoleKind.PETUGAS)
    assert await tickets.answer(session, ticket, officer, ANSWER, LATER) == [ticket]
    assert (ticket.state, ticket.claimed_by, ticket.claimed_at, ticket.answered_at) == (
        TicketState.ANSWERED, officer, LATER, LATER,
    )  # fmt: skip


async def test_several_in_a_row_are_all_kept(session: AsyncSession, ask: Ask, new_person: NewPerson) -> None:
    ticket, officer, other = await ask(), await new_person(RoleKind.PETUGAS), await new_person(RoleKind.ADMIN)
    photo = Said(MessageKind.PHOTO, "seperti ini", "p", "u")
    await tickets.answer(session, ticket, officer, ANSWER, MONDAY, {officer.id})
    await tickets.answer(session, ticket, officer, photo, LATER, {officer.id})
    assert await tickets.answer(session, ticket, other, ANSWER, LATER, {officer.id, other.id}) == [ticket]
    session.expunge_all()
    kept = await tickets.own_ticket(session, "telegram", 11, ticket.id)
    assert [(each.author_id, each.kind, each.is_from_staff) for each in kept.messages] == [
        (None, MessageKind.TEXT, False), (officer.id, MessageKind.TEXT, True), (officer.id, MessageKind.PHOTO, True),
        (other.id, MessageKind.TEXT, True),
    ]  # fmt: skip
    assert (kept.answered_at, kept.claimed_by_id) == (MONDAY, officer.id)


async def test_closed_ticket_may_be_answered_late(session: AsyncSession, ask: Ask, new_person: NewPerson) -> None:
    ticket, officer = await ask(), await new_person(RoleKind.PETUGAS)
    await tickets.close(session, ticket, officer, MONDAY)
    assert await tickets.answer(session, ticket, officer, ANSWER, LATER) == [ticket]
    assert (ticket.state, ticket.answered_at, ticket.closed_at) == (TicketState.ANSWERED, LATER, None)


async def test_each_rates_once(session: AsyncSession, ask: Ask, new_person: NewPerson) -> None:
    first, second, officer = await ask(11), await ask(12), await new_person(RoleKind.PETUGAS)
    with pytest.raises(TicketMissing):
        await tickets.rate(session, first, True, MONDAY)
    await tickets.answer(session, first, officer, ANSWER, MONDAY)
    await tickets.rate(session, first, True, LATER)
    with pytest.raises(TicketRatedConflict):
        await tickets.rate(session, first, False, LATER)
    await tickets.rate(session, second, False, LATER)
    assert [(each.helped, each.rated_at) for each in (first, second)] == [(True, LATER), (False, LATER)]
    await tickets.write_more(session, first, words="lagi", now=LATER, **OFFICE)
    assert first.helped is True
