"""The sender against a server that refuses, stays silent and hangs up: a rule for each, nothing lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot import sender as sender_module
from bot.sender import Sender
from durable import clock, outbox
from durable.bot_api import BotApi
from durable.database import Database
from durable.dispatch import messages_of
from durable.inbox import conversation_ids, conversations
from durable.leases import LeaseKeeper
from durable.tables import Kind
from tests.bot_api_double import BotApiDouble, bot_api_double, hangs_up, refuses
from tests.databases import Fresh
from tests.driver import BOT, TOKEN
from tests.prepared import all_tables


@pytest.fixture
async def double() -> AsyncIterator[BotApiDouble]:
    async with bot_api_double() as found:
        yield found


@pytest.fixture
async def database(fresh: Fresh, kind_of_database: str) -> AsyncIterator[Database]:
    database = Database(fresh(kind_of_database, all_tables))
    yield database
    await database.close()


class Outbox:
    """A test's hand on the outbox and the sender."""

    def __init__(self, database: Database, double: BotApiDouble) -> None:
        self.database, self.double = database, double

    async def put(self, chat_id: int, text: str, kind: Kind = Kind.ANSWER, **options: object) -> int:
        async with self.database.write() as connection:
            await conversation_ids(connection, BOT, {chat_id})
            method, params = options.pop("method", "sendMessage"), options.pop("params", {"text": text})
            return await outbox.send_later(
                connection, BOT, chat_id, method, params, kind=kind, now=clock.now(), **options
            )

    async def states(self) -> list[tuple[str, str | None]]:
        o = outbox.outbox.c
        async with self.database.read() as connection:
            rows = await connection.execute(select(o.state, o.reason).order_by(o.id))
            return [(row.state, row.reason) for row in rows]

    async def settle(self, seconds: float = 8.0) -> None:
        """Waits until nothing is pending."""
        until = clock.monotonic() + seconds
        while any(state == "pending" for state, _ in await self.states()):
            assert clock.monotonic() < until, await self.states()
            await asyncio.sleep(0.02)

    @asynccontextmanager
    async def sending(
        self, rate: float = 0, quiet: Callable[[datetime], datetime | None] = lambda now: None
    ) -> AsyncIterator[Sender]:
        lease = LeaseKeeper(BOT, "sender")
        async with self.database.write() as connection:
            assert await lease.hold(connection)
        api = BotApi(self.double.root, TOKEN)
        sender = Sender(self.database, api, BOT, rate, quiet, lease, 0.05)
        task = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await api.close()


@pytest.fixture
def box(database: Database, double: BotApiDouble) -> Outbox:
    return Outbox(database, double)


async def test_order_is_kept_in_a_chat(box: Outbox) -> None:
    for number in range(5):
        await box.put(1, str(number))
    async with box.sending():
        await box.settle()
    assert box.double.texts(1) == ["0", "1", "2", "3", "4"]


async def test_album_is_kept_with_all_its_messages(box: Outbox) -> None:
    album = {"media": [{"type": "photo", "media": f"file-{n}"} for n in range(3)]}
    first = await box.put(1, "", Kind.BROADCAST, method="sendMediaGroup", params=album)
    second = await box.put(1, "halo", Kind.BROADCAST)
    async with box.sending():
        await box.settle()
    async with box.database.read() as connection:
        assert await messages_of(connection, [first, second]) == {first: [101, 102, 103], second: [104]}


async def test_answer_overtakes_a_broadcast(box: Outbox) -> None:
    for number in range(40):
        await box.put(100 + number, "pengumuman", Kind.BROADCAST)
    await box.put(1, "jawaban")
    async with box.sending(rate=100):
        await box.settle()
    assert box.double.texts()[0] == "jawaban"


@pytest.mark.pitfall(14)
@pytest.mark.pitfall(41)
async def test_blocked_people_are_marked_and_the_others_get_it(box: Outbox) -> None:
    box.double.blocked = {3, 5}
    box.double.script.append(refuses(400, "Bad Request: chat not found"))
    await box.put(99, "halo", Kind.BROADCAST)
    async with box.sending():
        await box.settle()
        for chat in range(1, 11):
            await box.put(chat, "halo", Kind.BROADCAST)
        await box.put(3, "kedua", Kind.NOTICE)
        await box.settle()
    ends = await box.states()
    assert sorted(ends[1:11]) == [("dead", "blocked")] * 2 + [("sent", None)] * 8
    assert (ends[0], ends[11]) == (("dead", "chat_not_found"), ("dead", "blocked"))
    async with box.database.read() as connection:
        c = conversations.c
        rows = await connection.execute(
            select(c.chat_id, c.unreachable_reason).where(c.unreachable_at.is_not(None)).order_by(c.chat_id)
        )
        assert [tuple(row) for row in rows] == [(3, "blocked"), (5, "blocked"), (99, "chat_not_found")]


