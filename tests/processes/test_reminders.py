"""Reminders by real processes: each goes out once whatever dies, and an outage is caught up by the rules."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

import content.texts
from benchmarks.contenders import TOKEN
from benchmarks.fleet import OfficeProcess, bot_settings
from benchmarks.load import LoadServer
from bot.sender import AT_ONCE
from content.text_faults import visible
from durable import clock
from durable.database import Database
from models import DropReason, Meeting, Reminder
from tests.processes import reminder_office
from tests.processes.reminder_office import messages_of_chats, reminder_states, waiting

REMINDERS, KILLS = 10_000, 8
FALL_DUE_WITHIN = 8.0  # seconds
BOT = int(TOKEN.split(":")[0])
QUIET_NEVER = {"QUIET_HOURS": "00:00-00:00"}
meetings = content.texts.load("meetings")
reminders = content.texts.load("reminders")


@pytest.mark.pitfall(9)
@pytest.mark.pitfall(13)
@pytest.mark.pitfall(33)
async def test_ten_thousand_go_out_once_while_workers_and_clocks_are_killed(
    postgresql_url: str, tmp_path: Path
) -> None:
    """Three bots, of which one has the lease, and two clocks that ask for none: five that may remind at any moment."""
    chance = random.Random(5)
    async with LoadServer(keep_calls=True) as server:
        chats = server.add_readers(REMINDERS)
        soon = clock.now() + timedelta(hours=1, seconds=8)
        starts = [soon + timedelta(seconds=chance.uniform(0, FALL_DUE_WITHIN)) for _ in range(REMINDERS // 2)]
        database = await reminder_office.opened(postgresql_url, starts, chats[0])
        settings = bot_settings(server, postgresql_url) | QUIET_NEVER
        runner = (sys.executable, "-m", "tests.processes.reminder_clock_process", postgresql_url, str(BOT))
        bots = [OfficeProcess(tmp_path / f"bot-{number}.log", settings) for number in (1, 2, 3)]
        clocks = [OfficeProcess(tmp_path / f"clock-{number}.log", settings, runner) for number in (1, 2)]
        try:
            for process in (*bots, *clocks):
                process.start()
            await kill_while_they_remind(database, [*clocks, *bots], chance)
            async with asyncio.timeout(90):
                while await waiting(database):
                    await asyncio.sleep(0.2)
            for process in (*bots, *clocks):
                assert process.is_running, process.written()[-1000:]
        finally:
            for process in (*bots, *clocks):
                process.kill()
        arrived = Counter(call.chat_id for call in server.calls if call.method == "sendmessage" and call.status == 200)
        assert await reminder_states(database) == {"queued": REMINDERS}
        assert await messages_of_chats(database) == Counter(chats)
        await database.close()
    assert set(arrived) == set(chats)
    twice = sum(count - 1 for count in arrived.values())
    print(f"{REMINDERS} reminders, {KILLS} kills: each once in the outbox; the wire got {twice} of them twice")
    assert twice <= KILLS * AT_ONCE  # of a killed sender at most what was in flight, one message for each chat


async def kill_while_they_remind(database: Database, processes: list[OfficeProcess], chance: random.Random) -> None:
    """Kills one after the other at random parts of the work, and starts each again at once."""
    for at, share in enumerate(sorted(chance.uniform(0.05, 0.95) for _ in range(KILLS))):
        async with asyncio.timeout(90):
            while (await reminder_states(database)).get("queued", 0) < share * REMINDERS:
                await asyncio.sleep(0.02)
        process = processes[at % len(processes)]
        process.kill()
        process.start()


@pytest.mark.pitfall(10)
async def test_two_hours_of_outage_are_caught_up_by_the_rules(sqlite_url: str, tmp_path: Path) -> None:
    """Late ones say so, several of one person come in one message, and what helps nobody is dropped."""
    now = clock.now()
    starts = {
        "over": now - timedelta(minutes=40),  # its hour before was 100 minutes ago
        "begun": now - timedelta(minutes=2),
        "soon": now + timedelta(minutes=20),
        "joined": now + timedelta(minutes=25),  # the same people as `soon`
        "just due": now + timedelta(minutes=57),
    }
    async with LoadServer(keep_calls=True) as server:
        chats = server.add_readers(2 * len(starts))
        database = await reminder_office.opened(sqlite_url, list(starts.values()), chats[0])
        await move_reminders(database, from_meeting=4, to_people=(5, 6))
        with OfficeProcess(tmp_path / "bot.log", bot_settings(server, sqlite_url) | QUIET_NEVER):
            async with asyncio.timeout(40):
                while await waiting(database) or not server.calls:
                    await asyncio.sleep(0.1)
        told = {call.chat_id: call.text for call in server.calls if call.method == "sendmessage"}
        async with database.read() as connection:
            rows = await connection.execute(select(Reminder.meeting_id, Reminder.drop_reason).order_by(Reminder.id))
            dropped = {row.meeting_id: row.drop_reason for row in rows}
        await database.close()
    assert dropped == {1: DropReason.TOO_LATE, 2: None, 3: None, 4: None, 5: None}
    late, several = visible(meetings.told_late), visible(reminders.told_several_late).split("\n")[0]
    beginnings = {chats.index(chat): text.split("\n")[0] for chat, text in told.items()}
    begun, joined, just_due = (2, 3), (4, 5), (8, 9)
    assert {chat: first for chat, first in beginnings.items() if chat not in just_due} == {
        **dict.fromkeys(begun, late), **dict.fromkeys(joined, several)
    }  # fmt: skip
    assert set(beginnings) == {*begun, *joined, *just_due}
    assert not {late, several} & {beginnings[chat] for chat in just_due}
    assert Counter(call.chat_id for call in server.calls if call.method == "sendmessage") == Counter(told.keys())


async def move_reminders(database: Database, from_meeting: int, to_people: tuple[int, int]) -> None:
    """Makes a session's reminders those of other people (and the session theirs)."""
    mentor, producer = to_people
    async with database.session() as session:
        meeting = await session.get_one(Meeting, from_meeting)
        former = (meeting.mentor_id, meeting.producer_id)
        meeting.mentor_id, meeting.producer_id = mentor, producer
        for before, after in zip(former, to_people, strict=True):
            await session.execute(update(Reminder).where(Reminder.person_id == before).values(person_id=after))
