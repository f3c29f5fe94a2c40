"""What understands questions in a running bot: ready, kept, renewed, thinking ahead, light, never in the way."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.migrate import migrate
from bot.settings import ROOT
from bot.understanding import SHELF, Understanding, learn_or_wait
from content.answers.document import FaqDocument
from durable import clock, inbox
from durable.database import Database
from durable.inbox import conversations
from models import FaqTopic, RoleKind
from services import people, roles
from services.faq import proposals
from services.faq.seed import take_over
from services.understanding import rankers, shelf, understander
from services.understanding.index import examples_of
from services.understanding.understander import Understander
from tests.driver import BOT
from tests.understanders import seed_documents, seed_index

KEYS = ("pirt-apa", "halal-logo", "kemasan-keripik", "merek-daftar")
LOGO = "logo halal harus taruh di mana"
MOST_SECONDS, MOST_MEGABYTES = 2.0, 120.0


@pytest.fixture
def few() -> Mapping[str, FaqDocument]:
    """A handful of answers, quickly learnt."""
    return {key: seed_documents()[key] for key in KEYS}


@pytest.fixture
async def known(database: Database, few: Mapping[str, FaqDocument]) -> Mapping[str, FaqDocument]:
    """The database has them."""
    await save(database, few)
    return few


async def save(database: Database, documents: Mapping[str, FaqDocument]) -> None:
    async with database.session() as session:
        await take_over(session, documents, clock.now())


def asked_also(document: FaqDocument, words: str) -> FaqDocument:
    return replace(document, ask={**document.ask, "petugas": (words,)})


def never(*_: object) -> Any:
    pytest.fail("it was done again")


async def receive(database: Database, *payloads: dict[str, Any]) -> None:
    async with database.write() as connection:
        numbered = [{"update_id": number, **payload} for number, payload in enumerate(payloads, 1)]
        await inbox.store(connection, BOT, numbered, clock.now())


def message(chat_id: int, **content: Any) -> dict[str, Any]:
    person = {"id": chat_id, "is_bot": False, "first_name": "Siti"}
    return {
        "message": {
            "message_id": 1, "date": 1, "from": person, "chat": {"id": chat_id, "type": "private"}, **content,
        }
    }  # fmt: skip


@asynccontextmanager
async def running(understanding: Understanding) -> AsyncIterator[None]:
    task = asyncio.create_task(understanding.run())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until_known(bot_data: dict[str, Any], keys: set[str], seconds: float = 10) -> Understander:
    async with asyncio.timeout(seconds):
        while (found := bot_data.get("understander")) is None or set(found.documents) != keys:
            await asyncio.sleep(0.02)
    return found  # type: ignore[no-any-return]


async def test_index_is_ready_and_kept_for_the_next_start(
    database: Database, known: Mapping[str, FaqDocument], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first: dict[str, Any] = {}
    async with running(Understanding(database, tmp_path, first)):
        understands = await until_known(first, set(KEYS))
        async with asyncio.timeout(10):  # it is handed out before it is written
            while not list(tmp_path.glob("*.pickle")):
                await asyncio.sleep(0.02)
    assert understands.understand(LOGO).candidates[0].key == "halal-logo"
    assert [path.name for path in tmp_path.glob("*.pickle")] == [f"{understands.stamp}.pickle"]
    monkeypatch.setattr(shelf, "build", never)
    again: dict[str, Any] = {}
    assert await Understanding(database, tmp_path, again).refresh()
    assert again["understander"].stamp == understands.stamp


async def test_index_is_renewed_while_it_runs(
    database: Database, known: Mapping[str, FaqDocument], tmp_path: Path
) -> None:
    bot_data: dict[str, Any] = {}
    async with running(Understanding(database, tmp_path, bot_data)):
        before = await until_known(bot_data, set(KEYS))
        await save(database, {"sni-apa": seed_documents()["sni-apa"]})
        after = await until_known(bot_data, {*KEYS, "sni-apa"})
    assert after.understand("apa itu sni").candidates[0].key == "sni-apa"
    assert set(before.documents) == set(KEYS)  # an update under way goes on with what it has


async def test_look_without_a_change_learns_nothing(
    database: Database, known: Mapping[str, FaqDocument], tmp_path: Path
) -> None:
    bot_data: dict[str, Any] = {}
    understanding = Understanding(database, tmp_path, bot_data)
    assert await understanding.refresh()
    first = bot_data["understander"]
    assert not await understanding.refresh()
    reworded = replace(known["pirt-apa"], bodies={"id": "Kata lain."})
    await save(database, {"pirt-apa": reworded})
    assert await understanding.refresh()  # other words, the same ways to ask: the index stays
    assert bot_data["understander"].stamp == first.stamp


async def test_office_without_answers_understands_nothing_and_waits_for_some(
    database: Database, few: Mapping[str, FaqDocument], tmp_path: Path
) -> None:
    bot_data: dict[str, Any] = {}
    understanding = Understanding(database, tmp_path, bot_data)
    assert not await understanding.refresh()
    assert bot_data == {}
    await save(database, few)
    assert await understanding.refresh()
    assert set(bot_data["understander"].documents) == set(KEYS)


async def test_what_waits_is_ranked_before_the_lock(
    database: Database, known: Mapping[str, FaqDocument], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot_data: dict[str, Any] = {}
    understanding = Understanding(database, tmp_path, bot_data)
    await understanding.refresh()
    await receive(
        database, message(11, text=LOGO), message(12, text="pirt itu apa"), message(13, text="/menu"),
        message(14, photo=[]), message(15, text="Dapur Siti"), {"callback_query": {"id": "1"}}, {"rusak": 5},
    )  # fmt: skip
    async with database.write() as connection:  # this one answers a question of an open conversation
        busy = conversations.update().where(conversations.c.chat_id == 15).values(name="register", state="name")
        await connection.execute(busy)
    await understanding.foresee(BOT, 24)
    understands: Understander = bot_data["understander"]
    assert set(understands._ranked) == {LOGO, "pirt itu apa"}
    monkeypatch.setattr(understander, "rank", never)
    assert understands.understand(LOGO).candidates[0].key == "halal-logo"  # as the handler asks, found done


async def test_learning_is_prepared_once_something_is_proposed(
    database: Database, known: Mapping[str, FaqDocument], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[int] = []
    monkeypatch.setattr(rankers, "prepare", lambda texts: prepared.append(len(texts)))
    understanding = Understanding(database, tmp_path, {})
    await understanding.refresh()
    await understanding.prepare()
    assert prepared == []  # it would cost every bot memory that few need
    async with database.session() as session:
        officer = await people.ensure_person(session, "telegram", 1, clock.now())
        await roles.give(session, officer, RoleKind.PETUGAS, None, clock.now())
        topic = (await session.scalars(select(FaqTopic).where(FaqTopic.key == "pirt-apa"))).one()
        reworded = replace(known["pirt-apa"], bodies={"id": "Kata lain."})
        await proposals.propose(session, topic, reworded, officer, clock.now())
    for _ in range(2):
        await understanding.prepare()
    assert prepared == [len(examples_of(known))]  # once, and all that the next learning will read


async def test_question_waits_for_the_first_index_of_a_start(
    database: Database, known: Mapping[str, FaqDocument], tmp_path: Path
) -> None:
    bot_data: dict[str, Any] = {}
    understanding = Understanding(database, tmp_path, bot_data)
    await receive(database, message(11, text=LOGO))
    async with running(understanding):
        await understanding.foresee(BOT, 24)
        assert set(bot_data["understander"]._ranked) == {LOGO}


async def test_nothing_waits_for_an_index_when_nothing_asks(database: Database, tmp_path: Path) -> None:
    await receive(database, message(11, text="/menu"))
    async with asyncio.timeout(2):
        await Understanding(database, tmp_path, {}).foresee(BOT, 24)


async def test_database_that_is_away_does_no_harm(
    database: Database, known: Mapping[str, FaqDocument], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr("bot.understanding._AFTER_A_FAILURE_SECONDS", 0.05)
    bot_data: dict[str, Any] = {}
    understanding = Understanding(database, tmp_path, bot_data)
    async with running(understanding):
        before = await until_known(bot_data, set(KEYS))
        with monkeypatch.context() as away:
            away.setattr(understanding, "_database", Database("postgresql://ikm:x@127.0.0.1:9/ikm"))
            async with asyncio.timeout(5):
                while "index_not_renewed" not in caplog.messages:
                    await asyncio.sleep(0.02)
            assert bot_data["understander"] is before
            assert before.understand(LOGO).candidates[0].key == "halal-logo"
        await save(database, {"sni-apa": seed_documents()["sni-apa"]})
        await until_known(bot_data, {*KEYS, "sni-apa"})


LEARNS = """
import sys
from pathlib import Path
from bot.understanding import learn_or_wait
from services.understanding import shelf
from tests.understanders import seed_documents
build, times = shelf.build, []
shelf.build = lambda documents: (times.append(1), build(documents))[1]
few = {key: seed_documents()[key] for key in sys.argv[2:]}
sys.stdin.readline()
print(len(times), learn_or_wait(few, Path(sys.argv[1])).stamp, len(times))
"""


def test_two_processes_at_once_learn_once(few: Mapping[str, FaqDocument], tmp_path: Path) -> None:
    command = [sys.executable, "-c", LEARNS, str(tmp_path), *KEYS]
    both = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for child in both:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    said = sorted(child.communicate(timeout=60)[0].split() for child in both)
    stamp = shelf.stamp_of(few)
    assert said == [["0", stamp, "0"], ["0", stamp, "1"]]
    assert [path.name for path in tmp_path.glob("*.pickle")] == [f"{stamp}.pickle"]


def test_folder_that_cannot_be_written_learns_all_the_same(few: Mapping[str, FaqDocument], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert learn_or_wait(few, tmp_path / "file" / "shelf").topics == tuple(sorted(KEYS))


IS_READY = """
import asyncio, json, sys, time
import psutil
import bot.serve
from bot.understanding import SHELF, Understanding
from durable.database import Database

