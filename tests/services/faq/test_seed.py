"""Files are the seed: taken over once, renewed when they change, and staff's words win."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.answers.document import FaqDocument
from durable.database import Base, Database
from models import FaqState, FaqVersion
from services.faq import known, proposals, pulling
from services.faq.seed import Seeded, take_over
from tests.faq_answers import an_answer
from tests.services.faq.conftest import NOW, PLACE, Desk

KEYS = ("halal-biaya", "pirt-masa-berlaku")
LATER = NOW + timedelta(minutes=5)
CHANGED = an_answer(bodies={"id": "P-IRT berlaku lima tahun."})


async def in_force(session: AsyncSession, key: str = "pirt-masa-berlaku") -> FaqDocument:
    answer = await known.answer_for(session, key)
    assert answer is not None
    return answer.document


async def test_second_time_changes_nothing(desk: Desk) -> None:
    before = await known.stamp(await desk.session.connection())
    assert await take_over(desk.session, {key: an_answer(key) for key in KEYS}, LATER) == Seeded()
    assert await known.stamp(await desk.session.connection()) == before
    assert await desk.session.scalar(select(func.count(FaqVersion.id))) == 2


async def test_changed_file_is_published_anew(desk: Desk) -> None:
    before = await known.stamp(await desk.session.connection())
    assert await take_over(desk.session, {CHANGED.id: CHANGED}, LATER) == Seeded(renewed=("pirt-masa-berlaku",))
    assert await in_force(desk.session) == CHANGED
    assert await known.stamp(await desk.session.connection()) != before
    states = select(FaqVersion.number, FaqVersion.state).where(FaqVersion.topic_id == desk.topic.id)
    assert (await desk.session.execute(states.order_by(FaqVersion.number))).all() == [
        (1, FaqState.SUPERSEDED), (2, FaqState.PUBLISHED),
    ]  # fmt: skip


async def test_change_that_is_committed_late_is_seen_too(desk: Desk) -> None:
    await take_over(desk.session, {"halal-biaya": an_answer("halal-biaya", bodies=CHANGED.bodies)}, LATER)
    before = await known.stamp(await desk.session.connection())
    await take_over(desk.session, {CHANGED.id: CHANGED}, NOW)  # began before, on another worker
    assert await known.stamp(await desk.session.connection()) != before


async def test_two_processes_take_a_file_over_once(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with database.session() as session:
        await take_over(session, {CHANGED.id: an_answer()}, NOW)

    async def takes_over() -> Seeded:
        async with database.session() as session:
            return await take_over(session, {CHANGED.id: CHANGED}, LATER)

    async with database.session() as session:
        await take_over(session, {CHANGED.id: CHANGED}, LATER)
        other = asyncio.create_task(takes_over())
        await asyncio.sleep(0.3)
    assert await other == Seeded()
    await database.close()


async def test_draft_is_not_taken_over(desk: Desk) -> None:
    draft = an_answer("baru", status="draft")
    assert await take_over(desk.session, {"baru": draft}, LATER) == Seeded()
    assert await known.answer_for(desk.session, "baru") is None


async def test_words_of_staff_win_over_the_file(desk: Desk) -> None:
    words = an_answer(bodies={"id": "Kata petugas."}, reviewed_on=date(2026, 11, 23))
    proposal = await proposals.propose(desk.session, desk.topic, words, desk.author, NOW)
    await proposals.approve(desk.session, proposal.id, desk.second, PLACE, LATER)
    assert await take_over(desk.session, {CHANGED.id: CHANGED}, LATER) == Seeded(kept=("pirt-masa-berlaku",))
    assert await in_force(desk.session) == words
    assert await take_over(desk.session, {words.id: words}, LATER) == Seeded()  # exported: both say the same


async def test_file_does_not_give_a_pulled_answer_again(desk: Desk) -> None:
    await pulling.pull(desk.session, desk.topic.id, desk.second, LATER)
    await take_over(desk.session, {CHANGED.id: CHANGED}, LATER)
    answer = await known.answer_for(desk.session, CHANGED.id)
    assert answer is not None
    assert (answer.document, answer.is_pulled) == (CHANGED, True)


async def test_file_makes_a_waiting_proposal_out_of_date(desk: Desk) -> None:
    words = an_answer(bodies={"id": "Kata petugas."})
    proposal = await proposals.propose(desk.session, desk.topic, words, desk.author, NOW)
    await take_over(desk.session, {CHANGED.id: CHANGED}, LATER)
    await desk.session.refresh(proposal)
    assert proposal.state == FaqState.SUPERSEDED
