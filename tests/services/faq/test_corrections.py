"""Who is told of new words: those who got others, once, as long as they can be reached."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from durable.inbox import conversations
from models import AnswerGiven, FaqVersion
from services.errors import NotAllowed, ProposalMissing
from services.faq import corrections, known, proposals
from services.faq.wording import with_ways_to_ask
from tests.faq_answers import an_answer
from tests.services.faq.conftest import NOW, PLACE, Desk

LATER = NOW + timedelta(minutes=5)


async def got(desk: Desk, chat_id: int, version_id: int, days_ago: float = 1, channel: str = "telegram") -> None:
    """That a chat got this wording."""
    row = {"bot": PLACE.bot, "chat_id": chat_id}
    exists = await desk.session.execute(update(conversations).filter_by(**row).values(language=""))
    if not exists.rowcount:  # type: ignore[attr-defined]
        await desk.session.execute(insert(conversations).values(row))
    given = AnswerGiven(
        channel=channel, chat_id=chat_id, topic_id=desk.topic.id, version_id=version_id,
        given_at=NOW - timedelta(days=days_ago),
    )  # fmt: skip
    desk.session.add(given)
    await desk.session.flush()


async def now_given(desk: Desk) -> int:
    answer = await known.answer_of_topic(desk.session, desk.topic.id)
    assert answer is not None
    return answer.version_id


async def published(desk: Desk, words: str) -> FaqVersion:
    proposal = await proposals.propose(desk.session, desk.topic, an_answer(bodies={"id": words}), desk.author, NOW)
    return (await proposals.approve(desk.session, proposal.id, desk.second, PLACE, LATER)).version


async def test_those_who_got_other_words_lately_are_told_once(desk: Desk) -> None:
    old = await now_given(desk)
    await got(desk, 11, old)
    await got(desk, 11, old, days_ago=2)
    await got(desk, 12, old, days_ago=89)
    await got(desk, 13, old, days_ago=91)
    await got(desk, 14, old, channel="gateway")
    version = await published(desk, "Kata baru.")
    await got(desk, 15, old)
    await got(desk, 15, version.id, days_ago=0)  # asked again and has the new words
    assert await corrections.count_to_tell(desk.session, version, PLACE, LATER) == 2
    assert await corrections.asked_corrections(desk.session, LATER) == []
    assert await corrections.ask_correction(desk.session, version.id, desk.author, LATER) is True
    assert await corrections.ask_correction(desk.session, version.id, desk.second, LATER) is False
    assert await corrections.asked_corrections(desk.session, LATER) == [version]
    assert await corrections.next_to_tell(desk.session, version, PLACE, most=1) == [11]
    await corrections.mark_told(desk.session, version, PLACE, [11])
    assert await corrections.next_to_tell(desk.session, version, PLACE, most=200) == [12]
    await corrections.mark_told(desk.session, version, PLACE, [12])
    assert await corrections.next_to_tell(desk.session, version, PLACE, most=200) == []


async def test_newer_correction_goes_to_those_told_before(desk: Desk) -> None:
    await got(desk, 11, await now_given(desk))
    first = await published(desk, "Kata kedua.")
    await corrections.ask_correction(desk.session, first.id, desk.author, LATER)
    await corrections.mark_told(desk.session, first, PLACE, [11])
    second = await published(desk, "Kata ketiga.")
    assert await corrections.count_to_tell(desk.session, second, PLACE, LATER) == 1
    assert await corrections.asked_corrections(desk.session, LATER) == []  # the first is of no use any more
    with pytest.raises(ProposalMissing):
        await corrections.ask_correction(desk.session, first.id, desk.author, LATER)


async def test_new_ways_to_ask_are_no_correction(desk: Desk) -> None:
    await got(desk, 11, await now_given(desk))
    words = with_ways_to_ask(an_answer(), ["pirt ku abis"])
    proposal = await proposals.propose(desk.session, desk.topic, words, desk.author, NOW)
    approved = await proposals.approve(desk.session, proposal.id, desk.second, PLACE, LATER)
    assert await corrections.count_to_tell(desk.session, approved.version, PLACE, LATER) == 0


async def test_unreachable_chat_is_told_when_it_is_back(desk: Desk) -> None:
    await got(desk, 11, await now_given(desk))
    version = await published(desk, "Kata baru.")
    await corrections.ask_correction(desk.session, version.id, desk.author, LATER)
    here = conversations.c.chat_id == 11
    await desk.session.execute(update(conversations).where(here).values(unreachable_at=NOW))
    assert await corrections.next_to_tell(desk.session, version, PLACE, most=200) == []
    await desk.session.execute(update(conversations).where(here).values(unreachable_at=None))
    assert await corrections.next_to_tell(desk.session, version, PLACE, most=200) == [11]


async def test_only_staff_ask_for_it(desk: Desk) -> None:
    version = await published(desk, "Kata baru.")
    for role in desk.author.roles:
        role.revoked_at = NOW
    with pytest.raises(NotAllowed):
        await corrections.ask_correction(desk.session, version.id, desk.author, LATER)
    with pytest.raises(ProposalMissing):
        await corrections.ask_correction(desk.session, 999_999, desk.second, LATER)
