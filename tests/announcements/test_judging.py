"""It stops by itself when too much of it fails, says why, and goes on when staff let it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import select, update

from durable import clock
from durable.inbox import conversations
from durable.outbox import outbox
from durable.tables import Kind, OutboxState
from durable.work import Call
from models import AnnouncementState, Person, RecipientState
from services.announcements import steering
from tests.announcements.newsroom import AUTHOR_CHAT, PEOPLE, Newsroom, accepted, add_people

End = Callable[[Call], tuple[OutboxState, str | None]]


def first(count: int, state: OutboxState, reason: str) -> End:
    """The first so many calls of announcements end so, all others are accepted."""
    seen: list[int] = []

    def end(call: Call) -> tuple[OutboxState, str | None]:
        if call.kind is not Kind.BROADCAST or len(seen) >= count:
            return accepted(call)
        seen.append(call.id)
        return state, reason

    return end


def each_tenth(call: Call) -> tuple[OutboxState, str | None]:
    return (OutboxState.DEAD, "refused: x") if call.kind is Kind.BROADCAST and call.id % 10 == 0 else accepted(call)


@pytest.mark.pitfall(32)
async def test_three_of_the_first_ten_stop_it_and_the_author_hears_why(newsroom_on_both: Newsroom) -> None:
    newsroom = newsroom_on_both
    number = await newsroom.announces()
    left = await newsroom.runs(first(3, OutboxState.DEAD, "refused: Bad Request: can't parse entities"))
    found = await newsroom.found(number)
    assert (len(left), found.state, found.halt_reason) == (10, AnnouncementState.HALTED, "canary_failed")
    told = await _told(newsroom, "berhenti sendiri")
    assert told == [
        "<b>Pasar &lt;murah&gt;</b> berhenti sendiri.\n\n"
        "Dari 10 orang pertama, 3 gagal. 22 orang lain belum dikirimi.\n3 orang: Telegram menolak isinya\n\n"
        "Teruskan atau hentikan?"
    ]


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        (first(2, OutboxState.DEAD, "refused: x"), AnnouncementState.SENT),
        (first(3, OutboxState.UNKNOWN, "no_answer"), AnnouncementState.HALTED),
        (first(10, OutboxState.DEAD, "blocked"), AnnouncementState.SENT),
    ],
    ids=["two", "unknown", "blocked"],
)
async def test_what_counts_as_a_failure_of_the_first_ten(
    newsroom: Newsroom, ends: End, state: AnnouncementState
) -> None:
    number = await newsroom.announces()
    await newsroom.runs(ends)
    assert (await newsroom.found(number)).state is state


async def test_it_goes_on_where_it_stood_and_known_failures_do_not_stop_it_again(newsroom: Newsroom) -> None:
    number = await newsroom.announces()
    before = await newsroom.runs(first(10, OutboxState.DEAD, "refused: x"))
    async with newsroom.database.session() as session:
        await steering.go_on(session, number, await session.get_one(Person, 1), clock.now())
    after = await newsroom.runs()
    assert (len(before), len(after)) == (10, PEOPLE + 2 - 10)
    assert {call.chat_id for call in before}.isdisjoint(call.chat_id for call in after)
    report = await newsroom.report(number)
    assert dict(report.states) == {RecipientState.FAILED: 10, RecipientState.ACCEPTED: 22}
    assert (await newsroom.found(number)).state is AnnouncementState.SENT


async def test_calls_that_are_tried_in_vain_for_two_minutes_count_as_failed(newsroom: Newsroom) -> None:
    number = await newsroom.announces()
    await newsroom.clock.tick()
    newsroom.time.passes(minutes=2)
    await newsroom.clock.tick()  # nobody has tried yet, as after a night
    assert (await newsroom.found(number)).state is AnnouncementState.CANARY
    async with newsroom.database.write() as connection:
        tried = update(outbox).where(outbox.c.kind == Kind.BROADCAST)
        await connection.execute(tried.values(attempts=3, due_at=clock.now() + timedelta(minutes=1)))
    await newsroom.clock.tick()
    assert (await newsroom.found(number)).state is AnnouncementState.HALTED


async def test_many_failures_on_the_way_stop_it(newsroom: Newsroom) -> None:
    """Of the latest hundred more than five: one in ten."""
    await add_people(newsroom.database, 3 + PEOPLE, 170)
    paced = Newsroom(newsroom.database, newsroom.time, rate=40)
    number = await paced.announces()
    left = await paced.runs(each_tenth, times=12)
    found = await paced.found(number)
    assert (found.state, found.halt_reason) == (AnnouncementState.HALTED, "many_failed")
    assert 50 <= len(left) <= 90
    assert len(await _told(paced, "Terlalu banyak yang gagal")) == 1


async def test_one_in_thirty_does_not(newsroom: Newsroom) -> None:
    await add_people(newsroom.database, 3 + PEOPLE, 170)
    number = await newsroom.announces()
    await newsroom.runs(lambda call: each_tenth(call) if call.id % 30 == 0 else accepted(call))
    assert (await newsroom.found(number)).state is AnnouncementState.SENT


async def test_few_people_get_it_without_a_try(newsroom: Newsroom) -> None:
    async with newsroom.database.write() as connection:
        lost = update(conversations).where(conversations.c.chat_id > 1016)
        await connection.execute(lost.values(unreachable_at=clock.now(), unreachable_reason="blocked"))
    number = await newsroom.announces()
    await newsroom.clock.tick()
    assert [one.is_canary for one in await newsroom.recipients(number)] == [False] * 18
    assert len(await newsroom.waiting([Kind.BROADCAST])) == 18
    await newsroom.runs(first(18, OutboxState.DEAD, "refused: x"))
    report = await newsroom.report(number)
    assert (dict(report.states), (await newsroom.found(number)).state) == (
        {RecipientState.FAILED: 18}, AnnouncementState.SENT,
    )  # fmt: skip


async def test_halted_ends_at_its_end(newsroom: Newsroom) -> None:
    number = await newsroom.announces()
    await newsroom.runs(first(5, OutboxState.DEAD, "refused: x"))
    newsroom.time.passes(days=3)
    await newsroom.runs(times=2)
    report = await newsroom.report(number)
    assert (await newsroom.found(number)).state is AnnouncementState.SENT
    assert (report[RecipientState.DROPPED], report.open) == (22, 0)


async def _told(newsroom: Newsroom, words: str) -> list[str]:
    """What the author was told with these words."""
    o = outbox.c
    async with newsroom.database.read() as connection:
        rows = await connection.scalars(
            select(o.params).where(o.chat_id == AUTHOR_CHAT, o.kind == Kind.NOTICE, o.method == "sendMessage")
        )
        said = [orjson.loads(params)["text"] for params in rows]
    return [each for each in said if words in each]
