"""Who was not reached by a reminder: the other side hears it once and at once, staff in one message an hour."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

import content.texts
from bot.unreached_clock import UnreachedClock
from durable import clock
from durable.inbox import conversations
from durable.outbox import outbox
from durable.tables import OutboxState
from handlers.local_time import told_hour
from models import Activity, Business, Meeting, ReminderState, RoleKind
from services import people, roles
from services.businesses import register_business
from tests.conversations.reminders.conftest import ANI, BUDI, NOON, OFFICE, SITI, Sessions, at
from tests.driver import BOT, Reply

text = content.texts.load("reminders")
STAFF = 1
WHEN = told_hour(at(26, 10))
pytestmark = pytest.mark.pitfall(33)


async def not_reached(sessions: Sessions, chat_id: int, state: OutboxState = OutboxState.DEAD) -> None:
    """What waits for this chat ends without arriving; all else arrives."""
    o = outbox.c
    async with sessions.office.database.write() as connection:
        ended = {"state": state, "reason": "blocked", "closed_at": clock.now()}
        await connection.execute(
            update(outbox).where(o.chat_id == chat_id, o.state == OutboxState.PENDING).values(ended)
        )
    await sessions.office.sends()


async def looks(sessions: Sessions, unreached: UnreachedClock, now: datetime) -> list[tuple[int, str]]:
    """(chat, words) of what is told at a look."""
    sessions.now = now
    await unreached.tick()
    return sorted((reply.chat_id, reply.text) for reply in await sessions.office.sends())


async def opened(sessions: Sessions) -> tuple[int, UnreachedClock]:
    """A session on Thursday at 10 whose day before has come, an administrator, and a clock."""
    async with sessions.office.database.session() as session:
        admin = await people.ensure_person(session, "telegram", STAFF, NOON)
        await roles.give(session, admin, RoleKind.ADMIN, None, NOON)
    mentor, siti = await sessions.person(BUDI, "Pak Budi"), await sessions.person(SITI, "Siti <3")
    meeting = await sessions.book(mentor, siti, at(26, 10))
    sessions.now = at(25, 10)
    await sessions.clock.tick()
    return meeting, UnreachedClock(sessions.office.database, BOT, "telegram", OFFICE)


def staff_told(*lines: str) -> tuple[int, str]:
    """What an administrator reads."""
    joined = type(text.told_staff_line)("\n").join(lines)
    return STAFF, text.told_staff_unreached.format(count=len(lines), lines=joined)


@pytest.mark.parametrize("state", [OutboxState.DEAD, OutboxState.DROPPED])
async def test_other_side_and_staff_learn_it_once(sessions_on_both: Sessions, state: OutboxState) -> None:
    _, unreached = await opened(sessions_on_both)
    await not_reached(sessions_on_both, SITI, state)
    assert await looks(sessions_on_both, unreached, at(25, 10, 1)) == [
        staff_told(text.told_staff_line.format(name="Siti <3", when=WHEN)),
        (BUDI, text.told_unreached.format(name="Siti <3", when=WHEN)),
    ]
    for minute in (2, 30, 59):
        assert await looks(sessions_on_both, unreached, at(25, 10, minute)) == []
    again = UnreachedClock(sessions_on_both.office.database, BOT, "telegram", OFFICE)  # a process that begins anew
    assert await looks(sessions_on_both, again, at(25, 12)) == []


async def test_what_arrives_is_told_to_nobody(sessions: Sessions) -> None:
    _, unreached = await opened(sessions)
    await sessions.office.sends()
    assert await looks(sessions, unreached, at(25, 10, 1)) == []


async def test_two_clocks_tell_once(sessions_on_both: Sessions) -> None:
    await opened(sessions_on_both)
    await not_reached(sessions_on_both, SITI)
    clocks = [UnreachedClock(sessions_on_both.office.database, BOT, "telegram", OFFICE) for _ in range(2)]
    await asyncio.gather(*(each.tick() for each in clocks))
    assert sorted(reply.chat_id for reply in await sessions_on_both.office.sends()) == [STAFF, BUDI]


async def test_contact_is_shown_only_where_it_was_allowed(sessions: Sessions) -> None:
    meeting, unreached = await opened(sessions)
    await sessions.change(meeting, _shows_contact)
    await not_reached(sessions, SITI)
    told = dict(await looks(sessions, unreached, at(25, 10, 1)))
    assert told[BUDI] == text.told_unreached_contact.format(name="Siti <3", when=WHEN, contact="0812 1111 2222")


def _shows_contact(meeting: Meeting) -> None:
    meeting.producer_shows_contact, meeting.producer_contact = True, "0812 1111 2222"


async def test_staff_see_the_number_of_the_business(sessions: Sessions) -> None:
    _, unreached = await opened(sessions)
    async with sessions.office.database.session() as session:
        owner = await people.person_of_account(session, "telegram", SITI)
        assert owner is not None
        business: Business = await register_business(
            session, owner, name="Dapur Siti", district_id=640804, product_ids=[1], unlisted=[],
            activities={Activity.PROCESSED}, registered_through="draft:1", now=NOON,
        )  # fmt: skip
        business.phone = "+6281234567890"
    await not_reached(sessions, SITI)
    told = dict(await looks(sessions, unreached, at(25, 10, 1)))
    assert told[STAFF] == staff_told(
        text.told_staff_line_phone.format(name="Siti <3", phone="+6281234567890", when=WHEN)
    )[1]  # fmt: skip


async def test_second_reminder_of_the_same_session_is_told_to_staff_only(sessions: Sessions) -> None:
    _, unreached = await opened(sessions)
    await not_reached(sessions, SITI)
    await looks(sessions, unreached, at(25, 10, 1))
    sessions.now = at(26, 9)
    await sessions.clock.tick()
    await not_reached(sessions, SITI)
    assert [chat for chat, _ in await looks(sessions, unreached, at(26, 9, 1))] == [STAFF]


async def test_staff_hear_of_several_in_one_message_an_hour(sessions: Sessions) -> None:
    _, unreached = await opened(sessions)
    await not_reached(sessions, SITI)
    assert [chat for chat, _ in await looks(sessions, unreached, at(25, 10, 1))] == [STAFF, BUDI]
    for chat, minute in ((ANI, 15), (13, 30)):
        mentor = await sessions.person(500 + chat, f"Mentor {chat}")
        await sessions.book(mentor, await sessions.person(chat, f"Ibu {chat}"), at(26, 10, minute))
        sessions.now = at(25, 10, minute)
        await sessions.clock.tick()
        await not_reached(sessions, chat)
        told = await looks(sessions, unreached, sessions.now + timedelta(minutes=1))
        assert [each for each, _ in told] == [500 + chat]
    assert await looks(sessions, unreached, at(25, 11, 1)) == [
        staff_told(
            text.told_staff_line.format(name="Ibu 12", when=told_hour(at(26, 10, 15))),
            text.told_staff_line.format(name="Ibu 13", when=told_hour(at(26, 10, 30))),
        )
    ]


async def test_nobody_is_told_once_the_session_is_over(sessions: Sessions) -> None:
    _, unreached = await opened(sessions)
    await not_reached(sessions, SITI)
    assert await looks(sessions, unreached, at(26, 11)) == []


async def test_question_afterwards_that_does_not_arrive_is_told_to_nobody(sessions: Sessions) -> None:
    _, unreached = await opened(sessions)
    await sessions.office.sends()
    await looks(sessions, unreached, at(26, 11))
    sessions.now = at(26, 12)
    await sessions.clock.tick()
    await not_reached(sessions, SITI)
    assert await looks(sessions, unreached, at(26, 12, 1)) == []
    assert {row.state for row in await sessions.rows(*ReminderState) if row.due_at == at(26, 12)} == {
        ReminderState.QUEUED
    }


async def test_blocked_person_without_any_message_is_told_too(sessions: Sessions) -> None:
    """The chat was known to be unreachable when the reminder came due."""
    _, unreached = await opened(sessions)
    await sessions.office.person(SITI, "Siti").says("/menu")
    await sessions.office.sends()
    async with sessions.office.database.write() as connection:
        await connection.execute(
            update(conversations).where(conversations.c.chat_id == SITI).values(unreachable_at=NOON)
        )
    sessions.now = at(26, 9)
    await sessions.clock.tick()
    replies: list[Reply] = await sessions.office.sends()
    assert [reply.chat_id for reply in replies] == [BUDI]
    told = dict(await looks(sessions, unreached, at(26, 9, 1)))
    assert set(told) == {STAFF, BUDI}