@pytest.mark.pitfall(16)
async def test_retry_after_is_kept_and_nothing_is_lost(box: Outbox) -> None:
    box.double.script.append(refuses(429, "Too Many Requests: retry after 1", retry_after=1))
    await box.put(1, "satu")
    await box.put(1, "dua")
    async with box.sending():
        await box.settle()
    refused, first, second = box.double.calls
    assert box.double.texts(1) == ["satu", "satu", "dua"]
    assert first.at - refused.at >= 1.0
    assert second.at > first.at


async def test_one_refused_chat_does_not_hold_the_others(box: Outbox) -> None:
    box.double.script.append(refuses(429, "Too Many Requests: retry after 2", retry_after=2))
    await box.put(1, "ditolak")
    async with box.sending():
        await asyncio.sleep(0.3)
        await box.put(2, "lain")
        await asyncio.sleep(0.5)
        assert box.double.texts() == ["ditolak", "lain"]
        await box.settle()


async def test_second_refused_chat_holds_all(box: Outbox) -> None:
    for _ in range(2):
        box.double.script.append(refuses(429, "Too Many Requests: retry after 1", retry_after=1))
    await box.put(1, "a")
    await box.put(2, "b")
    async with box.sending():
        await asyncio.sleep(0.4)
        await box.put(3, "c")
        await asyncio.sleep(0.3)
        assert len(box.double.calls) == 2
        await box.settle()
    assert sorted(box.double.texts()) == ["a", "a", "b", "b", "c"]


@pytest.mark.pitfall(17)
@pytest.mark.parametrize(
    ("kind", "state", "copies"),
    [(Kind.ANSWER, "sent", 2), (Kind.NOTICE, "sent", 2), (Kind.REMINDER, "sent", 2), (Kind.BROADCAST, "unknown", 1)],
)
async def test_lost_answer_has_a_rule_per_kind(box: Outbox, kind: Kind, state: str, copies: int) -> None:
    box.double.script.append(hangs_up)
    await box.put(1, "halo", kind)
    async with box.sending():
        await box.settle()
    assert box.double.texts() == ["halo"] * copies
    assert [found for found, _ in await box.states()] == [state]


@pytest.mark.pitfall(17)
async def test_refused_connection_is_tried_again_for_every_kind(box: Outbox) -> None:
    root, box.double.root = box.double.root, "http://127.0.0.1:9"
    await box.put(1, "halo", Kind.BROADCAST)
    async with box.sending() as sender:
        await asyncio.sleep(0.5)
        assert box.double.texts() == []
        sender._api._root = root
        await box.settle()
    assert box.double.texts() == ["halo"]


@pytest.mark.pitfall(18)
async def test_migrated_chat_gets_it_once_under_its_new_id(box: Outbox) -> None:
    moved = "Bad Request: group chat was upgraded to a supergroup chat"
    box.double.script.append(refuses(400, moved, migrate_to_chat_id=-10077))
    await box.put(-77, "halo")
    async with box.sending():
        await box.settle()
    assert [call.params["chat_id"] for call in box.double.calls] == [-77, -10077]
    assert await box.states() == [("sent", None)]


@pytest.mark.pitfall(20)
@pytest.mark.pitfall(21)
@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
        "Bad Request: message to edit not found",
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ],
)
async def test_refusals_that_mean_nothing_is_left_to_do(box: Outbox, words: str) -> None:
    box.double.script.append(refuses(400, words))
    await box.put(1, "x", method="editMessageText", params={"message_id": 5, "text": "x"})
    await box.put(1, "lanjut")
    async with box.sending():
        await box.settle()
    assert box.double.texts() == ["x", "lanjut"]
    assert [state for state, _ in await box.states()] == ["sent", "sent"]


