"""Mentoring in figures: sessions by what became of them, what is waiting, and stars of producers alone."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, MeetingState, Outcome, Side
from services.mentoring import meetings
from services.mentoring.outcome import settle
from services.mentoring.rating import rate
from services.statistics.meetings import MeetingFigures, meetings_in
from services.statistics.periods import LastDays
from tests.services.conftest import NOW
from tests.services.mentoring.booked import AFTER, NewPerson, a_meeting, a_request

HELD, MISSED, CANCELLED, SILENT = (
    MeetingState.HELD, MeetingState.NO_SHOW, MeetingState.CANCELLED, MeetingState.SCHEDULED,
)  # fmt: skip


async def test_sessions_by_what_became_of_them(session: AsyncSession, new_person: NewPerson) -> None:
    first, second = [await a_meeting(session, new_person) for _ in range(2)]
    for meeting, stars in ((first, 4), (second, 5)):
        await settle(session, meeting, Side.PRODUCER, Outcome.HELD, AFTER)
        await rate(session, meeting, Side.PRODUCER, stars, AFTER)
        await rate(session, meeting, Side.MENTOR, 1, AFTER)
    await settle(session, await a_meeting(session, new_person), Side.MENTOR, Outcome.PRODUCER_MISSED, AFTER)
    called_off = await a_meeting(session, new_person)
    await meetings.cancel(session, called_off, Side.MENTOR, ChangeReason.ILL, NOW)
    await a_meeting(session, new_person)
    await a_request(session, new_person)
    assert await meetings_in(session, LastDays(7, AFTER)) == MeetingFigures(
        states={HELD: 2, MISSED: 1, CANCELLED: 1, SILENT: 1}, asked=6, waiting=2, stars=4.5
    )
    nothing = dict.fromkeys(MeetingState, 0)
    assert await meetings_in(session, LastDays(7, NOW)) == MeetingFigures(nothing, 6, 2, None)
    assert (await meetings_in(session, LastDays(0, AFTER))).asked == 0
