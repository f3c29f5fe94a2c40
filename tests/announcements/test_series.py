"""A repeated announcement: the next one is there as soon as one begins, at the same local time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from durable import clock
from models import Announcement, AnnouncementState, Person, Repeat
from services.announcements import changing, steering
from services.announcements.starting import next_time
from tests.announcements.newsroom import WITA, Newsroom


async def test_next_one_is_made_when_one_begins(newsroom: Newsroom) -> None:
    number = await newsroom.announces(repeat=Repeat.WEEKLY)
    await newsroom.runs()
    first, second = await _all(newsroom)
    assert (first.id, first.state) == (number, AnnouncementState.SENT)
    assert (second.state, second.series_id, second.send_at - first.send_at) == (
        AnnouncementState.SCHEDULED, number, timedelta(weeks=1),
    )  # fmt: skip
    assert [part.words for part in second.parts] == [part.words for part in first.parts]
    newsroom.time.passes(weeks=1)
    await newsroom.runs()
    third = (await _all(newsroom))[2]
    assert (third.series_id, third.send_at - first.send_at) == (number, timedelta(weeks=2))


async def test_what_was_put_right_stays_right_in_the_next_one(newsroom: Newsroom) -> None:
    number = await newsroom.announces(repeat=Repeat.WEEKLY)
    await newsroom.runs()
    async with newsroom.database.session() as session:
        by = await session.get_one(Person, 2)
        await changing.correct(session, number, 0, "Pasar <b>murah</b>", by, clock.now())
    assert [(each.title, each.parts[0].words) for each in await _all(newsroom)] == [
        ("Pasar murah", "Pasar <b>murah</b>")
    ] * 2
    newsroom.time.passes(weeks=1)
    await newsroom.runs()
    async with newsroom.database.session() as session:
        await changing.correct(session, number, 0, "Pasar lama", await session.get_one(Person, 2), clock.now())
    assert [each.parts[0].words for each in await _all(newsroom)] == ["Pasar lama", *["Pasar <b>murah</b>"] * 2]


async def test_series_ends_with_what_is_called_off(newsroom: Newsroom) -> None:
    await newsroom.announces(repeat=Repeat.WEEKLY)
    await newsroom.runs()
    async with newsroom.database.session() as session:
        await steering.cancel(session, 2, await session.get_one(Person, 2), clock.now())
    newsroom.time.passes(weeks=3)
    await newsroom.runs(times=3)
    assert [each.state for each in await _all(newsroom)] == [AnnouncementState.SENT, AnnouncementState.CANCELLED]


@pytest.mark.parametrize(
    ("first", "repeat", "after", "following"),
    [
        ("2026-11-23 10:00", Repeat.WEEKLY, "2026-11-23 10:00", "2026-11-30 10:00"),
        ("2026-11-23 10:00", Repeat.WEEKLY, "2026-12-09 09:00", "2026-12-14 10:00"),
        ("2026-12-31 06:30", Repeat.MONTHLY, "2026-12-31 06:30", "2027-01-31 06:30"),
        ("2026-12-31 06:30", Repeat.MONTHLY, "2027-01-31 06:30", "2027-02-28 06:30"),
        ("2026-12-31 06:30", Repeat.MONTHLY, "2027-02-28 06:30", "2027-03-31 06:30"),
    ],
)
def test_next_time(first: str, repeat: Repeat, after: str, following: str) -> None:
    def local(said: str) -> datetime:
        return datetime.fromisoformat(said).replace(tzinfo=WITA)

    assert next_time(local(first), repeat, WITA, local(after)) == local(following)


async def _all(newsroom: Newsroom) -> list[Announcement]:
    async with newsroom.database.session() as session:
        return list(await session.scalars(select(Announcement).order_by(Announcement.id)))
