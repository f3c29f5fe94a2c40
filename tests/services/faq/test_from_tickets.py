"""An answered question, with those of everybody who asked the same, ready to become an answer of the bot."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import MessageKind, Ticket, TicketMessage, TicketState
from services.errors import TicketUnanswered
from services.faq import pulling
from services.faq.from_tickets import answered_ticket, new_ways_to_ask, topic_of
from tests.services.faq.conftest import NOW, Desk


async def a_ticket(desk: Desk, *words: str, group: int | None = None, topic: int | None = None) -> Ticket:
    """Somebody's question to staff."""
    ticket = Ticket(
        channel="telegram", chat_id=11, asker_name="Siti", topic_id=topic, is_urgent=False, state=TicketState.OPEN,
        opened_at=NOW, group_id=group, remind_at=NOW + timedelta(days=1), escalate_at=NOW + timedelta(days=2),
        messages=[TicketMessage(kind=MessageKind.TEXT, words=said, sent_at=NOW) for said in words],
    )  # fmt: skip
    desk.session.add(ticket)
    await desk.session.flush()
    return ticket


async def answered(desk: Desk, ticket: Ticket, *words: str) -> None:
    for said in words:
        reply = TicketMessage(
            ticket_id=ticket.id, author_id=desk.author.id, kind=MessageKind.TEXT, words=said, sent_at=NOW
        )
        desk.session.add(reply)
    await desk.session.flush()
    await desk.session.refresh(ticket, ["messages"])


async def test_questions_of_the_group_and_the_answer_are_gathered(desk: Desk) -> None:
    first = await a_ticket(desk, "frozen food izinnya apa?", "yang bakso")
    second = await a_ticket(desk, "izin bakso beku apa ya", group=first.id, topic=desk.topic.id)
    await answered(desk, second, "Perlu BPOM MD.", "Urus di OSS.")
    found = await answered_ticket(desk.session, second.id)
    assert found.questions == ("frozen food izinnya apa?", "yang bakso", "izin bakso beku apa ya")
    assert found.answer == "Perlu BPOM MD.\nUrus di OSS."
    assert found.likely is not None
    assert found.likely.topic_id == desk.topic.id
    assert await topic_of(desk.session, second.id) is None


async def test_pulled_answer_is_no_likely_one(desk: Desk) -> None:
    ticket = await a_ticket(desk, "pirt?", topic=desk.topic.id)
    await answered(desk, ticket, "Lima tahun.")
    await pulling.pull(desk.session, desk.topic.id, desk.author, NOW)
    assert (await answered_ticket(desk.session, ticket.id)).likely is None


async def test_question_without_an_answer_is_refused(desk: Desk) -> None:
    ticket = await a_ticket(desk, "pirt?")
    for number in (ticket.id, 999_999):
        with pytest.raises(TicketUnanswered):
            await answered_ticket(desk.session, number)


async def test_only_new_ways_to_ask_are_offered(desk: Desk) -> None:
    asked = ("HALAL-BIAYA berapa lama?", "pirt ku abis")
    assert await new_ways_to_ask(desk.session, asked) == ["pirt ku abis"]
