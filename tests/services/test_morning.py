"""What a working day's morning holds for staff."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Activity, AnnouncementState, MentorState, Person, RoleKind
from services import businesses
from services.morning import Matter, last_morning, matters
from services.office_clock import WITA
from tests.announcement_rows import add_announcement
from tests.mentoring_rows import add_mentor

NewPerson = Callable[..., Awaitable[Person]]
TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=WITA)


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (TUESDAY, datetime(2026, 11, 23, 8, 0, tzinfo=WITA)),
        (TUESDAY + timedelta(hours=3), datetime(2026, 11, 23, 8, 0, tzinfo=WITA)),
        (datetime(2026, 11, 23, 8, 0, tzinfo=WITA), datetime(2026, 11, 20, 8, 0, tzinfo=WITA)),
        (datetime(2026, 12, 28, 8, 0, tzinfo=WITA), datetime(2026, 12, 24, 8, 0, tzinfo=WITA)),  # Christmas between
    ],
)
def test_last_morning_is_the_one_of_the_working_day_before(now: datetime, last: datetime) -> None:
    assert last_morning(now, WITA) == last


async def test_quiet_office_has_no_matters(session: AsyncSession, new_person: NewPerson) -> None:
    rina = await new_person(RoleKind.PETUGAS)
    assert await matters(session, rina.id, "telegram", WITA, TUESDAY) == {}


async def test_each_matter_is_counted_but_ones_own(session: AsyncSession, new_person: NewPerson) -> None:
    rina, budi, siti = await new_person(RoleKind.PETUGAS), await new_person(RoleKind.PETUGAS), await new_person()
    for days, activities in ((0, {Activity.PROCESSED, Activity.SERVED}), (3, {Activity.PROCESSED})):
        await businesses.register_business(
            session, siti, name="Dapur Siti", district_id=640806, product_ids=[1], unlisted=[], activities=activities,
            registered_through=f"draft:{days}", now=TUESDAY - timedelta(days=days, hours=1),
        )  # fmt: skip
    await add_mentor(session, rina, TUESDAY, state=MentorState.APPLIED)
    await add_announcement(session, budi, TUESDAY, state=AnnouncementState.APPROVING, closed_at=None, started_at=None)
    of_rina = await matters(session, rina.id, "telegram", WITA, TUESDAY)
    of_budi = await matters(session, budi.id, "telegram", WITA, TUESDAY)
    assert of_rina == {Matter.REGISTERED: 1, Matter.ANNOUNCEMENTS: 1, Matter.DOUBTFUL: 1}
    assert of_budi == {Matter.REGISTERED: 1, Matter.APPLICATIONS: 1, Matter.DOUBTFUL: 1}
