"""Who wants to be forgotten is: tickets and their messages, words of questions; others keep theirs."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    FaqOrigin,
    FaqState,
    FaqTopic,
    FaqVersion,
    Question,
    QuestionOutcome,
    RoleKind,
    Ticket,
    TicketMessage,
)  # fmt: skip
from services import people, tickets
from services.tickets.forgetting import Kept
from tests.services.test_roles import NewPerson

from .conftest import ANSWER, MONDAY, PHOTO, WORDS, Ask


def question(chat_id: int) -> Question:
    return Question(
        channel="telegram", chat_id=chat_id, words=WORDS, asked_at=MONDAY, outcome=QuestionOutcome.OUTSIDE,
        confidence=0.1,
    )  # fmt: skip


async def test_tickets_go_and_questions_are_emptied(session: AsyncSession, ask: Ask, new_person: NewPerson) -> None:
    officer = await new_person(RoleKind.PETUGAS)
    asked = question(11)
    session.add_all([asked, question(12)])
    await session.flush()
    first = await ask(11, files=[PHOTO], question_id=asked.id)
    second, third = await ask(12), await ask(13)
    await tickets.answer(session, first, officer, ANSWER, MONDAY)
    assert await tickets.what_is_kept(session, "telegram", 11) == Kept(1, 1)
    await tickets.forget_questions(session, "telegram", 11)
    assert (await tickets.what_is_kept(session, "telegram", 11)).is_nothing
    assert list(await session.scalars(select(Ticket.id))) == [second.id, third.id]
    assert list(await session.scalars(select(Question.words).order_by(Question.id))) == [None, WORDS]
    assert await session.scalar(select(func.count(TicketMessage.id))) == 4
    await session.refresh(second)
    assert (second.group_id, third.group_id) == (None, second.id)


async def test_number_of_a_deleted_ticket_is_not_given_again(session: AsyncSession, ask: Ask) -> None:
    """Messages and buttons of staff name it still: a reply to one must not reach somebody else."""
    number = (await ask(11)).id
    await tickets.forget_questions(session, "telegram", 11)
    assert (await ask(12)).id == number + 1


async def test_what_became_a_text_of_the_faq_stays(
    session: AsyncSession, ask: Ask, new_person: NewPerson, topic_id: int
) -> None:
    officer, ticket = await new_person(RoleKind.PETUGAS), await ask(11)
    version = FaqVersion(
        topic_id=topic_id, number=1, document="...", state=FaqState.PROPOSED, origin=FaqOrigin.STAFF, made_at=MONDAY,
        author_id=officer.id, ticket_id=ticket.id,
    )  # fmt: skip
    session.add(version)
    await session.flush()
    await tickets.forget_questions(session, "telegram", 11)
    await session.refresh(version)
    assert version.ticket_id is None
    assert await session.get(FaqTopic, topic_id) is not None


async def test_withdrawing_the_consent_forgets_in_every_chat_of_the_person(
    session: AsyncSession, ask: Ask, new_person: NewPerson
) -> None:
    person = await new_person()
    (account,) = await people.accounts_of(session, person)
    await ask(account.chat_id, asker=person)
    session.add(question(account.chat_id))
    others = await ask(12)
    await people.withdraw_consent(session, person, MONDAY)
    assert list(await session.scalars(select(Ticket))) == [others]
    assert list(await session.scalars(select(Question.words))) == [None]
