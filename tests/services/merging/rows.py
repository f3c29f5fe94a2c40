"""Everything that may hang on a person, at random, for two people who may be one."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base
from models import (
    Account,
    Activity,
    Announcement,
    AnnouncementRecipient,
    AnnouncementState,
    BookedQuarter,
    Consent,
    Helped,
    Invitation,
    InvitationKind,
    InvitationUse,
    NewsStop,
    NewsTopic,
    Occasion,
    Person,
    RecipientState,
    Reminder,
    ReminderState,
    ReminderWishes,
    Repeat,
    Role,
    RoleKind,
    SeatState,
    StaffNote,
    Ticket,
    TicketState,
    WorkshopSeat,
)
from services.businesses import register_business
from tests.mentoring_rows import a_mentor, add_meeting, add_workshop
from tests.services.conftest import NOW

_numbers = count(1)
SOON = NOW + timedelta(days=3)


async def a_person(session: AsyncSession, name: str | None = None) -> Person:
    """Somebody of whom nothing is known."""
    person = Person(name=name, created_at=NOW, roles=[], consents=[])
    session.add(person)
    await session.flush()
    return person


class Office:
    """What exists beside the two: a mentor, a helper, classes, announcements and an invitation."""

    async def made(self, session: AsyncSession) -> Office:
        self.session = session
        self.mentor, self.kader = await a_person(session, "Ibu Ratna"), await a_person(session, "Pak Darto")
        await a_mentor(session, self.mentor)
        self.classes = [await add_workshop(session, self.mentor, SOON, NOW) for _ in range(3)]
        self.news = [_announcement(self.mentor.id) for _ in range(3)]
        self.invitation = Invitation(
            token="t" * 22, kind=InvitationKind.REGISTER, uses_left=9, created_at=NOW, expires_at=SOON
        )
        session.add_all([*self.news, self.invitation])
        await session.flush()
        return self

    async def furnish(self, person: Person, chance: Random, hours: list[datetime]) -> None:
        """Gives the person this and that. `hours` are those in which no other is booked."""
        session, number = self.session, person.id
        rows = self._of_a_user(number, chance)
        for kind in chance.sample([RoleKind.KADER, RoleKind.PEMBACA, RoleKind.PETUGAS], chance.randint(0, 2)):
            rows.append(Role(person_id=number, kind=kind, granted_at=NOW))
        rows += [Account(channel="telegram", chat_id=next(_numbers), person_id=number, created_at=NOW)
                 for _ in range(chance.randint(0, 2))]  # fmt: skip
        if chance.random() < 0.7:
            rows.append(Consent(person_id=number, version="2026-11", given_at=NOW))
        if chance.random() < 0.5:
            rows.append(Consent(person_id=number, version="2026-10", given_at=NOW, withdrawn_at=NOW))
        for each in chance.sample(self.classes, chance.randint(0, 2)):
            rows.append(WorkshopSeat(workshop_id=each.id, person_id=number, state=SeatState.INVITED, changed_at=NOW))
            rows.append(Reminder(
                person_id=number, occasion=Occasion.DAY_BEFORE, workshop_id=each.id, starts_at=SOON, due_at=NOW,
                useful_until=SOON, state=ReminderState.PENDING,
            ))  # fmt: skip
        if chance.random() < 0.5:
            rows.append(Helped(person_id=number, kader_id=self.kader.id, since=NOW))
        if chance.random() < 0.5:
            rows.append(InvitationUse(invitation_id=self.invitation.id, person_id=number, used_at=NOW))
        rows += [StaffNote(person_id=number, author_id=self.mentor.id, words="Ramah", written_at=NOW)
                 for _ in range(chance.randint(0, 2))]  # fmt: skip
        rows += [a_ticket(next(_numbers), asker_id=number) for _ in range(chance.randint(0, 2))]
        session.add_all(rows)
        for _ in range(chance.randint(0, 2)):
            await self.a_session(person, hours.pop())
        await session.flush()
        await session.refresh(person)
        if person.consent is not None:
            for _ in range(chance.randint(0, 2)):
                await register_business(
                    session, person, name="Dapur Siti", district_id=640806, product_ids=[1], unlisted=[],
                    activities={Activity.PROCESSED}, registered_through=f"draft:{next(_numbers)}", now=NOW,
                )  # fmt: skip

    def _of_a_user(self, number: int, chance: Random) -> list[Any]:
        rows: list[Any] = []
        rows += [
            AnnouncementRecipient(
                announcement_id=each.id, person_id=number, position=number, is_canary=False, chat_id=number,
                state=RecipientState.WAITING,
            )
            for each in chance.sample(self.news, chance.randint(0, 2))
        ]  # fmt: skip
        rows += [NewsStop(person_id=number, topic=topic, stopped_at=NOW)
                 for topic in chance.sample(list(NewsTopic), chance.randint(0, 3))]  # fmt: skip
        if chance.random() < 0.5:
            rows.append(ReminderWishes(person_id=number, changed_at=NOW))
        return rows

    async def a_session(self, person: Person, starts_at: datetime, **different: Any) -> int:
        """A booked session with its time and its reminder."""
        meeting = await add_meeting(self.session, self.mentor, person, starts_at, NOW, **different)
        quarter = int(starts_at.timestamp()) // 900
        self.session.add(BookedQuarter(person_id=person.id, quarter=quarter, meeting_id=meeting.id))
        self.session.add(Reminder(
            person_id=person.id, occasion=Occasion.HOUR_BEFORE, meeting_id=meeting.id, starts_at=starts_at,
            due_at=starts_at - timedelta(hours=1), useful_until=starts_at, state=ReminderState.PENDING,
        ))  # fmt: skip
        await self.session.flush()
        return meeting.id


def a_ticket(chat_id: int, **different: Any) -> Ticket:
    """A question that waits."""
    return Ticket(
        channel="telegram", chat_id=chat_id, asker_name="Siti", is_urgent=False, state=TicketState.OPEN, opened_at=NOW,
        remind_at=NOW, escalate_at=NOW, **different,
    )  # fmt: skip


async def snapshot(session: AsyncSession, *, without: tuple[str, ...] = ("audit_entries", "person_merges")) -> Any:
    """Every row of every table of the office."""
    await session.flush()
    whole = {}
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if mapper.class_.__module__.startswith("models.") and table.name not in without:
            whole[table.name] = sorted(map(repr, (await session.execute(select(table))).all()))
    return whole


def _announcement(author_id: int) -> Announcement:
    return Announcement(
        author_id=author_id, topic=NewsTopic.MARKET, title="Pasar murah", audience="{}", audience_words="Semua",
        asks_rsvp=False, state=AnnouncementState.SENT, created_at=NOW, send_at=NOW, ends_at=SOON, repeat=Repeat.NEVER,
        parts=[],
    )  # fmt: skip
