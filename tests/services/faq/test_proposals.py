"""New words wait for a second person; one who is alone waits half an hour; all of it is in the audit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from content.answers.document import FaqDocument
from models import AuditEntry, FaqState, Person, RoleKind
from services.errors import AnswerMissing, NotAllowed, OwnProposalConflict, ProposalConflict, ProposalMissing
from services.faq import known, proposals, pulling
from services.faq.seed import take_over
from services.second_person import READS_AGAIN, alone_from, working_days_after
from tests.faq_answers import an_answer
from tests.services.faq.conftest import NOW, PLACE, Desk

WORDS = an_answer(bodies={"id": "P-IRT berlaku 5 tahun, sesuai sertifikat."})
LATER = NOW + timedelta(minutes=5)
NewPerson = Callable[..., Awaitable[Person]]


async def given(desk: Desk) -> FaqDocument | None:
    """What people get now."""
    answer = await known.answer_of_topic(desk.session, desk.topic.id)
    return answer.document if answer is not None and not answer.is_pulled else None


async def acts(desk: Desk) -> list[tuple[str, str | None]]:
    query = select(AuditEntry.act, AuditEntry.detail).where(AuditEntry.act.startswith("faq_")).order_by(AuditEntry.id)
    return [(act, detail) for act, detail in await desk.session.execute(query)]


async def test_proposal_changes_nothing_until_another_confirms(desk: Desk) -> None:
    proposal = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    assert (proposal.state, await given(desk)) == (FaqState.PROPOSED, an_answer())
    approved = await proposals.approve(desk.session, proposal.id, desk.second, PLACE, LATER)
    assert (approved.is_alone, approved.is_new, await given(desk)) == (False, True, WORDS)
    assert await acts(desk) == [("faq_proposed", "pirt-masa-berlaku"), ("faq_approved", None)]


async def test_same_proposal_twice_is_one(desk: Desk) -> None:
    first = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    assert await proposals.propose(desk.session, desk.topic, WORDS, desk.author, LATER) is first
    with pytest.raises(ProposalConflict):
        await proposals.propose(desk.session, desk.topic, an_answer(), desk.author, NOW)


async def test_proposal_is_approved_once(desk: Desk) -> None:
    proposal = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    await proposals.approve(desk.session, proposal.id, desk.second, PLACE, LATER)
    for again in (proposal.id, 999_999):
        with pytest.raises(ProposalMissing):
            await proposals.approve(desk.session, again, desk.second, PLACE, LATER)
    with pytest.raises(ProposalMissing):
        await proposals.reject(desk.session, proposal.id, desk.second, LATER, "source")


async def test_rejected_proposal_is_over(desk: Desk) -> None:
    proposal = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    await proposals.reject(desk.session, proposal.id, desk.second, LATER, "source")
    assert (proposal.state, await given(desk)) == (FaqState.REJECTED, an_answer())
    own = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    await proposals.reject(desk.session, own.id, desk.author, LATER, "own")
    assert (await acts(desk))[1::2] == [("faq_rejected", "source"), ("faq_withdrawn", "own")]


async def test_newer_words_make_other_proposals_out_of_date(desk: Desk) -> None:
    first = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    other = await proposals.propose(desk.session, desk.topic, an_answer(bodies={"id": "Lain."}), desk.second, NOW)
    await proposals.approve(desk.session, other.id, desk.author, PLACE, LATER)
    with pytest.raises(ProposalMissing):
        await proposals.approve(desk.session, first.id, desk.second, PLACE, LATER)
    assert (first.state, first.confirmed_by_id) == (FaqState.SUPERSEDED, None)


async def test_button_that_was_taken_meanwhile_is_refused(desk: Desk) -> None:
    wanted = an_answer(button={"id": "Biaya baru"})
    proposal = await proposals.propose(desk.session, desk.topic, wanted, desk.author, NOW)
    await take_over(desk.session, {"x": an_answer("x", button={"id": "Biaya baru"})}, LATER)
    with pytest.raises(ProposalConflict) as refused:
        await proposals.approve(desk.session, proposal.id, desk.second, PLACE, LATER)
    assert refused.value.reason == "refused_proposal_clashes"


@pytest.mark.parametrize("kinds", [(), (RoleKind.MENTOR,), (RoleKind.KADER, RoleKind.PEMBACA)])
async def test_others_may_do_nothing(desk: Desk, new_person: NewPerson, kinds: tuple[RoleKind, ...]) -> None:
    stranger = await new_person(*kinds)
    proposal = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    forbidden = (
        lambda: proposals.propose(desk.session, desk.topic, WORDS, stranger, NOW),
        lambda: proposals.approve(desk.session, proposal.id, stranger, PLACE, LATER),
        lambda: proposals.reject(desk.session, proposal.id, stranger, LATER, "source"),
        lambda: pulling.pull(desk.session, desk.topic.id, stranger, LATER),
        lambda: pulling.ask_back(desk.session, desk.topic.id, stranger, LATER),
    )
    for act in forbidden:
        with pytest.raises(NotAllowed):
            await act()
    assert (proposal.state, await given(desk)) == (FaqState.PROPOSED, an_answer())


async def test_pulled_answer_is_given_to_nobody_and_comes_back_by_two(desk: Desk) -> None:
    assert await pulling.pull(desk.session, desk.topic.id, desk.author, NOW) is True
    assert await pulling.pull(desk.session, desk.topic.id, desk.second, NOW) is False
    assert await given(desk) is None
    assert "pirt-masa-berlaku" not in await known.documents_to_know(await desk.session.connection())
    asked = await pulling.ask_back(desk.session, desk.topic.id, desk.author, NOW)
    assert await pulling.ask_back(desk.session, desk.topic.id, desk.second, NOW) is asked
    with pytest.raises(OwnProposalConflict):
        await proposals.approve(desk.session, asked.id, desk.author, PLACE, NOW)
    approved = await proposals.approve(desk.session, asked.id, desk.second, PLACE, LATER)
    assert (approved.is_new, await given(desk)) == (False, an_answer())
    with pytest.raises(ProposalConflict):
        await pulling.ask_back(desk.session, desk.topic.id, desk.second, LATER)
    with pytest.raises(AnswerMissing):
        await pulling.pull(desk.session, 999_999, desk.second, LATER)


async def test_new_words_end_the_pulling(desk: Desk) -> None:
    await pulling.pull(desk.session, desk.topic.id, desk.author, NOW)
    proposal = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    await proposals.approve(desk.session, proposal.id, desk.second, PLACE, LATER)
    assert await given(desk) == WORDS


@pytest.mark.pitfall(44)
async def test_one_who_is_alone_confirms_after_half_an_hour(desk: Desk) -> None:
    proposal = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    heard = NOW - timedelta(hours=1)
    assert await alone_from(desk.session, PLACE, desk.author.id, NOW) == working_days_after(heard, 3, PLACE.zone)
    thursday = NOW + timedelta(days=3)
    with pytest.raises(OwnProposalConflict):
        await proposals.approve(desk.session, proposal.id, desk.author, PLACE, thursday - timedelta(hours=2))
    approved = await proposals.approve(desk.session, proposal.id, desk.author, PLACE, thursday)
    assert (approved.is_alone, await given(desk)) == (True, WORDS)
    assert (await acts(desk))[-1] == ("faq_approved", "alone")


@pytest.mark.pitfall(44)
async def test_where_nobody_else_is_staff_half_an_hour_is_enough(desk: Desk) -> None:
    for role in desk.second.roles:
        role.revoked_at = NOW
    await desk.session.flush()
    proposal = await proposals.propose(desk.session, desk.topic, WORDS, desk.author, NOW)
    assert await alone_from(desk.session, PLACE, desk.author.id, NOW) == NOW + READS_AGAIN
    with pytest.raises(OwnProposalConflict):
        await proposals.approve(desk.session, proposal.id, desk.author, PLACE, NOW + READS_AGAIN - timedelta(seconds=1))
    assert (await proposals.approve(desk.session, proposal.id, desk.author, PLACE, NOW + READS_AGAIN)).is_alone


WITA = ZoneInfo("Asia/Makassar")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((2026, 11, 23, 9), (2026, 11, 26, 9)),  # Monday: Thursday
        ((2026, 11, 25, 9), (2026, 11, 30, 9)),  # Wednesday: Monday
        ((2026, 11, 28, 9), (2026, 12, 2, 9)),  # Saturday: Wednesday
        ((2026, 12, 23, 9), (2026, 12, 29, 9)),  # Christmas Day, and a weekend
        ((2026, 11, 27, 23), (2026, 12, 2, 23)),  # late on Friday here, still Friday afternoon in UTC
    ],
)
def test_three_working_days_later(start: tuple[int, ...], end: tuple[int, ...]) -> None:
    begin, wanted = (datetime(*each, tzinfo=WITA) for each in (start, end))  # type: ignore[misc, arg-type]
    assert working_days_after(begin.astimezone(UTC), 3, WITA) == wanted
