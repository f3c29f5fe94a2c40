"""What goes straight to staff is understood all the same: its topic for the list, and whether it can wait."""

from __future__ import annotations

import pytest

from models import QuestionOutcome, Ticket
from services.faq.known import answer_of_topic
from tests.conversations.walks import does
from tests.understanders import make_understander

from .talk import WORDS, StaffedOffice, photo

URGENT = "tolong bu, dua orang keracunan habis makan abon saya"


@pytest.fixture
def understanding(desk: StaffedOffice) -> StaffedOffice:
    desk.office.application.bot_data["understander"] = make_understander()
    return desk


async def category(desk: StaffedOffice, ticket: Ticket) -> str | None:
    async with desk.office.database.session() as session:
        known = await answer_of_topic(session, ticket.topic_id) if ticket.topic_id else None
        return known.document.category if known is not None else None


async def test_typed_question_has_its_topic(understanding: StaffedOffice) -> None:
    await understanding.asked("pirt itu berlaku berapa tahun ya bu")
    await understanding.asked("siapa presiden pertama amerika", 12, "Tini")
    assert [await category(understanding, ticket) for ticket in await understanding.tickets()] == ["pirt", None]


@pytest.mark.parametrize(("outcome", "is_kept"), [(QuestionOutcome.UNSURE, True), (QuestionOutcome.OUTSIDE, False)])
async def test_topic_of_a_question_of_ours_is_kept(
    understanding: StaffedOffice, outcome: QuestionOutcome, is_kept: bool
) -> None:
    topic = await understanding.topic("uji")
    question = await understanding.question(11, WORDS, topic, outcome)
    await does(understanding.asker(), f"!ask_staff:start:{question}", "!Kirim")
    (ticket,) = await understanding.tickets()
    assert ticket.topic_id == (topic if is_kept else None)


@pytest.mark.parametrize("way", ["words", "caption"])
async def test_what_cannot_wait_is_told_at_once_whichever_way_it_comes(understanding: StaffedOffice, way: str) -> None:
    siti = understanding.asker()
    if way == "words":
        await does(siti, "/petugas", URGENT, "!Kirim")
    else:
        await siti.sends(**photo(caption=URGENT))
        await siti.presses("Kirim")
    (ticket,) = await understanding.tickets()
    assert ticket.is_urgent
    assert [URGENT in reply.text for person in (understanding.ani, understanding.budi, understanding.citra)
            for reply in person.hears()] == [True] * 3  # fmt: skip


async def test_urgent_words_to_the_bot_reach_staff(understanding: StaffedOffice) -> None:
    siti = understanding.asker()
    assert await siti.says(URGENT) != []
    (ticket,) = await understanding.tickets()
    assert (ticket.is_urgent, ticket.asked_words) == (True, URGENT)
    assert len(understanding.budi.hears()) == 1


async def test_photo_alone_is_about_nothing_known(understanding: StaffedOffice) -> None:
    siti = understanding.asker()
    await siti.sends(**photo())
    await siti.presses("Kirim begitu saja")
    (ticket,) = await understanding.tickets()
    assert (ticket.topic_id, ticket.is_urgent) == (None, False)
