"""How long a mentor may take: a working day, a reminder, and a working day more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from services.mentoring import deadlines
from services.office_clock import OfficeClock
from tests.services.mentoring.asked import NewBusiness, an_offer
from tests.services.mentoring.booked import OFFICE, NewPerson


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=OFFICE.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("told", "due"),
    [
        (at(23, 9), at(24, 9)),
        (at(23, 9, 4), at(24, 9)),
        (at(23, 19, 30), at(25, 7, 30)),
        (at(26, 14), at(27, 11, 30)),
        (at(27, 9), at(30, 9)),
        (at(28, 9), datetime(2026, 12, 1, 7, 30, tzinfo=OFFICE.zone)),
    ],
)
def test_answer_is_due_after_a_working_day(told: datetime, due: datetime) -> None:
    assert deadlines.answer_by(told, OFFICE) == due


def test_hours_beyond_whole_days_run_while_the_office_is_open() -> None:
    assert deadlines.answer_by(at(23, 15), OfficeClock(answer_hours=4)) == at(24, 10, 30)


async def test_reminder_gives_the_same_time_once_more(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    offer = await an_offer(session, new_person, new_business)
    offer.told_at = offer.nudge_at = offer.expires_at = None
    deadlines.mark_told(offer, at(23, 9, 1), OFFICE)
    assert (offer.nudge_at, offer.expires_at) == (at(24, 9), at(25, 9))
    deadlines.mark_told(offer, at(23, 15), OFFICE)
    assert offer.told_at == at(23, 9, 1)
    assert not deadlines.is_to_be_nudged(offer, at(24, 8, 59))
    assert deadlines.is_to_be_nudged(offer, at(24, 9))
    deadlines.nudge(offer, at(24, 14), OFFICE)
    assert (offer.nudged_at, offer.expires_at) == (at(24, 14), at(25, 14))
    deadlines.nudge(offer, at(25, 9), OFFICE)
    assert offer.nudged_at == at(24, 14)
    assert not deadlines.is_to_be_nudged(offer, at(25, 15))
