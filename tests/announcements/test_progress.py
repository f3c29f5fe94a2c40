"""What the author sees: one message that changes in place, no more often than needed, and a word at the end."""

from __future__ import annotations

import orjson
import pytest
from sqlalchemy import select, update

from bot import announcement_progress
from durable import clock
from durable.outbox import outbox
from durable.tables import Kind, OutboxState
from models import Account, AnnouncementState, Role
from tests.announcements.newsroom import AUTHOR_CHAT, COLLEAGUE_CHAT, PEOPLE, Newsroom

EVERYBODY = PEOPLE + 2


class Stopwatch:
    """Monotonic seconds that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    found = Stopwatch()
    monkeypatch.setattr(announcement_progress.clock, "monotonic", found)
    return found


async def test_one_message_is_renewed_each_three_seconds(newsroom: Newsroom, stopwatch: Stopwatch) -> None:
    paced = Newsroom(newsroom.database, newsroom.time, rate=10)
    number = await paced.announces()
    for _ in range(20):
        await paced.clock.tick()
        await paced.sends(kinds=[Kind.BROADCAST])
        stopwatch.seconds += 0.5
    shown = await _shown(paced)
    progress = [text for _, text in shown if "░" in text or "█" in text]
    assert [method for method, _ in shown if method != "sendMessage"] == ["editMessageText"] * (len(progress) - 1)
    assert len(progress) <= 2 + 10 / 3  # ten seconds; the first one and the end come in any case
    assert progress[0] == (
        "<b>Pasar &lt;murah&gt;</b>\nmencoba 10 orang pertama, Senin, 23 November 2026, 10.00 WITA\n"
        "<code>░░░░░░░░░░░░░░░░░░░░</code> 0%\n0 dari 32 orang\n600 orang per menit, kira-kira 1 menit lagi\n"
        "Menunggu giliran: 32"
    )
    assert progress[-1] == (
        "<b>Pasar &lt;murah&gt;</b>\nselesai, Senin, 23 November 2026, 10.00 WITA\n"
        "<code>████████████████████</code> 100%\n32 dari 32 orang\nDiterima Telegram: 32"
    )
    found = await paced.found(number)
    async with paced.database.read() as connection:
        targets = await connection.scalars(select(outbox.c.target_id).where(outbox.c.method == "editMessageText"))
        assert set(targets) == {found.progress_outbox_id}


async def test_the_end_is_told_in_a_message_of_its_own(newsroom: Newsroom) -> None:
    await newsroom.announces()
    await newsroom.runs()
    told = [text for _, text in await _shown(newsroom) if "selesai dikirim" in text]
    assert told == ["Pengumuman <b>Pasar &lt;murah&gt;</b> selesai dikirim.\nDiterima Telegram: 32"]


async def test_author_without_a_chat_here_hinders_nothing(newsroom: Newsroom) -> None:
    async with newsroom.database.session() as session:
        await session.execute(update(Account).where(Account.person_id == 1).values(channel="elsewhere"))
    number = await newsroom.announces()
    await newsroom.runs()
    assert (await newsroom.found(number)).closed_at == clock.now()


async def test_author_who_is_no_officer_any_more_is_shown_nothing_and_a_colleague_hears_that_it_stopped(
    newsroom: Newsroom,
) -> None:
    async with newsroom.database.write() as connection:
        await connection.execute(update(Role).where(Role.person_id == 1).values(revoked_at=clock.now()))
    number = await newsroom.announces()
    await newsroom.runs(lambda call: (OutboxState.DEAD, "refused: x"))
    assert (await newsroom.found(number)).state is AnnouncementState.HALTED
    assert await _shown(newsroom) == []
    ((method, text),) = await _shown(newsroom, COLLEAGUE_CHAT)
    assert (method, text.partition(".")[0]) == ("sendMessage", "<b>Pasar &lt;murah&gt;</b> berhenti sendiri")


async def _shown(newsroom: Newsroom, chat: int = AUTHOR_CHAT) -> list[tuple[str, str]]:
    """All that was said to the author (or in another chat) beside the announcement."""
    o = outbox.c
    async with newsroom.database.read() as connection:
        rows = await connection.execute(
            select(o.method, o.params).where(o.chat_id == chat, o.kind == Kind.NOTICE).order_by(o.id)
        )
        return [(row.method, orjson.loads(row.params)["text"]) for row in rows]
