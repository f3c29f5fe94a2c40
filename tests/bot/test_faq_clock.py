"""The clock of the answers: files that change, corrections that go out once, authors and staff who are told."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson
import pytest
from sqlalchemy import insert, select

from bot.faq_clock import CHATS_PER_TICK, FaqClock
from bot.first_start import load_lists
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from durable.inbox import conversations
from durable.outbox import outbox
from durable.tables import Kind
from handlers.answers import told_answer
from models import AnswerGiven, FaqTopic, FaqVersion, RoleKind
from models import Person as OfficePerson
from services import people, roles
from services.faq import corrections, known, proposals
from services.faq.seed import take_over
from services.second_person import Place
from tests.driver import BOT
from tests.faq_answers import an_answer, put_files

from .conftest import held_lease

WITA = ZoneInfo("Asia/Makassar")
PLACE = Place(BOT, "telegram", WITA)
PIRT = "pirt-masa-berlaku"
NEW = an_answer(bodies={"id": "Kata baru."})


class Time:
    """An instant that a test moves; Monday, 10.00 in Kutai Timur."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now)
    return found


@pytest.fixture
async def folder(database: Database, time: Time, tmp_path: Path) -> Path:
    """A folder with an answer that the database knows, in an office of two: Ani (chat 1) and Budi (chat 2)."""
    async with database.session() as session:
        for chat_id in (1, 2):
            person = await people.ensure_person(session, "telegram", chat_id, clock.now())
            await roles.give(session, person, RoleKind.PETUGAS, None, clock.now())
    made = put_files(tmp_path / "faq", an_answer())
    await load_lists(database, made)
    return made


def a_clock(database: Database, folder: Path) -> FaqClock:
    return FaqClock(database, BOT, "telegram", WITA, "Disperindag", folder)


async def looks(faq: FaqClock, times: int = 2) -> None:
    for _ in range(times):
        await faq.files.look()


async def given(database: Database, key: str = PIRT) -> object:
    async with database.session() as session:
        answer = await known.answer_for(session, key)
    return answer.document if answer is not None else None


async def sent(database: Database) -> list[tuple[int, str]]:
    """(chat, text) of everything in the outbox."""
    o = outbox.c
    async with database.read() as connection:
        found = (await connection.execute(select(o.chat_id, o.params).order_by(o.id))).all()
    return [(row.chat_id, orjson.loads(row.params)["text"]) for row in found]


async def persons(database: Database) -> tuple[OfficePerson, OfficePerson]:
    async with database.session() as session:
        ani, budi = list(await session.scalars(select(OfficePerson).order_by(OfficePerson.id)))
    return ani, budi


async def propose(database: Database, document: object = NEW) -> int:
    """Ani proposes; the version's number."""
    ani, _ = await persons(database)
    async with database.session() as session:
        topic = await session.scalar(select(FaqTopic).where(FaqTopic.key == PIRT))
        assert topic is not None
        version = await proposals.propose(session, topic, document, ani, clock.now())  # type: ignore[arg-type]
        return version.id


async def test_changed_file_is_known_after_two_looks(database: Database, folder: Path) -> None:
    faq = a_clock(database, folder)
    await looks(faq)
    put_files(folder, NEW)
    await faq.files.look()
    assert await given(database) == an_answer()  # it might still be being written
    await faq.files.look()
    assert await given(database) == NEW
    assert await sent(database) == []


async def test_new_file_is_known_and_a_lost_one_stays(database: Database, folder: Path) -> None:
    faq = a_clock(database, folder)
    await looks(faq)
    (folder / f"{PIRT}.md").unlink()
    put_files(folder, an_answer("halal-biaya"))
    await looks(faq)
    assert (await given(database), await given(database, "halal-biaya")) == (an_answer(), an_answer("halal-biaya"))


