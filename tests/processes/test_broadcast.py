"""An announcement by a real process that is killed again and again, on a bad line: each person has one row, one end."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.contenders import TOKEN
from benchmarks.fleet import bot_settings
from benchmarks.load import LoadServer
from benchmarks.load.calls import Call as ServedCall
from benchmarks.load.faults import Fault, FaultKind
from bot.first_start import announce_menu, load_lists
from bot.migrate import migrate
from durable import clock
from durable.database import Database
from durable.outbox import outbox
from models import (
    Announcement,
    AnnouncementRecipient,
    AnnouncementState,
    NewsStop,
    NewsTopic,
    Person,
    RecipientState,
    Role,
    RoleKind,
)
from services.announcements.report import report_of
from services.announcements.settling import ABOUT
from tests.announcement_rows import add_announcement
from tests.announcements.newsroom import add_chats, agree
from tests.databases import Fresh
from tests.processes.forked_bot import ForkedBot

PEOPLE, BLOCKED, DEACTIVATED, STOPPED, KILLS = 300, 30, 10, 20, 5
BOT = int(TOKEN.split(":")[0])
SETTINGS = {"QUIET_HOURS": "00:00-00:00", "SEND_RATE": "100"}
UNANSWERED = (RecipientState.UNKNOWN, "no_answer")
FAULTS = (
    Fault(FaultKind.TOO_MANY, 0.01, frozenset({"sendMessage"})),
    Fault(FaultKind.BAD_GATEWAY, 0.02, frozenset({"sendMessage"})),
    Fault(FaultKind.LOST_REPLY, 0.01, frozenset({"sendMessage"})),
)
_R = AnnouncementRecipient


async def an_empty_office(url: str) -> None:
    """What a first start makes."""
    database = Database(url)
    await migrate(database, clock.now())
    await load_lists(database)
    await announce_menu(database, BOT, "telegram")
    await database.close()


@pytest.mark.pitfall(14)
@pytest.mark.pitfall(15)
@pytest.mark.pitfall(41)
async def test_three_hundred_people_while_the_bot_is_killed_five_times(fresh: Fresh) -> None:
    url, chance = fresh("sqlite", an_empty_office), random.Random(3)
    database = Database(url)
    async with LoadServer(keep_calls=True, delay=(0.005, 0.02), seed=3) as server:
        author, *chats = server.add_readers(1 + PEOPLE + STOPPED)
        stopped, reached = chats[:STOPPED], chats[STOPPED:]
        lost = chance.sample(reached, BLOCKED + DEACTIVATED)
        server.lose(lost[:BLOCKED], "bot was blocked by the user")
        server.lose(lost[BLOCKED:], "user is deactivated")
        number = await _announced(database, author, chats)
        server.set_faults(FAULTS)
        with ForkedBot(bot_settings(server, url) | SETTINGS) as bot:
            for left in sorted(chance.sample(range(15, PEOPLE - 20), KILLS)):
                await _until(lambda left=left: _over(database, number, left))
                await asyncio.sleep(chance.uniform(0, 0.05))
                bot.kill()
                bot.start()
            await _until(lambda: _is_closed(database, number))
        arrived = Counter(
            call.chat_id
            for call in server.calls
            if call.method == "sendmessage" and call.text.startswith("Pasar") and _arrived(call, lost)
        )
    async with database.read() as connection, AsyncSession(bind=connection) as session:
        report = await report_of(session, number)
        rows = (await session.execute(select(_R.chat_id, _R.state, _R.reason))).all()
        o = outbox.c
        calls = select(func.count(), func.count(o.chat_id.distinct())).where(o.about_kind == ABOUT)
        written = tuple((await session.execute(calls)).one())
        found = await session.get_one(Announcement, number)
    await database.close()
    unknown = report[RecipientState.UNKNOWN]
    assert (report.people, report.open, found.state) == (PEOPLE, 0, AnnouncementState.SENT)
    for those, end in (
        (set(lost[:BLOCKED]), (RecipientState.BLOCKED, "blocked")),
        (set(lost[BLOCKED:]), (RecipientState.BLOCKED, "deactivated")),
        (set(reached) - set(lost), (RecipientState.ACCEPTED, None)),
    ):
        ends = Counter((row.state, row.reason) for row in rows if row.chat_id in those)
        # Whose answer was lost on the way is unknown, whatever it said.
        assert set(ends) <= {end, UNANSWERED}
        assert ends.total() == len(those)
    assert unknown <= PEOPLE // 10
    assert {row.chat_id for row in rows} == set(reached)
    assert written == (PEOPLE, PEOPLE)
    assert set(arrived) == set(reached) - set(lost)
    assert set(arrived).isdisjoint(stopped)
    twice = sum(count - 1 for count in arrived.values())
    print(f"{PEOPLE} people, {KILLS} kills: one row each; {unknown} unknown; the wire got {twice} of them twice")
    assert max(arrived.values()) <= 1 + KILLS
    assert twice <= KILLS * 5  # what was in flight: at this pace a few


def _arrived(call: ServedCall, lost: Collection[int]) -> bool:
    """Accepted, or accepted and the answer lost on the way (0): to who is gone a lost answer was a refusal."""
    return call.status == 200 or (call.status == 0 and call.chat_id not in lost)


async def _announced(database: Database, author: int, chats: Sequence[int]) -> int:
    """An officer's announcement that is due now; the first people have stopped its topic."""
    at = datetime.now(UTC)
    people = dict(enumerate(chats, 2))
    async with database.write() as connection:
        await add_chats(connection, {1: author} | people, BOT)
        await connection.execute(insert(Role), [{"person_id": 1, "kind": RoleKind.ADMIN, "granted_at": at}])
        await agree(connection, people)
        stops = [
            {"person_id": person, "topic": NewsTopic.ALL if person % 2 else NewsTopic.MARKET, "stopped_at": at}
            for person in range(1, 2 + STOPPED)
        ]
        await connection.execute(insert(NewsStop), stops)
    async with database.session() as session:
        officer = await session.get_one(Person, 1)
        told = {"state": AnnouncementState.SCHEDULED, "started_at": None, "closed_at": None}
        return (await add_announcement(session, officer, clock.now(), **told)).id


async def _until(holds: object) -> None:
    async with asyncio.timeout(30):
        while not await holds():  # type: ignore[operator]
            await asyncio.sleep(0.05)


async def _over(database: Database, number: int, count: int) -> bool:
    async with database.read() as connection:
        over = select(func.count()).where(_R.announcement_id == number, _R.closed_at.is_not(None))
        return (await connection.scalar(over) or 0) >= count


async def _is_closed(database: Database, number: int) -> bool:
    async with database.read() as connection:
        return await connection.scalar(select(Announcement.closed_at).where(Announcement.id == number)) is not None