@pytest.mark.pitfall(36)
async def test_revoked_token_loses_no_row(box: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_module, "TOKEN_SECONDS", 0.3)
    box.double.script.extend([refuses(401, "Unauthorized")] * 2)
    for chat in range(3):
        await box.put(chat + 1, "halo")
    async with box.sending():
        await box.settle()
    assert await box.states() == [("sent", None)] * 3


@pytest.mark.pitfall(42)
async def test_waiting_answer_goes_first_when_the_person_writes(box: Outbox) -> None:
    box.double.script.extend([refuses(502, "Bad Gateway")] * 3)
    await box.put(1, "jawaban lama")
    async with box.sending() as sender:
        while len(box.double.calls) < 3:
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)  # the next try would be in five seconds
        await box.put(1, "jawaban baru")
        asked = clock.monotonic()
        sender.wake([1])
        await box.settle()
        assert clock.monotonic() - asked < 2
    assert box.double.texts() == ["jawaban lama"] * 4 + ["jawaban baru"]


@pytest.mark.pitfall(43)
async def test_last_of_several_edits_arrives(box: Outbox) -> None:
    sent = await box.put(1, "awal")
    for text in ("satu", "dua", "tiga"):
        params = {"text": text, "message_id": 777}
        await box.put(1, text, method="editMessageText", params=params)
    async with box.sending():
        await box.settle()
    assert box.double.texts() == ["awal", "tiga"]
    assert sent < 10


@pytest.mark.pitfall(34)
@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.REMINDER, Kind.BROADCAST])
async def test_nothing_disturbs_in_quiet_hours(box: Outbox, kind: Kind) -> None:
    await box.put(1, "tidur", kind)
    await box.put(2, "jawaban", Kind.ANSWER)
    morning = clock.now() + timedelta(hours=7)
    async with box.sending(quiet=lambda now: morning):
        await asyncio.sleep(0.5)
    assert box.double.texts() == ["jawaban"]
    assert await box.states() == [("pending", "quiet_hours"), ("sent", None)]


async def test_what_is_put_right_or_taken_back_makes_no_sound_and_needs_no_morning(box: Outbox) -> None:
    await box.put(1, "", Kind.BROADCAST, method="deleteMessage", params={"message_id": 5})
    await box.put(2, "", Kind.BROADCAST, method="editMessageText", params={"message_id": 5, "text": "betul"})
    async with box.sending(quiet=lambda now: now + timedelta(hours=7)):
        await box.settle()
    assert sorted(call.method for call in box.double.calls) == ["deleteMessage", "editMessageText"]


async def test_reminder_past_its_use_is_dropped(box: Outbox) -> None:
    await box.put(1, "telat", Kind.REMINDER, useful_until=clock.now() - timedelta(seconds=1))
    async with box.sending():
        await box.settle()
    assert (box.double.calls, await box.states()) == ([], [("dropped", "too_late")])


async def test_pace_is_even_and_answers_go_first(box: Outbox) -> None:
    for chat in range(20):
        await box.put(chat + 1, "halo", Kind.BROADCAST)
    async with box.sending(rate=20):
        await box.settle()
    times = [call.at for call in box.double.calls]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert times[-1] - times[0] >= 18 / 20 - 0.02  # 19 gaps; one may be caught up
    assert sorted(gaps)[2] > 0.02  # not in bursts


async def test_album_counts_its_pictures_in_the_pace(box: Outbox) -> None:
    media = [{"type": "photo", "media": f"f{number}"} for number in range(10)]
    await box.put(1, "", Kind.BROADCAST, method="sendMediaGroup", params={"media": media})
    await box.put(2, "halo", Kind.BROADCAST)
    async with box.sending(rate=20):
        await box.settle()
    first, second = box.double.calls
    assert second.at - first.at >= 10 / 20 - 0.02


async def test_many_rows_go_out_page_by_page_without_waiting_for_the_next_look(
    box: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "_IN_MEMORY", 10)
    for number in range(60):
        await box.put(100 + number, "pengumuman", Kind.BROADCAST)
    async with box.sending() as sender:
        sender._poll_seconds = 60.0
        await box.settle()
    assert len(box.double.calls) == 60


async def test_wrong_call_is_a_dead_letter_and_the_next_flows(box: Outbox) -> None:
    box.double.script.append(refuses(400, "Bad Request: can't parse entities"))
    await box.put(1, "<b>rusak")
    await box.put(1, "baik")
    async with box.sending():
        await box.settle()
    assert await box.states() == [("dead", "refused: Bad Request: can't parse entities"), ("sent", None)]
