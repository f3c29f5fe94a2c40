"""An announcement whose people this version cannot read (a later one wrote it) holds up nobody and nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from durable import clock
from models import AnnouncementState, Person
from services.news import latest
from tests.announcements.newsroom import LINE, Newsroom

LATER = '{"version":2,"villages":[7]}'


async def test_it_waits_others_go_out_and_the_log_is_not_filled(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    strange, other = await newsroom.announces(audience=LATER), await newsroom.announces()
    await newsroom.runs()
    states = [(await newsroom.found(number)).state for number in (strange, other)]
    assert states == [AnnouncementState.SCHEDULED, AnnouncementState.SENT]
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["announcement_stands"]


async def test_the_list_of_the_latest_leaves_it_out(newsroom: Newsroom) -> None:
    other = await newsroom.announces()
    await newsroom.runs()
    sent = {"state": AnnouncementState.SENT, "started_at": clock.now(), "closed_at": clock.now()}
    await newsroom.announces(audience=LATER, **sent)
    newsroom.time.passes(hours=1)
    await newsroom.announces(send_at=clock.now() - timedelta(minutes=1), **sent)
    async with newsroom.database.session() as session:
        found = await latest.latest(session, await session.get_one(Person, 3), LINE, clock.now())
    assert [each.id for each in found] == [3, other]
