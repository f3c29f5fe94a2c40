"""A correction on its way while the power fails: everybody gets it, and it is decided on once for each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.contenders import TOKEN
from benchmarks.fleet import OfficeProcess, bot_settings
from benchmarks.load import Expect, LoadServer, Say, Script
from durable import clock
from durable.database import Database
from durable.inbox import conversations
from durable.outbox import outbox
from models import AnswerGiven, RoleKind
from services import people, roles
from services.faq import corrections, known, proposals
from services.second_person import Place
from tests.faq_answers import an_answer
from tests.processes.inbox import until

BOT = int(TOKEN.split(":")[0])
PEOPLE, KILLS = 60, 2
HELLO = Script("hello", (Say("/menu"), Expect("menu")))


async def everybody_got_a_wrong_answer(url: str) -> None:
    """All who wrote got the answer of a file; two members of staff have corrected it and want everybody told."""
    database, now = Database(url), clock.now()
    async with database.session() as session:
        answer = await known.answer_for(session, "pirt-masa-berlaku")
        assert answer is not None
        chats = list(await (await session.connection()).scalars(select(conversations.c.chat_id)))
        session.add_all(
            AnswerGiven(channel="telegram", chat_id=chat, topic_id=answer.topic_id, version_id=answer.version_id,
                        given_at=now)
            for chat in chats
        )  # fmt: skip
        ani, budi = [await people.ensure_person(session, "telegram", chat, now) for chat in (-1, -2)]
        for person in (ani, budi):
            await roles.give(session, person, RoleKind.PETUGAS, None, now)
        topic = await proposals.locked_topic(session, answer.topic_id)
        words = an_answer(bodies={"id": "Kata yang benar."}, button=answer.document.button, ask=answer.document.ask)
        version = await proposals.propose(session, topic, words, ani, now)
        await proposals.approve(session, version.id, budi, Place(BOT, "telegram", now.tzinfo), now)  # type: ignore[arg-type]
        await corrections.ask_correction(session, version.id, ani, now)
    await database.close()


async def test_correction_reaches_everybody_through_kills(sqlite_url: str, tmp_path: Path) -> None:
    async with LoadServer(delay=(0.05, 0.4), keep_calls=True) as server:

        def told() -> list[int | None]:
            return [call.chat_id for call in server.calls if call.text.startswith("Pembetulan dari ")]

        settings = bot_settings(server, sqlite_url) | {"QUIET_HOURS": "00:00-00:00"}
        with OfficeProcess(tmp_path / "bot.log", settings) as bot:
            server.add_people(HELLO, PEOPLE, timeout=40)
            await server.finished(40)
            bot.kill()
            await everybody_got_a_wrong_answer(sqlite_url)
            for wanted in (1, PEOPLE // 2):
                bot.start()
                await until(lambda wanted=wanted: len(set(told())) >= wanted, 40)  # type: ignore[misc]
                bot.kill()
            bot.start()
            await until(lambda: len(set(told())) == PEOPLE, 40)
    assert max(Counter(told()).values()) <= 1 + KILLS  # the one in flight in each chat may come again
    database = Database(sqlite_url)
    async with database.read() as connection:
        decided = select(func.count()).where(outbox.c.unique_key.like("faq-correction:%"))
        assert await connection.scalar(decided) == PEOPLE
        assert await connection.scalar(select(func.count()).where(AnswerGiven.corrected_with_id.is_(None))) == 0
    await database.close()