async def test_running_bot_knows_a_saved_file_within_three_seconds(database: Database, tmp_path: Path) -> None:
    folder = put_files(tmp_path / "faq", an_answer())
    ticker = Ticker(database, BOT, await held_lease(database, "ticker"), WITA, lambda: None)
    a_clock(database, folder).add_to(ticker)
    ticker.start()
    try:
        async with asyncio.timeout(4):
            while await given(database) != an_answer():
                await asyncio.sleep(0.05)
        put_files(folder, NEW)
        async with asyncio.timeout(3):
            while await given(database) != NEW:
                await asyncio.sleep(0.05)
    finally:
        ticker.stop()


async def test_broken_file_keeps_what_was_known_and_staff_hear_of_it_once(database: Database, folder: Path) -> None:
    (folder / f"{PIRT}.md").write_text("---\nid: [\n---\nx")
    put_files(folder, an_answer("halal-biaya", related=(PIRT,)))
    for _ in range(2):  # a second process, or the same after a restart
        await looks(a_clock(database, folder), 3)
    assert (await given(database), await given(database, "halal-biaya")) == (
        an_answer(), an_answer("halal-biaya", related=(PIRT,)),
    )  # fmt: skip
    told = await sent(database)
    assert [chat for chat, _ in told] == [1, 2]
    assert told[0][1].startswith(
        "Ada berkas jawaban yang belum bisa dibaca. Bot tetap memakai isi yang lama.\n• pirt-masa-berlaku.md, baris 3: "
    )


