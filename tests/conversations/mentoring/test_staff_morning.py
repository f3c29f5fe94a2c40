"""What is left to staff is told again on working mornings, until somebody has seen to it."""

from __future__ import annotations

import content.texts
from bot.staff_morning_clock import StaffMorningClock
from content.texts import Text
from durable import clock
from models import Mentor, MentorState, RequestState, RoleKind
from services import people, roles
from tests.conversations.tickets.conftest import Time
from tests.driver import BOT

from .talk import OFFICE, MentoredOffice

words = content.texts.load("morning")

RINA = 21


async def mornings(mentored: MentoredOffice) -> list[tuple[int, str]]:
    """What the clock tells, asked twice."""
    for _ in range(2):
        await StaffMorningClock(mentored.office.database, BOT, "telegram", OFFICE).remind()
    return [(reply.chat_id, reply.text) for reply in await mentored.office.sends()]


async def test_staff_hear_on_working_mornings_what_waits(mentored: MentoredOffice, time: Time) -> None:
    async with mentored.office.database.session() as session:
        rina = await people.ensure_person(session, "telegram", RINA, clock.now())
        await roles.give(session, rina, RoleKind.PETUGAS, None, clock.now())
    time.is_at(24, 8)
    assert await mornings(mentored) == []
    siti = await mentored.producer()
    await mentored.asks(siti)
    async with mentored.office.database.session() as session:
        (request,) = await mentored.requests()
        (await session.merge(request)).state = RequestState.STAFF
        (await session.get_one(Mentor, mentored.ids["Pak Rahmat"])).state = MentorState.APPLIED
    waits = [words.told_requests.format(count=1), words.told_applications.format(count=1)]
    told, told_later = (
        words.told_morning.format(lines=Text("\n").join(lines))
        for lines in ([words.told_registered.format(count=1), *waits], waits)
    )
    await mentored.office.sends()
    assert await mornings(mentored) == [(RINA, told)]
    time.is_at(28, 8)  # a Saturday
    assert await mornings(mentored) == []
    time.is_at(30, 8)
    assert await mornings(mentored) == [(RINA, told_later)]
