"""What is made in the background: reaches its asker once, says what came of it, and asks again for the right."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from bot import drawing
from bot.job_clock import JobClock
from bot.settings import ROOT
from documents.made import DrawingFault, Made
from documents.maker import Asking, Maker, Office
from durable import clock
from durable.database import Database
from durable.outbox import outbox, uploads
from models import JobKind, JobState, OfficeJob, RoleKind
from services import office_jobs, people, roles
from services.errors import JobConflict
from services.office_clock import OfficeClock
from services.office_jobs import Asked
from services.roles import Act
from tests.databases import Fresh
from tests.documents import drawings
from tests.driver import BOT
from tests.prepared import all_tables

refusals = content.texts.load("refusals")
text = content.texts.load("documents")
CHAT = 11
OFFICE = Office("Disperindag", None, OfficeClock(), "https://t.me/x?start=")
WHAT = text["kind_businesses"]


async def gather(_: AsyncSession, asking: Asking) -> str:
    return f"usaha {asking.params['days']}"


def maker(draw: Callable[[Any], Sequence[Made]]) -> dict[JobKind, Maker]:
    return {JobKind.BUSINESSES: Maker(Act.EXPORT_PEOPLE, gather, draw)}


GOOD, FAILING = maker(drawings.two_files), maker(drawings.fails)


class Time:
    now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now)
    return found


@pytest.fixture
async def database(fresh: Fresh, kind_of_database: str, time: Time) -> AsyncIterator[Database]:
    """An officer has asked for the list of businesses."""
    opened = Database(fresh(kind_of_database, all_tables))
    await ask(opened, time)
    yield opened
    await opened.close()


@pytest.fixture
async def on_sqlite(fresh: Fresh, time: Time) -> AsyncIterator[Database]:
    opened = Database(fresh("sqlite", all_tables))
    await ask(opened, time)
    yield opened
    await opened.close()


async def ask(database: Database, time: Time) -> None:
    async with database.session() as session:
        person = await people.ensure_person(session, "telegram", CHAT, time.now)
        await roles.give(session, person, RoleKind.PETUGAS, None, time.now)
        await office_jobs.ask(session, person, JobKind.BUSINESSES, {"days": 7}, Asked(BOT, CHAT, "id"), time.now)


async def told(database: Database) -> list[tuple[str, str]]:
    async with database.read() as connection:
        rows = (await connection.execute(select(outbox.c.method, outbox.c.params).order_by(outbox.c.id))).all()
    found = [(row.method, orjson.loads(row.params)) for row in rows]
    return [(method, params.get("text") or params["caption"]) for method, params in found]


async def job(database: Database) -> OfficeJob:
    async with database.session() as session:
        return (await session.scalars(select(OfficeJob))).one()


def progress(percent: int) -> str:
    done = percent // 10
    return text.told_progress.format(what=WHAT, percent=percent, bar="▰" * done + "▱" * (10 - done))


MADE = [
    ("sendMessage", progress(0)), ("editMessageText", progress(40)), ("editMessageText", progress(90)),
    ("editMessageText", text.told_made.format(what=WHAT)),
    ("sendPhoto", "<b>usaha 7</b>"), ("sendDocument", "Daftar"),
]  # fmt: skip
FAILED = text.told_failed.format(what=WHAT)


async def test_files_come_once_with_progress_in_one_message(database: Database) -> None:
    for _ in range(2):
        await JobClock(database, BOT, OFFICE, GOOD).tick()
    assert await told(database) == MADE
    async with database.read() as connection:
        rows = (await connection.execute(select(outbox.c.target_id, outbox.c.files).order_by(outbox.c.id))).all()
        kept = (await connection.execute(select(uploads.c.sha256, uploads.c.name, uploads.c.content))).all()
    first = (await job(database)).progress_outbox_id
    assert [row.target_id for row in rows] == [None, first, first, first, None, None]
    content_of = {row.sha256: (row.name, row.content) for row in kept}
    named = [{part: content_of[sha] for part, sha in orjson.loads(row.files).items()} for row in rows if row.files]
    assert named == [
        {"photo": ("gambar.png", b"picture of usaha 7")}, {"document": ("daftar.xlsx", b"table")},
    ]  # fmt: skip
    done = await job(database)
    assert (done.state, done.progress, done.attempts) == (JobState.DONE, 100, 1)


async def test_right_that_is_taken_while_it_is_drawn_is_gone(
    on_sqlite: Database, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def drawn_when_it_is_gone(draw: Callable[[Any], Sequence[Made]], gathered: Any) -> Sequence[Made]:
        async with on_sqlite.session() as session:
            person = await people.ensure_person(session, "telegram", CHAT, time.now)
            await roles.take(session, person, RoleKind.PETUGAS, person, time.now)
        return draw(gathered)

    monkeypatch.setattr("bot.job_clock.drawn", drawn_when_it_is_gone)
    await JobClock(on_sqlite, BOT, OFFICE, GOOD).tick()
    assert (await told(on_sqlite))[-1] == ("editMessageText", refusals.refused_not_allowed)
    assert (await job(on_sqlite)).state is JobState.FAILED


async def test_two_clocks_at_once_make_it_once(database: Database) -> None:
    await asyncio.gather(*(JobClock(database, BOT, OFFICE, GOOD).tick() for _ in range(2)))
    assert await told(database) == MADE


async def test_other_bots_jobs_are_left_alone(on_sqlite: Database) -> None:
    await JobClock(on_sqlite, BOT + 1, OFFICE, GOOD).tick()
    assert await told(on_sqlite) == []


async def test_dead_process_is_taken_over_and_a_slow_one_changes_nothing(
    database: Database, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one is killed, or very slow, while it draws."""
    slow, taken_over = asyncio.Event(), asyncio.Event()

    async def slowly(draw: Any, gathered: Any) -> Sequence[Made]:
        slow.set()
        await taken_over.wait()
        return await drawing.drawn(draw, gathered)

    with monkeypatch.context() as patched:
        patched.setattr("bot.job_clock.drawn", slowly)
        first = asyncio.create_task(JobClock(database, BOT, OFFICE, GOOD).tick())
        await slow.wait()
    await JobClock(database, BOT, OFFICE, GOOD).tick()
    assert (await job(database)).attempts == 1  # it is not dead yet
    time.now += office_jobs.TAKEN_FOR
    await JobClock(database, BOT, OFFICE, GOOD).tick()
    taken_over.set()
    await first
    said = await told(database)
    assert [line for line in said if line[0] in ("sendPhoto", "sendDocument")] == MADE[-2:]
    assert [line for line in said if line[0] == "sendMessage"] == MADE[:1]
    assert ((await job(database)).state, (await job(database)).attempts) == (JobState.DONE, 2)


