"""Who is told of tickets, and who counts as being at work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from durable.inbox import conversations
from models import RoleKind
from services import people, roles, tickets
from services.tickets import StaffChat
from tests.services.test_roles import NewPerson

from .conftest import MONDAY, OFFICE, WITA, Ask

BOT = 7


async def test_chats_of_everybody_who_may_answer(session: AsyncSession, new_person: NewPerson) -> None:
    admin, officer = await new_person(RoleKind.ADMIN, RoleKind.PETUGAS), await new_person(RoleKind.PETUGAS)
    former = await new_person(RoleKind.PETUGAS)
    await new_person(RoleKind.MENTOR)
    await roles.revoke(session, former, RoleKind.PETUGAS, admin, MONDAY)
    elsewhere = await people.ensure_person(session, "gateway", 5, MONDAY)
    await roles.give(session, elsewhere, RoleKind.PETUGAS, None, MONDAY)
    assert await tickets.staff_chats(session, "telegram") == [
        StaffChat(admin.id, 1000, True), StaffChat(officer.id, 1001, False),
    ]  # fmt: skip


async def test_whom_a_ticket_concerns(session: AsyncSession, ask: Ask, new_person: NewPerson) -> None:
    ticket, officer, other = await ask(), await new_person(RoleKind.PETUGAS), await new_person(RoleKind.PETUGAS)
    staff, both = await tickets.staff_chats(session, "telegram"), {officer.id, other.id}
    assert tickets.concerned(ticket, staff, both) == staff
    await tickets.claim(session, ticket, other, MONDAY)
    assert tickets.concerned(ticket, staff, both) == [StaffChat(other.id, 1001, False)]
    assert tickets.concerned(ticket, staff, {officer.id}) == staff
    await roles.revoke(session, other, RoleKind.PETUGAS, await new_person(RoleKind.ADMIN), MONDAY)
    left = await tickets.staff_chats(session, "telegram")
    assert tickets.concerned(ticket, left, both) == left


async def test_at_work_is_who_wrote_within_one_working_day(session: AsyncSession, new_person: NewPerson) -> None:
    connection = await session.connection()
    await connection.run_sync(lambda sync: conversations.create(sync, checkfirst=True))
    staff = [await new_person(RoleKind.PETUGAS) for _ in range(4)]
    heard = [datetime(2026, 11, 20, 10, 0, tzinfo=WITA), datetime(2026, 11, 20, 9, 59, tzinfo=WITA), None]
    for chat, at in zip((1000, 1001, 1002), heard, strict=True):
        await session.execute(insert(conversations).values(bot=BOT, chat_id=chat, last_heard_at=at))
    await session.execute(insert(conversations).values(bot=BOT + 1, chat_id=1003, last_heard_at=MONDAY))
    # MONDAY is 10:00; Friday 10:00 is one working day before.
    assert await tickets.staff_at_work(session, "telegram", BOT, now=MONDAY, **OFFICE) == {staff[0].id}
