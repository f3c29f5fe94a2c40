"""An announcement goes out: to each once, the first ten first, half a second's worth at a time, never at night."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import update

from durable import clock
from durable.inbox import conversations
from durable.outbox import outbox
from durable.tables import Kind, OutboxState
from durable.work import Call
from models import AnnouncementPart, AnnouncementState, Consent, NewsStop, NewsTopic, PartKind, RecipientState
from tests.announcements.newsroom import FIRST_CHAT, PEOPLE, Newsroom, accepted

EVERYBODY = PEOPLE + 2
"""Staff are people too."""


@pytest.mark.pitfall(15)
async def test_everybody_gets_it_once(newsroom_on_both: Newsroom) -> None:
    newsroom = newsroom_on_both
    number = await newsroom.announces()
    left = await newsroom.runs()
    assert Counter(call.chat_id for call in left) == Counter([1, 2, *range(FIRST_CHAT, FIRST_CHAT + PEOPLE)])
    report = await newsroom.report(number)
    assert (dict(report.states), report.people) == ({RecipientState.ACCEPTED: EVERYBODY}, EVERYBODY)
    found = await newsroom.found(number)
    assert (found.state, found.closed_at) == (AnnouncementState.SENT, clock.now())


async def test_it_is_the_message_that_was_made_with_its_buttons(newsroom: Newsroom) -> None:
    number = await newsroom.announces()
    call = (await newsroom.runs())[0]
    said = orjson.loads(call.params)
    assert (call.method, said["chat_id"], said["text"]) == (
        "sendMessage", call.chat_id, "Pasar &lt;murah&gt; hari Sabtu",
    )  # fmt: skip
    assert said["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == f"news:read:{number}"
    assert (call.about_kind, call.about_id) == ("announcement", number)


async def test_who_chose_english_gets_english_buttons(newsroom: Newsroom) -> None:
    async with newsroom.database.write() as connection:
        await connection.execute(
            update(conversations).where(conversations.c.chat_id == FIRST_CHAT).values(language="en")
        )
    await newsroom.announces()
    labels = {
        call.chat_id: orjson.loads(call.params)["reply_markup"]["inline_keyboard"][0][0]["text"]
        for call in await newsroom.runs()
    }
    assert Counter(labels.values())[labels[FIRST_CHAT]] == 1


@pytest.mark.pitfall(32)
async def test_first_ten_are_waited_for(newsroom: Newsroom) -> None:
    number = await newsroom.announces()
    await newsroom.clock.tick()
    await newsroom.clock.tick()
    assert len(await newsroom.waiting([Kind.BROADCAST])) == 10
    assert (await newsroom.found(number)).state is AnnouncementState.CANARY
    await newsroom.sends()
    await newsroom.clock.tick()
    assert (await newsroom.found(number)).state is AnnouncementState.SENDING
    assert len(await newsroom.waiting([Kind.BROADCAST])) == EVERYBODY - 10


async def test_half_a_seconds_worth_lies_in_the_outbox(newsroom: Newsroom) -> None:
    paced = Newsroom(newsroom.database, newsroom.time, rate=10)
    await paced.announces()
    sizes = []
    for _ in range(8):
        await paced.clock.tick()
        sizes.append(len(await paced.sends(kinds=[Kind.BROADCAST])))
    assert sizes == [5, 5, 5, 5, 5, 5, 2, 0]


async def test_it_counts_what_others_have_put_there(newsroom: Newsroom) -> None:
    paced = Newsroom(newsroom.database, newsroom.time, rate=10)
    await paced.announces()
    await paced.announces()
    await paced.clock.tick()
    await paced.clock.tick()
    assert len(await paced.waiting([Kind.BROADCAST])) == 5


async def test_what_the_clock_adds_reaches_the_sender_without_a_look(newsroom: Newsroom) -> None:
    await newsroom.announces()
    left = await newsroom.runs()
    assert [call.id for call in newsroom.offered] == [call.id for call in left]


async def test_while_the_platform_is_away_not_everything_is_added(newsroom: Newsroom) -> None:
    paced = Newsroom(newsroom.database, newsroom.time, rate=2)
    await paced.announces()
    for _ in range(14):
        await paced.clock.tick()
        async with paced.database.write() as connection:
            tried = update(outbox).where(outbox.c.state == OutboxState.PENDING, outbox.c.kind == Kind.BROADCAST)
            await connection.execute(tried.values(due_at=clock.now() + timedelta(minutes=5), attempts=1))
    assert len(await paced.waiting([Kind.BROADCAST])) == 10


async def test_nobody_hears_of_it_at_night(newsroom: Newsroom) -> None:
    newsroom.time.passes(hours=11, minutes=-1)  # 20.59
    number = await newsroom.announces()
    await newsroom.clock.tick()
    await newsroom.sends()
    newsroom.time.passes(minutes=1)
    await newsroom.runs(times=3)
    assert await newsroom.in_state(number, RecipientState.ACCEPTED) == 10
    newsroom.time.passes(hours=8, minutes=59)
    await newsroom.runs(times=2)
    assert await newsroom.in_state(number, RecipientState.ACCEPTED) == 10
    newsroom.time.passes(minutes=1)  # 06.00
    await newsroom.runs()
    assert await newsroom.in_state(number, RecipientState.ACCEPTED) == EVERYBODY


async def test_at_night_none_begins(newsroom: Newsroom) -> None:
    newsroom.time.passes(hours=12)
    number = await newsroom.announces()
    await newsroom.clock.tick()
    assert (await newsroom.found(number)).state is AnnouncementState.SCHEDULED


async def test_it_waits_for_its_time(newsroom: Newsroom) -> None:
    number = await newsroom.announces(send_at=clock.now() + timedelta(minutes=5))
    await newsroom.clock.tick()
    assert await newsroom.recipients(number) == []
    newsroom.time.passes(minutes=5)
    await newsroom.clock.tick()
    assert len(await newsroom.recipients(number)) == EVERYBODY


async def test_who_stopped_or_left_meanwhile_is_left_out(newsroom: Newsroom) -> None:
    number = await newsroom.announces()
    await newsroom.clock.tick()
    first_ten = {one.person_id for one in await newsroom.recipients(number) if one.is_canary}
    topic, everything, left, blocked, other = [person for person in range(3, 20) if person not in first_ten][:5]
    now = clock.now()
    async with newsroom.database.session() as session:
        session.add(NewsStop(person_id=topic, topic=NewsTopic.MARKET, stopped_at=now))
        session.add(NewsStop(person_id=everything, topic=NewsTopic.ALL, stopped_at=now))
        session.add(NewsStop(person_id=other, topic=NewsTopic.PERMITS, stopped_at=now))
        await session.execute(update(Consent).where(Consent.person_id == left).values(withdrawn_at=now))
        lost = update(conversations).where(conversations.c.chat_id == FIRST_CHAT + blocked - 3)
        await session.execute(lost.values(unreachable_at=now, unreachable_reason="blocked"))
    chats = {call.chat_id for call in await newsroom.runs()}
    states = {one.person_id: (one.state, one.reason) for one in await newsroom.recipients(number)}
    assert [states[person] for person in (topic, everything, left, blocked, other)] == [
        (RecipientState.STOPPED, "stopped"), (RecipientState.STOPPED, "stopped"), (RecipientState.STOPPED, "left"),
        (RecipientState.BLOCKED, "blocked"), (RecipientState.ACCEPTED, None),
    ]  # fmt: skip
    assert chats.isdisjoint(FIRST_CHAT + person - 3 for person in (topic, everything, left, blocked))


async def test_one_with_several_messages_is_accepted_when_all_are(newsroom: Newsroom) -> None:
    album = [
        AnnouncementPart(
            place=place, call=0, kind=PartKind.PHOTO, words="Foto" if not place else None, file_id=f"f{place}"
        )
        for place in range(3)
    ]
    text = AnnouncementPart(place=3, call=1, kind=PartKind.TEXT, words="Datang, ya")
    number = await newsroom.announces(parts=[*album, text])

    def second_lost(call: Call) -> tuple[OutboxState, str | None]:
        is_lost = call.chat_id == FIRST_CHAT + 4 and call.method == "sendMessage"
        return (OutboxState.DEAD, "refused: too long") if is_lost else accepted(call)

    left = await newsroom.runs(second_lost)
    assert Counter(call.method for call in left) == {"sendMediaGroup": EVERYBODY, "sendMessage": EVERYBODY}
    report = await newsroom.report(number)
    assert dict(report.states) == {RecipientState.ACCEPTED: EVERYBODY - 1, RecipientState.FAILED: 1}
    assert report.reasons == {RecipientState.FAILED: {"partly": 1}}


async def test_nobody_gets_it_after_its_end(newsroom: Newsroom) -> None:
    number = await newsroom.announces(ends_at=clock.now() + timedelta(minutes=10))
    await newsroom.clock.tick()
    newsroom.time.passes(minutes=10)
    await newsroom.runs(lambda call: (OutboxState.DROPPED, "too_late"))
    report = await newsroom.report(number)
    assert dict(report.states) == {RecipientState.DROPPED: EVERYBODY}
    assert (await newsroom.found(number)).state is AnnouncementState.SENT


async def test_one_that_nobody_began_in_time_is_over_without_people(newsroom: Newsroom) -> None:
    number = await newsroom.announces(send_at=clock.now() - timedelta(days=9), ends_at=clock.now() - timedelta(days=2))
    await newsroom.runs(times=3)
    assert (await newsroom.found(number)).state is AnnouncementState.SENT
    assert await newsroom.recipients(number) == []


async def test_a_fault_in_one_stops_no_other(newsroom: Newsroom) -> None:
    broken = await newsroom.announces(audience="{}")
    number = await newsroom.announces()
    await newsroom.runs()
    assert (await newsroom.found(broken)).state is AnnouncementState.SCHEDULED
    assert (await newsroom.found(number)).state is AnnouncementState.SENT


@pytest.mark.pitfall(9)
async def test_several_clocks_at_once_send_it_once(newsroom_on_both: Newsroom) -> None:
    number = await newsroom_on_both.announces()
    clocks = [Newsroom(newsroom_on_both.database, newsroom_on_both.time).clock for _ in range(4)]
    chats: list[int] = []
    for _ in range(6):
        await asyncio.gather(*(each.tick() for each in clocks))
        chats += [call.chat_id for call in await newsroom_on_both.sends() if call.kind is Kind.BROADCAST]
    await clocks[0].tick()
    assert (len(chats), len(set(chats))) == (EVERYBODY, EVERYBODY)
    assert dict((await newsroom_on_both.report(number)).states) == {RecipientState.ACCEPTED: EVERYBODY}
