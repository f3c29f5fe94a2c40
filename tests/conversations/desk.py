"""An office that knows some answers, and its staff: what the tests of the FAQ desk share."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from content.answers.document import FaqDocument
from durable import clock
from models import (
    AnswerGiven,
    AuditEntry,
    FaqTopic,
    FaqVersion,
    MessageKind,
    Question,
    RoleKind,
    Ticket,
    TicketMessage,
    TicketState,
)
from services import people, roles
from services.faq import known
from services.faq.seed import take_over
from services.staff_names import name_staff
from tests.driver import Office, Person, Reply
from tests.faq_answers import an_answer

PIRT, HALAL = "pirt-masa-berlaku", "halal-biaya"


async def knows(office: Office, *answers: FaqDocument) -> dict[str, int]:
    """The office knows these answers (or two that are easily told apart) and no others; returns {key: topic id}."""
    documents = answers or (an_answer(PIRT), an_answer(HALAL, category="halal"))
    await forgets_all(office)
    async with office.database.session() as session:
        await take_over(session, {document.id: document for document in documents}, clock.now())
        return {topic.key: topic.id for topic in await session.scalars(select(FaqTopic))}


async def forgets_all(office: Office) -> None:
    """The office knows no answer at all."""
    async with office.database.session() as session:
        await session.execute(delete(FaqVersion))
        await session.execute(update(Ticket).values(topic_id=None))
        await session.execute(update(Question).values(topic_id=None))
        await session.execute(delete(FaqTopic))


async def file_changes(office: Office, answer: FaqDocument) -> None:
    """Somebody saves another wording in the file of an answer."""
    async with office.database.session() as session:
        await take_over(session, {answer.id: answer}, clock.now())


async def an_officer(office: Office, chat_id: int, name: str, kind: RoleKind = RoleKind.PETUGAS) -> Person:
    """A member of staff who has just written."""
    async with office.database.session() as session:
        person = await people.ensure_person(session, "telegram", chat_id, clock.now())
        await roles.give(session, person, kind, None, clock.now())
        await name_staff(session, person, name)
    officer = office.person(chat_id, name)
    await officer.says("/menu")
    return officer


async def ani_and_budi(office: Office) -> tuple[Person, Person]:
    return await an_officer(office, 1, "Ani"), await an_officer(office, 2, "Budi", RoleKind.ADMIN)


async def given(office: Office, topic_id: int) -> FaqDocument | None:
    """What people get now."""
    async with office.database.session() as session:
        answer = await known.answer_of_topic(session, topic_id)
    return answer.document if answer is not None and not answer.is_pulled else None


async def rows(office: Office, what: type[Any]) -> list[Any]:
    """All rows of a table, oldest first."""
    async with office.database.session() as session:
        return list(await session.scalars(select(what).order_by(what.id)))


async def acts(office: Office) -> list[tuple[str, str | None]]:
    """What is in the audit of the desk."""
    return [(entry.act, entry.detail) for entry in await rows(office, AuditEntry) if entry.act.startswith("faq_")]


async def hears(person: Person, *, of: Person, presses: str) -> list[Reply]:
    """What `person` is told when another presses something; kept, so that its buttons can be pressed."""
    await of.office.receives(callback_query=query(of, presses))
    return await gets(person)


async def gets(person: Person) -> list[Reply]:
    """Everything that is sent to this person now."""
    mine = [reply for reply in await person.office.works() if reply.chat_id == person.chat_id]
    person.replies.extend(mine)
    return mine


def query(person: Person, label: str) -> dict[str, Any]:
    """A press of the newest button with this label (or of this data)."""
    keys = [
        key
        for reply in reversed(person.replies)
        for row in (reply.raw.get("reply_markup") or {}).get("inline_keyboard", [])
        for key in row
    ]
    data = next((key["callback_data"] for key in keys if key["text"] == label), label)
    message = {"message_id": 5, "date": int(clock.now().timestamp()), "chat": person.chat, "text": "..."}
    number = str(person.office.next_message_id())
    return {"id": number, "from": person.user, "chat_instance": "1", "data": data, "message": message}


async def got(office: Office, chat_id: int, topic_id: int) -> None:
    """That somebody who wrote here got the answer that is in force."""
    await office.person(chat_id).says("/menu")
    async with office.database.session() as session:
        answer = await known.answer_of_topic(session, topic_id)
        assert answer is not None
        session.add(
            AnswerGiven(
                channel="telegram", chat_id=chat_id, topic_id=topic_id, version_id=answer.version_id,
                given_at=clock.now(),
            )
        )  # fmt: skip


async def an_answered_ticket(
    office: Office, *asked: str, answer: str = "Perlu izin BPOM.", topic: int | None = None
) -> int:
    """A question to staff that Ani has answered; the number of its ticket."""
    now = clock.now()
    async with office.database.session() as session:
        ani = await people.person_of_account(session, "telegram", 1)
        assert ani is not None
        messages = [TicketMessage(kind=MessageKind.TEXT, words=words, sent_at=now) for words in asked]
        messages.append(TicketMessage(kind=MessageKind.TEXT, words=answer, sent_at=now, author_id=ani.id))
        ticket = Ticket(
            channel="telegram", chat_id=11, asker_name="Siti", topic_id=topic, is_urgent=False,
            state=TicketState.ANSWERED, opened_at=now, answered_at=now, remind_at=now + timedelta(days=1),
            escalate_at=now + timedelta(days=2), messages=messages,
        )  # fmt: skip
        session.add(ticket)
        await session.flush()
        return ticket.id


async def proposed(office: Office) -> FaqVersion:
    """The newest version."""
    found: FaqVersion = (await rows(office, FaqVersion))[-1]
    return found