async def test_same_fault_is_told_again_on_another_day(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, broken = (folder / f"{PIRT}.md").read_text(), "---\nid: [\n---\nx"
    day = clock.now()
    faq = a_clock(database, folder)
    for text, later in ((broken, 0), (good, 1), (broken, 2)):
        monkeypatch.setattr(clock, "now", lambda later=later: day + timedelta(days=later))
        (folder / f"{PIRT}.md").write_text(text)
        await looks(faq)
    assert [chat for chat, _ in await sent(database)] == [1, 2, 1, 2]


async def test_every_kind_of_broken_file_stops_nothing(database: Database, folder: Path) -> None:
    for number, broken in enumerate(
        (b"", b"\xff\xfe", b"---\nid: x\n---\n", b"---\n\x1b\n---\nJa", b"---\nask: {hp: [<b>]}\n---\n<b>Ya</b>")
    ):
        (folder / f"rusak-{number}.md").write_bytes(broken)
    put_files(folder, an_answer("kembar", button={"id": PIRT}), an_answer("sesat", related=("tidak-ada",)))
    (folder / "lain.md").write_text((folder / f"{PIRT}.md").read_text())
    await load_lists(database, folder)
    await looks(a_clock(database, folder))
    assert await given(database) == an_answer()
    async with database.session() as session:
        assert [answer.document.id for answer in await known.all_answers(session)] == [PIRT]
    assert len(await sent(database)) == 2


async def wrong_answers(database: Database, count: int) -> None:
    """So many people got the answer in force."""
    async with database.session() as session:
        answer = await known.answer_for(session, PIRT)
        assert answer is not None
        chats = range(1001, 1001 + count)
        await session.execute(insert(conversations), [{"bot": BOT, "chat_id": chat} for chat in chats])
        session.add_all(
            AnswerGiven(
                channel="telegram", chat_id=chat, topic_id=answer.topic_id, version_id=answer.version_id,
                given_at=clock.now(),
            )
            for chat in chats
        )  # fmt: skip


async def correct(database: Database) -> int:
    """Budi approves Ani's words and has everybody told."""
    number = await propose(database)
    _, budi = await persons(database)
    async with database.session() as session:
        await proposals.approve(session, number, budi, PLACE, clock.now())
        await corrections.ask_correction(session, number, budi, clock.now())
    return number


async def test_correction_goes_to_everybody_once(database: Database, folder: Path) -> None:
    await wrong_answers(database, CHATS_PER_TICK + 5)
    number = await correct(database)
    faq = a_clock(database, folder)
    await faq.send_corrections()
    assert len(await sent(database)) == CHATS_PER_TICK
    for again in (faq, a_clock(database, folder)):
        await again.send_corrections()
    told = await sent(database)
    assert [chat for chat, _ in told] == list(range(1001, 1001 + CHATS_PER_TICK + 5))
    assert told[0][1] == (
        'Pembetulan dari Disperindag. Ibu/Bapak pernah kami beri jawaban tentang "Judul pirt-masa-berlaku". '
        f"Kata-katanya kami perbaiki. Yang berlaku:\n\n{told_answer(NEW, clock.now().date())}"
    )
    async with database.session() as session:
        marked = await session.scalars(select(AnswerGiven.corrected_with_id))
        assert set(marked) == {number}
        kinds = await (await session.connection()).scalars(select(outbox.c.kind).distinct())
        assert set(kinds) == {Kind.NOTICE}


async def test_four_clocks_at_once_correct_once(database: Database, folder: Path) -> None:
    await wrong_answers(database, 30)
    await correct(database)
    await asyncio.gather(*(a_clock(database, folder).send_corrections() for _ in range(4)))
    assert [chat for chat, _ in await sent(database)] == list(range(1001, 1031))


async def test_kill_in_the_middle_of_a_correction_loses_and_doubles_nothing(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wrong_answers(database, 3)
    await correct(database)

    async def dies(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patched:
        patched.setattr(corrections, "mark_told", dies)
        with pytest.raises(asyncio.CancelledError):
            await a_clock(database, folder).send_corrections()
    assert await sent(database) == []
    await a_clock(database, folder).send_corrections()
    assert [chat for chat, _ in await sent(database)] == [1001, 1002, 1003]


async def test_nobody_is_told_words_that_are_pulled(database: Database, folder: Path) -> None:
    await wrong_answers(database, 1)
    number = await correct(database)
    async with database.session() as session:
        version = await session.get_one(FaqVersion, number)
        topic = await session.get_one(FaqTopic, version.topic_id)
        topic.pulled_at, topic.pulled_by_id = clock.now(), version.author_id
    await a_clock(database, folder).send_corrections()
    assert await sent(database) == []


async def test_author_hears_once_that_a_file_was_faster(database: Database, folder: Path) -> None:
    await propose(database)
    async with database.session() as session:
        await take_over(session, {PIRT: an_answer(bodies={"id": "Dari berkas."})}, clock.now())
    for faq in (a_clock(database, folder), a_clock(database, folder)):
        await faq.tell_outdated()
        await faq.tell_outdated()
    ((chat, told),) = await sent(database)
    assert chat == 1
    assert told.startswith('Usulan Ibu/Bapak "Judul pirt-masa-berlaku" belum sempat disetujui')
    assert "<b>Kata baru.</b>" in told


async def test_due_answers_are_told_once_on_a_working_morning(database: Database, folder: Path, time: Time) -> None:
    faq = a_clock(database, folder)
    time.now = datetime(2027, 5, 15, 0, 0, tzinfo=UTC)  # the day itself, a Saturday
    await faq.remind_of_reviews()
    time.now += timedelta(days=1)
    await faq.remind_of_reviews()
    assert await sent(database) == []
    for _ in range(3):
        time.now += timedelta(days=1)
        await faq.remind_of_reviews()
    told = await sent(database)
    assert [chat for chat, _ in told] == [1, 2]
    assert "• Judul pirt-masa-berlaku\n" in told[0][1]
    async with database.session() as session:
        checked = an_answer(reviewed_on=date(2027, 5, 18), review_by=date(2027, 5, 19))
        await take_over(session, {PIRT: checked}, clock.now())
    time.now += timedelta(days=2)
    await faq.remind_of_reviews()
    assert len(await sent(database)) == 4


async def test_waiting_proposals_are_told_to_those_who_may_decide(database: Database, folder: Path, time: Time) -> None:
    await propose(database)
    faq = a_clock(database, folder)
    time.now += timedelta(days=1)
    for _ in range(2):
        await faq.remind_of_proposals()
    assert await sent(database) == [(2, "Ada 1 usulan jawaban yang menunggu persetujuan Ibu/Bapak. Buka /faq.")]
