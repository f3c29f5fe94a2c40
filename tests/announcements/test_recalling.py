"""What the night, or a platform that was away, held up in the outbox goes out no more once staff stop it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from durable import clock, dispatch
from durable.tables import Kind
from models import AnnouncementPart, AnnouncementState, NewsTopic, PartKind, Person, RecipientState
from services import people
from services.announcements import changing, steering
from services.news import stops
from tests.announcements.newsroom import PEOPLE, Newsroom

EVERYBODY = PEOPLE + 2


def two_texts() -> list[AnnouncementPart]:
    return [AnnouncementPart(place=at, call=at, kind=PartKind.TEXT, words=f"Bagian {at}") for at in range(2)]


async def held_up(newsroom: Newsroom, *, until: timedelta, attempts: int = 0, **different: object) -> int:
    """An announcement at its beginning: whatever lies in the outbox has to wait."""
    number = await newsroom.announces(**different)
    await newsroom.clock.tick()
    assert await newsroom.in_state(number, RecipientState.QUEUED) > 0
    calls, due = await newsroom.waiting([Kind.BROADCAST]), clock.now() + until
    async with newsroom.database.write() as connection:
        await dispatch.postpone(connection, [dispatch.Postponed(call, due, attempts, "quiet_hours") for call in calls])
    return number


async def does(newsroom: Newsroom, act: object, number: int) -> None:
    """An officer does this."""
    async with newsroom.database.session() as session:
        await act(session, number, await session.get_one(Person, 2), clock.now())  # type: ignore[operator]


@pytest.mark.parametrize("act", [steering.cancel, changing.withdraw])
async def test_ended_at_night_goes_to_nobody_in_the_morning(newsroom_on_both: Newsroom, act: object) -> None:
    paced = Newsroom(newsroom_on_both.database, newsroom_on_both.time, rate=10)
    number = await held_up(paced, until=timedelta(hours=9), parts=two_texts())
    await does(paced, act, number)
    paced.time.passes(hours=21)
    assert await paced.runs(times=3) == []
    report, found = await paced.report(number), await paced.found(number)
    assert (dict(report.states), found.state) == ({RecipientState.DROPPED: EVERYBODY}, AnnouncementState.CANCELLED)
    assert found.closed_at is not None


async def test_paused_at_night_goes_on_with_each_once(newsroom_on_both: Newsroom) -> None:
    paced = Newsroom(newsroom_on_both.database, newsroom_on_both.time, rate=10)
    number = await held_up(paced, until=timedelta(hours=9))
    await does(paced, steering.pause, number)
    paced.time.passes(hours=22)
    assert await paced.runs(times=3) == []
    await does(paced, steering.go_on, number)
    assert Counter(Counter(call.chat_id for call in await paced.runs()).values()) == {1: EVERYBODY}
    assert dict((await paced.report(number)).states) == {RecipientState.ACCEPTED: EVERYBODY}


async def test_who_stops_it_at_night_does_not_get_it_in_the_morning(newsroom_on_both: Newsroom) -> None:
    paced = Newsroom(newsroom_on_both.database, newsroom_on_both.time, rate=10)
    number = await held_up(paced, until=timedelta(hours=9))
    queued = [each.person_id for each in await paced.recipients(number) if each.state is RecipientState.QUEUED]
    stops_it, leaves = [person for person in queued if person > 2][:2]
    async with paced.database.session() as session:
        await stops.stop(session, await session.get_one(Person, stops_it), NewsTopic.MARKET, clock.now())
        await people.withdraw_consent(session, await session.get_one(Person, leaves), clock.now())
    paced.time.passes(hours=22)
    assert len(await paced.runs()) == EVERYBODY - 2
    report = await paced.report(number)
    assert dict(report.states) == {RecipientState.ACCEPTED: EVERYBODY - 2, RecipientState.STOPPED: 2}
    assert report.reasons == {RecipientState.STOPPED: {"left": 1, "stopped": 1}}