async def test_same_twice_is_refused_until_it_is_there(on_sqlite: Database, time: Time) -> None:
    with pytest.raises(JobConflict):
        await ask(on_sqlite, time)
    await JobClock(on_sqlite, BOT, OFFICE, GOOD).tick()
    await ask(on_sqlite, time)


async def test_right_taken_back_in_between(database: Database, time: Time) -> None:
    async with database.session() as session:
        person = await people.person_of_account(session, "telegram", CHAT)
        assert person is not None
        await roles.take(session, person, RoleKind.PETUGAS, person, time.now)
    await JobClock(database, BOT, OFFICE, GOOD).tick()
    assert await told(database) == [MADE[0], ("editMessageText", refusals.refused_not_allowed)]
    assert (await job(database)).state is JobState.FAILED


async def test_failing_drawing_is_tried_three_times_then_told(
    on_sqlite: Database, time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    for attempt in range(1, 4):
        await JobClock(on_sqlite, BOT, OFFICE, FAILING).tick()
        assert (await job(on_sqlite)).attempts == attempt
        await JobClock(on_sqlite, BOT, OFFICE, FAILING).tick()  # not again at once
        assert (await job(on_sqlite)).attempts == attempt
        time.now += timedelta(seconds=11)
    assert (await job(on_sqlite)).state is JobState.FAILED
    assert (await told(on_sqlite))[-1] == ("editMessageText", FAILED)
    assert "a name" not in caplog.text
    assert "ValueError at drawings.py" in caplog.text


async def test_job_that_kills_whoever_takes_it_is_given_up(on_sqlite: Database, time: Time) -> None:
    for _ in range(office_jobs.MOST_ATTEMPTS):
        async with on_sqlite.session() as session:
            assert await office_jobs.take(session, BOT, time.now) is not None
        time.now += office_jobs.TAKEN_FOR
    await JobClock(on_sqlite, BOT, OFFICE, GOOD).tick()
    assert await told(on_sqlite) == [MADE[0], ("editMessageText", FAILED)]


async def test_drawing_process_that_dies_or_hangs_is_a_fault() -> None:
    with pytest.raises(DrawingFault, match="exit 3"):
        await drawing.drawn(drawings.dies, "")
    with pytest.raises(DrawingFault, match="TimeoutError"):
        await drawing.drawn(drawings.sleeps, "", seconds=0.5)


def test_bot_has_no_drawing_library_in_memory() -> None:
    """They are large, and only the drawing process has use for them."""
    looks = "import sys, bot.job_clock; print([n for n in ('matplotlib', 'fpdf', 'xlsxwriter') if n in sys.modules])"
    said = subprocess.run([sys.executable, "-c", looks], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
