"""What is due goes out once, in its words: at its minute, late, joined or not at all."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, timedelta

import pytest
from sqlalchemy import update

import content.texts
from bot.reminder_clock import ReminderClock
from content import language
from content.text_faults import visible
from durable.inbox import conversations
from durable.tables import Kind
from handlers.local_time import told_date, told_hour
from handlers.meetings import reminded as meetings_reminded
from handlers.replies import Rows
from handlers.workshops import reminded as workshops_reminded
from models import (
    Account,
    DropReason,
    Meeting,
    MeetingRating,
    MeetingState,
    Occasion,
    Person,
    ReminderState,
    Side,
    Workshop,
)
from services.reminders import planning
from tests.conversations.reminders.conftest import ANI, BUDI, HOUR, NOON, OFFICE, SITI, Sessions, at
from tests.driver import BOT, Reply
from tests.mentoring_rows import add_mentor, add_seat, add_workshop

text = content.texts.load("reminders")
DAY_BEFORE, HOUR_BEFORE, RATE = Occasion.DAY_BEFORE, Occasion.HOUR_BEFORE, Occasion.RATE
PENDING, QUEUED, DROPPED = ReminderState.PENDING, ReminderState.QUEUED, ReminderState.DROPPED


def heard(replies: list[Reply]) -> list[tuple[int, str]]:
    """(chat, words) of what came, by chat."""
    return sorted((reply.chat_id, reply.text) for reply in replies)


async def pair(sessions: Sessions) -> tuple[int, int]:
    """A mentor and a producer."""
    return await sessions.person(BUDI, "Pak Budi"), await sessions.person(SITI, "Siti")


async def test_both_are_reminded_at_the_minute_and_not_before(sessions_on_both: Sessions) -> None:
    sessions = sessions_on_both
    meeting = await sessions.book(*await pair(sessions), at(26, 10))
    assert await sessions.ticks(at(25, 9, 59)) == []
    assert heard(await sessions.ticks(at(25, 10))) == [
        (SITI, await sessions.notice(meeting, Side.PRODUCER, DAY_BEFORE)),
        (BUDI, await sessions.notice(meeting, Side.MENTOR, DAY_BEFORE)),
    ]
    assert await sessions.ticks() == []
    assert await sessions.states() == [
        (DAY_BEFORE, QUEUED), (HOUR_BEFORE, PENDING), (DAY_BEFORE, QUEUED), (HOUR_BEFORE, PENDING), (RATE, PENDING),
    ]  # fmt: skip


async def test_message_knows_its_end_its_session_and_its_key(sessions: Sessions) -> None:
    meeting = await sessions.book(*await pair(sessions), at(26, 10))
    await sessions.ticks(at(26, 9))
    queued = {row.id: row.outbox_id for row in await sessions.rows(QUEUED)}
    rows = await sessions.outbox_rows()
    assert [row[1:2] + row[3:] for row in rows] == [
        (int(Kind.REMINDER), at(26, 10, 10).astimezone(UTC), "meeting", meeting)
    ] * 2
    assert sorted(row[2] for row in rows) == sorted(f"reminder:{min(pair)}" for pair in _same(queued))


def _same(queued: dict[int, int | None]) -> list[list[int]]:
    """The ids of reminders that are one message."""
    return [[each for each in queued if queued[each] == message] for message in dict.fromkeys(queued.values())]


@pytest.mark.pitfall(9)
async def test_four_clocks_at_once_remind_each_once(sessions_on_both: Sessions) -> None:
    sessions = sessions_on_both
    mentor = await sessions.person(BUDI, "Pak Budi")
    for number in range(30):
        await sessions.book(mentor, await sessions.person(1000 + number, f"Ibu {number}"), at(26, 8) + number * HOUR)
    sessions.now = at(26, 7)
    clocks = [ReminderClock(sessions.office.database, BOT, "telegram", OFFICE) for _ in range(4)]
    await asyncio.gather(*(each.tick() for each in clocks))
    replies = await sessions.office.sends()
    of_producers = [reply.chat_id for reply in replies if reply.chat_id != BUDI]
    assert sorted(of_producers) == sorted(set(of_producers))
    due = [row for row in await sessions.rows(PENDING, QUEUED) if row.due_at <= at(26, 7)]
    assert {row.state for row in due} == {QUEUED}
    assert len({row.outbox_id for row in due}) == len(replies)


async def test_several_of_one_person_are_one_message_with_numbered_buttons(sessions: Sessions) -> None:
    mentor, siti = await pair(sessions)
    ani = await sessions.person(ANI, "<Ani> & co")
    first, second = await sessions.book(mentor, siti, at(26, 9)), await sessions.book(mentor, ani, at(26, 10))
    (told,) = [each for each in await sessions.ticks(at(25, 10)) if each.chat_id == BUDI]
    lines = [
        text.told_line_session.format(number=1, when=told_hour(at(26, 9)), name="Siti"),
        text.told_line_session.format(number=2, when=told_hour(at(26, 10)), name="<Ani> & co"),
    ]
    assert told.text == text.told_several_late.format(lines=type(lines[0])("\n").join(lines))  # one waited for an hour
    assert "&lt;Ani&gt; &amp; co" in told.text
    buttons = [
        tuple(f"{number}. {key.text}" for key in _own_rows(meeting)[0])
        for number, meeting in enumerate(await _meetings(sessions, first, second), 1)
    ]
    assert list(told.keys) == buttons
    assert (await sessions.outbox_rows())[0][4:] in [(None, None), ("meeting", first), ("meeting", second)]


def _own_rows(meeting: Meeting) -> Rows:
    return meetings_reminded.notice(DAY_BEFORE, meeting, Side.MENTOR, OFFICE, is_late=False)[1]


async def _meetings(sessions: Sessions, *ids: int) -> list[Meeting]:
    async with sessions.office.database.session() as session:
        return [await session.get_one(Meeting, each) for each in ids]


async def test_day_and_hour_before_the_same_session_are_told_once(sessions: Sessions) -> None:
    """The clock was away since the day before: only what comes next is said."""
    meeting = await sessions.book(*await pair(sessions), at(26, 10))
    pending = await sessions.rows(PENDING)
    async with sessions.office.database.session() as session:
        for row in pending:
            row.due_at = row.due_at if row.occasion is not HOUR_BEFORE else at(26, 7)
            await session.merge(row)
    assert heard(await sessions.ticks(at(26, 7, 5)))[0] == (
        SITI, await sessions.notice(meeting, Side.PRODUCER, HOUR_BEFORE)
    )  # fmt: skip
    assert (await sessions.states())[:2] == [(DAY_BEFORE, QUEUED), (HOUR_BEFORE, QUEUED)]


async def test_last_signal_of_the_evening_before_is_not_called_soon(sessions: Sessions) -> None:
    meeting = await sessions.book(*await pair(sessions), at(26, 10))
    pending = await sessions.rows(PENDING)
    async with sessions.office.database.session() as session:
        for row in pending:
            row.due_at = at(25, 20) if row.occasion is HOUR_BEFORE else row.due_at
            await session.merge(row)
    await sessions.ticks(at(25, 10))
    told = heard(await sessions.ticks(at(25, 20)))
    assert told[0] == (SITI, await sessions.notice(meeting, Side.PRODUCER, DAY_BEFORE))


async def test_many_of_one_person_are_few_messages(sessions: Sessions) -> None:
    mentor = await sessions.person(BUDI, "Pak Budi")
    for number in range(9):
        await sessions.book(mentor, await sessions.person(1000 + number, f"Ibu {number}"), at(26, 10))
    told = [each for each in await sessions.ticks(at(26, 9)) if each.chat_id == BUDI]
    assert [each.text.count("WITA") for each in told[:2]] == [4, 4]
    assert len(told) == 3
    assert all(len(visible(each.text)) <= 500 for each in told)


@pytest.mark.pitfall(10)
@pytest.mark.parametrize(("now", "is_late"), [(at(26, 9, 10), False), (at(26, 9, 11), True), (at(26, 10, 9), True)])
async def test_what_comes_late_says_so(sessions: Sessions, now: object, is_late: bool) -> None:
    meeting = await sessions.book(*await pair(sessions), at(26, 10))
    await sessions.ticks(at(25, 10))
    told = heard(await sessions.ticks(now))  # type: ignore[arg-type]
    assert told[0] == (SITI, await sessions.notice(meeting, Side.PRODUCER, HOUR_BEFORE, is_late=is_late))


@pytest.mark.pitfall(10)
async def test_useless_is_dropped_and_logged_without_names(
    sessions: Sessions, caplog: pytest.LogCaptureFixture
) -> None:
    await sessions.book(*await pair(sessions), at(26, 10))
    with caplog.at_level(logging.INFO):
        assert await sessions.ticks(at(26, 10, 30)) == []
    assert {(row.occasion, row.drop_reason) for row in await sessions.rows(DROPPED)} == {
        (DAY_BEFORE, DropReason.TOO_LATE),
        (HOUR_BEFORE, DropReason.TOO_LATE),
    }
    (line,) = [record for record in caplog.records if record.message == "reminders_dropped"]
    assert line.__dict__["too_late"] == 4


@pytest.mark.pitfall(12)
@pytest.mark.parametrize(
    "change",
    [
        {"state": MeetingState.CANCELLED, "cancelled_at": NOON},
        {"starts_at": at(27, 10), "ends_at": at(27, 11)},
        {"state": MeetingState.NO_SHOW, "producer_missed": True},
    ],
)
async def test_what_is_off_is_not_told_though_its_row_was_left(sessions: Sessions, change: dict[str, object]) -> None:
    meeting = await sessions.book(*await pair(sessions), at(26, 10))
    await sessions.change(meeting, lambda row: [setattr(row, name, value) for name, value in change.items()] and None)
    assert await sessions.ticks(at(25, 10)) == []
    assert {row.drop_reason for row in await sessions.rows(DROPPED)} == {DropReason.OFF}


@pytest.mark.pitfall(34)
async def test_clock_rests_in_the_quiet_hours_and_joins_in_the_morning(sessions: Sessions) -> None:
    mentor, siti = await pair(sessions)
    ani = await sessions.person(ANI, "Ani")
    await sessions.book(mentor, siti, at(26, 7))
    await sessions.book(mentor, ani, at(26, 6, 30))  # its hour before is 20.45 the evening before
    assert await sessions.ticks(at(25, 21)) == []
    assert await sessions.ticks(at(26, 5, 59)) == []
    told = heard(await sessions.ticks(at(26, 6)))
    assert [chat for chat, _ in told] == [SITI, ANI, BUDI]
    assert told[2][1].startswith(text.told_several_late.split("\n")[0])


async def test_producer_is_asked_afterwards_unless_it_was_answered(sessions: Sessions) -> None:
    mentor, siti = await pair(sessions)
    meeting = await sessions.book(mentor, siti, at(26, 10))
    other = await sessions.book(mentor, await sessions.person(ANI, "Ani"), at(26, 10))
    async with sessions.office.database.session() as session:
        row = await session.get_one(Meeting, other)
        row.state = MeetingState.HELD
        row.ratings.append(MeetingRating(side=Side.PRODUCER, stars=5, rated_at=at(26, 11)))
    assert heard(await sessions.ticks(at(26, 12))) == [(SITI, await sessions.notice(meeting, Side.PRODUCER, RATE))]


async def test_follow_up_after_a_week(sessions: Sessions) -> None:
    meeting = await sessions.book(*await pair(sessions), at(23, 15))
    async with sessions.office.database.session() as session:
        row = await session.get_one(Meeting, meeting)
        row.state = MeetingState.HELD
        await planning.plan_follow_ups(session, row, at(23, 17), OFFICE)
    await sessions.ticks(at(29, 12))
    assert heard(await sessions.ticks(at(30, 10))) == [
        (SITI, await sessions.notice(meeting, Side.PRODUCER, Occasion.TRIED_7))
    ]


async def test_each_is_told_in_their_language(sessions: Sessions) -> None:
    meeting = await sessions.book(*await pair(sessions), at(26, 10))
    await sessions.office.person(SITI, "Siti").says("/menu")
    async with sessions.office.database.session() as session:
        await session.execute(update(conversations).where(conversations.c.chat_id == SITI).values(language="en"))
    told = dict(heard(await sessions.ticks(at(25, 10))))
    token = language.set("en")
    try:
        assert told[SITI] == await sessions.notice(meeting, Side.PRODUCER, DAY_BEFORE)
    finally:
        language.reset(token)
    assert told[BUDI] == await sessions.notice(meeting, Side.MENTOR, DAY_BEFORE)


async def test_asked_and_ahead_are_joined_by_their_hours(sessions: Sessions) -> None:
    mentor, siti = await pair(sessions)
    await sessions.book(mentor, siti, at(26, 8))
    await sessions.book(mentor, siti, at(26, 11))
    await sessions.ticks(at(26, 9, 59))
    (told,) = [each for each in await sessions.ticks(at(26, 10)) if each.chat_id == SITI]
    lines = [
        text.told_line_rate.format(number=1, day=told_date(at(26, 8).date()), name="Pak Budi"),
        text.told_line_session.format(number=2, when=told_hour(at(26, 11)), name="Pak Budi"),
    ]
    assert told.text == text.told_several.format(lines=type(lines[0])("\n").join(lines))


async def test_blocked_and_unknown_chats_are_dropped_for_that_reason(sessions: Sessions) -> None:
    mentor, siti = await pair(sessions)
    await sessions.office.person(SITI, "Siti").says("/menu")
    async with sessions.office.database.session() as session:
        nobody = Person(name="Tanpa HP", created_at=NOON)
        session.add(nobody)
        await session.flush()
        await session.execute(
            update(conversations).where(conversations.c.chat_id == SITI).values(unreachable_at=NOON)
        )  # fmt: skip
    await sessions.book(mentor, siti, at(26, 10))
    await sessions.book(mentor, nobody.id, at(26, 10))
    await sessions.office.sends()
    assert [reply.chat_id for reply in await sessions.ticks(at(25, 10))] == [BUDI]
    assert {(row.person_id, row.drop_reason) for row in await sessions.rows(DROPPED)} == {
        (siti, DropReason.NO_CHAT),
        (nobody.id, DropReason.NO_CHAT),
    }


async def test_who_writes_elsewhere_is_left_to_the_bot_there(sessions: Sessions) -> None:
    mentor, siti = await pair(sessions)
    await sessions.book(mentor, siti, at(26, 10))
    async with sessions.office.database.session() as session:
        await session.execute(update(Account).where(Account.chat_id == SITI).values(channel="gateway"))
    assert [reply.chat_id for reply in await sessions.ticks(at(25, 10))] == [BUDI]
    assert await sessions.rows(DROPPED) == []
    await sessions.ticks(at(26, 8))
    assert [(row.person_id, row.drop_reason) for row in await sessions.rows(DROPPED)] == [(siti, DropReason.TOO_LATE)]


@pytest.mark.pitfall(13)
async def test_fault_in_the_words_for_one_stops_no_other(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mentor = await sessions.person(BUDI, "Pak Budi")
    faulty = await sessions.book(mentor, await sessions.person(SITI, "Siti"), at(26, 10))
    await sessions.book(await sessions.person(502, "Bu Rina"), await sessions.person(ANI, "Ani"), at(26, 10))
    words = meetings_reminded.notice

    def stumbles(occasion: Occasion, meeting: Meeting, *rest: object, **more: object) -> object:
        if meeting.id == faulty:
            raise LookupError
        return words(occasion, meeting, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(meetings_reminded, "notice", stumbles)
    assert [chat for chat, _ in heard(await sessions.ticks(at(25, 10)))] == [ANI, 502]
    assert await sessions.ticks() == []
    assert {row.drop_reason for row in await sessions.rows(DROPPED)} == {DropReason.FAULT}
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == ["reminder_not_made"] * 2


async def test_class_is_told_to_its_mentor_and_to_each_seat(sessions: Sessions) -> None:
    mentor, siti = await pair(sessions)
    async with sessions.office.database.session() as session:
        both = [await session.get_one(Person, each) for each in (mentor, siti)]
        await add_mentor(session, both[0], NOON)
        workshop = await add_workshop(session, both[0], at(26, 10), NOON)
        await add_seat(session, workshop, both[1], NOON)
        for person in both:
            await planning.plan_seat(session, workshop, person.id, NOON, OFFICE)
        expected = [
            (chat, workshops_reminded.notice(HOUR_BEFORE, workshop, is_mentor, OFFICE, is_late=False)[0])
            for chat, is_mentor in ((SITI, False), (BUDI, True))
        ]
        number = workshop.id
    await sessions.ticks(at(25, 10))
    assert heard(await sessions.ticks(at(26, 9))) == expected
    async with sessions.office.database.session() as session:
        row = await session.get_one(Workshop, number)
        assert row.starts_at - at(26, 9) == timedelta(hours=1)


async def test_message_that_is_there_already_is_not_written_again(sessions_on_both: Sessions) -> None:
    """A row that was put back by hand, or by a restored copy: the key keeps it one message."""
    sessions = sessions_on_both
    await sessions.book(*await pair(sessions), at(26, 10))
    await sessions.ticks(at(25, 10))
    queued = await sessions.rows(QUEUED)
    before = [(row.id, row.outbox_id) for row in queued]
    async with sessions.office.database.session() as session:
        for row in queued:
            row.state, row.closed_at, row.outbox_id = PENDING, None, None
            await session.merge(row)
    assert await sessions.ticks() == []
    assert [(row.id, row.outbox_id) for row in await sessions.rows(QUEUED)] == before
