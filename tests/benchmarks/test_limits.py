"""The load server's limits: both ways of counting thirty a second, and one a second in a chat."""

from __future__ import annotations

from benchmarks.broadcast_pace import fullest_second
from benchmarks.load import LoadServer
from benchmarks.load.limits import Limits, bucket, window
from tests.benchmarks.conftest import Client


def passed(limits: Limits, times: list[float], weight: int = 1) -> int:
    """How many of these calls, each to a chat of its own, are taken."""
    return sum(limits.refused_for("sendmessage", number, weight, at) == 0 for number, at in enumerate(times))


def test_both_take_thirty_at_once_and_no_more() -> None:
    for limits in (bucket(), window()):
        assert passed(limits, [5.0] * 40) == 30
        assert limits.refused_for("sendmessage", 99, 1, 5.0) == 1


def test_bucket_fills_by_and_by_and_a_window_forgets_at_once() -> None:
    heap = [5.0] * 30 + [5.5] * 30 + [6.01] * 30
    assert (passed(bucket(), heap), passed(window(), heap)) == (30 + 15 + 15, 30 + 0 + 30)


def test_album_counts_its_pictures() -> None:
    assert (passed(bucket(), [5.0] * 9, weight=10), passed(window(), [5.0] * 9, weight=10)) == (3, 3)


def test_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    limits = bucket()
    took = [limits.refused_for("sendmessage", 1, 1, 5.0 + at / 10) == 0 for at in range(31)]
    assert [at for at, is_taken in enumerate(took) if is_taken] == [0, 1, 2, 10, 20, 30]


def test_what_is_no_message_is_not_counted() -> None:
    limits = window()
    assert passed(limits, [5.0] * 30) == 30
    assert [
        limits.refused_for(method, 1, 1, 5.0) for method in ("answercallbackquery", "getupdates", "sendchataction")
    ] == [0, 0, 0]
    assert limits.refused_for("editmessagetext", 50, 1, 5.0) == 1


async def test_server_answers_429_to_one_too_many() -> None:
    async with LoadServer(limits=window()) as server:
        client, chats = Client(server), server.add_readers(31)
        answers = [await client.ask("sendMessage", chat_id=chat, text="halo") for chat in chats]
        await client.close()
    assert [status for status, _ in answers] == [200] * 30 + [429]
    assert answers[30][1]["parameters"] == {"retry_after": 1}
    assert server.tally.messages_sent == 30


def test_fullest_second_is_found_wherever_it_begins() -> None:
    assert fullest_second([0.0, 0.9, 1.0, 1.1, 1.85, 3.0]) == 4