async def main():
    process, bot_data, database = psutil.Process(), {}, Database(sys.argv[1])
    async with database.read():
        pass
    before, began, worked = process.memory_info().rss, time.monotonic(), time.process_time()
    await Understanding(database, SHELF, bot_data).refresh()
    ready, work = time.monotonic() - began, time.process_time() - worked
    bot_data["understander"].understand("gmn cara biar keripik sy ga cpt melempem")
    grown = (process.memory_info().rss - before) / 2**20
    print(json.dumps([len(bot_data["understander"].documents), ready, work, grown, "sklearn" in sys.modules]))

asyncio.run(main())
"""


async def test_start_with_a_warm_shelf_is_quick_and_light(sqlite_url: str) -> None:
    """As a bot starts: everything of it is imported, the index of all answers is on the shelf."""
    seed_index()
    database = Database(sqlite_url)
    await migrate(database, clock.now())
    await save(database, seed_documents())
    await database.close()
    command = [sys.executable, "-c", IS_READY, sqlite_url]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert child.returncode == 0, child.stderr
    topics, seconds, work, megabytes, has_learnt = json.loads(child.stdout)
    print(f"ready in {seconds:.2f} s ({work:.2f} s of work), {megabytes:.0f} MB more, shelf {SHELF.name}")
    assert (topics, has_learnt) == (len(seed_documents()), False)
    assert min(seconds, work) <= MOST_SECONDS  # on a busy machine the work counts, not the waiting
    assert megabytes <= MOST_MEGABYTES
