"""A question for staff is kept with all that was said, in time to be answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import MessageKind, RoleKind, Ticket, TicketState
from services import tickets
from services.errors import QuestionRefused, TicketMissing, TicketsConflict
from services.tickets import MOST_CHARACTERS, MOST_FILES, MOST_WAITING
from tests.services.test_roles import NewBusiness, NewPerson

from .conftest import ANSWER, MONDAY, OFFICE, OTHER_WORDS, PHOTO, VOICE, WITA, Ask


def said(ticket: Ticket) -> list[tuple[str, str | None, str | None]]:
    return [(each.kind.value, each.words, each.file_id) for each in ticket.messages]


async def test_ticket_keeps_words_and_files_in_order(session: AsyncSession, ask: Ask, topic_id: int) -> None:
    ticket = await ask(words="  Ini kenapa bu?\n", files=[PHOTO, VOICE], topic_id=topic_id)
    session.expunge_all()
    kept = await tickets.own_ticket(session, "telegram", 11, ticket.id)
    assert said(kept) == [
        ("text", "Ini kenapa bu?", None), ("photo", None, "photo-1"), ("voice", None, "voice-1"),
    ]  # fmt: skip
    assert (kept.state, kept.asker_name, kept.topic_id, kept.is_urgent) == (TicketState.OPEN, "Siti", topic_id, False)
    assert (kept.opened_at, kept.staff_told_at, kept.asked_words) == (MONDAY, None, "Ini kenapa bu?")


async def test_deadlines_are_one_and_two_working_days(ask: Ask) -> None:
    ticket = await ask(now=datetime(2026, 11, 26, 14, 0, tzinfo=WITA))
    assert ticket.remind_at.astimezone(WITA) == datetime(2026, 11, 27, 11, 30, tzinfo=WITA)
    assert ticket.escalate_at == datetime(2026, 11, 30, 6, 0, tzinfo=UTC)


async def test_asker_with_a_business_brings_its_district(
    ask: Ask, new_person: NewPerson, new_business: NewBusiness
) -> None:
    asker = await new_person()
    await new_business(asker, district_id=640806)
    ticket = await ask(asker=asker)
    assert (ticket.asker_id, ticket.district_id) == (asker.id, 640806)
    assert ticket.district is not None
    assert (await ask(12, asker=await new_person(), words=OTHER_WORDS)).district is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Siti Aminah", "Siti Aminah"), ("  \u200b ", "-"), ("x" * 200, "x" * 80), ("Siti\n<3", "Siti <3")],
)
async def test_name_of_the_asker_is_one_short_line(ask: Ask, name: str, kept: str) -> None:
    assert (await ask(asker_name=name)).asker_name == kept


@pytest.mark.parametrize(
    ("words", "files", "reason"),
    [
        (None, [], "refused_question_empty"), ("  \n", [], "refused_question_empty"),
        ("x" * (MOST_CHARACTERS + 1), [], "refused_question_long"),
        ("😢" * 2049, [], "refused_question_long"),
        (None, [PHOTO] * (MOST_FILES + 1), "refused_question_long"),
    ],
)  # fmt: skip
async def test_no_question_or_a_book_of_them_is_refused(
    ask: Ask, words: str | None, files: list[object], reason: str
) -> None:
    with pytest.raises(QuestionRefused) as refused:
        await ask(words=words, files=files)
    assert refused.value.reason == reason


async def test_chat_may_have_only_so_many_waiting(session: AsyncSession, ask: Ask) -> None:
    first = await ask()
    for _ in range(MOST_WAITING - 1):
        await ask()
    with pytest.raises(TicketsConflict) as refused:
        await ask()
    assert refused.value.values == {"most": MOST_WAITING}
    assert (await ask(is_urgent=True)).is_urgent is True
    assert (await ask(12)).chat_id == 12
    first.state, first.answered_at = TicketState.ANSWERED, MONDAY
    second = (await tickets.tickets_of(session, "telegram", 11))[-2]
    second.state, second.closed_at = TicketState.CLOSED, MONDAY
    assert (await ask()).state is TicketState.OPEN
    assert await tickets.waiting_count(session, "telegram", 11) == MOST_WAITING


async def test_more_words_are_added_to_a_waiting_ticket(session: AsyncSession, ask: Ask) -> None:
    ticket = await ask()
    ticket.staff_told_at = MONDAY
    later, due = MONDAY + timedelta(hours=2), ticket.remind_at
    assert await tickets.write_more(session, ticket, words="ini fotonya", files=[PHOTO], now=later, **OFFICE) is False
    assert said(ticket)[1:] == [("text", "ini fotonya", None), ("photo", None, "photo-1")]
    assert (ticket.staff_told_at, ticket.remind_at, ticket.times_reopened) == (None, due, 0)


@pytest.mark.parametrize("is_still_staff", [True, False])
async def test_answered_ticket_opens_again_for_who_answered_it(
    session: AsyncSession, ask: Ask, new_person: NewPerson, is_still_staff: bool
) -> None:
    ticket, officer = await ask(), await new_person(RoleKind.PETUGAS)
    await tickets.answer(session, ticket, officer, ANSWER, MONDAY)
    ticket.reminded_at = ticket.escalated_at = MONDAY
    if not is_still_staff:
        officer.roles[0].revoked_at = MONDAY
    later = MONDAY + timedelta(days=1)
    assert await tickets.write_more(session, ticket, words="kalau pakai toples?", now=later, **OFFICE) is True
    expected = (TicketState.CLAIMED, officer.id) if is_still_staff else (TicketState.OPEN, None)
    assert (ticket.state, ticket.claimed_by_id) == expected
    assert (ticket.times_reopened, ticket.staff_told_at, ticket.reminded_at, ticket.escalated_at) == (
        1,
        None,
        None,
        None,
    )
    assert ticket.remind_at == later + timedelta(days=1)


async def test_ticket_of_another_chat_or_channel_is_as_good_as_none(session: AsyncSession, ask: Ask) -> None:
    ticket = await ask()
    for channel, chat, number in (("telegram", 12, ticket.id), ("gateway", 11, ticket.id), ("telegram", 11, 999)):
        with pytest.raises(TicketMissing):
            await tickets.own_ticket(session, channel, chat, number)


async def test_latest_waiting_tells_urgent_ones_apart(session: AsyncSession, ask: Ask) -> None:
    usual, urgent = await ask(), await ask(is_urgent=True)
    assert [await tickets.latest_waiting(session, "telegram", 11, is_urgent=each) for each in (None, False, True)] == [
        urgent, usual, urgent,
    ]  # fmt: skip
    assert await tickets.latest_waiting(session, "telegram", 12) is None


async def test_kinds_of_messages_are_those_of_the_platform() -> None:
    assert [kind.value for kind in MessageKind] == ["text", "photo", "voice", "video", "document"]
