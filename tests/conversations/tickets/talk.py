"""Ways through a question that many tests share: asking, and staff who are there to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from bot.quiet_hours import quiet_until
from bot.setting_values import span
from bot.ticket_clock import TicketClock
from durable import clock
from models import FaqTopic, Question, QuestionOutcome, RoleKind, Ticket
from services import people, roles
from services.working_time import USUAL_HOURS
from tests.conversations.checked_office import CheckedOffice
from tests.driver import BOT, Person, Reply

WITA = ZoneInfo("Asia/Makassar")
WORDS = "keripik pisang saya cepat melempem, gimana?"
SAME_WORDS = "gmn biar keripik pisang ga cepat melempem"
OTHER_WORDS = "label amplang harus pakai barcode?"
ask_words = content.texts.load("ask_staff")
desk_words = content.texts.load("ticket_desk")
refusals = content.texts.load("refusals")
unexpected = content.texts.load("unexpected")
SEEN_BY = ask_words.told_seen_by.format(office="Disperindag Kutai Timur")


def photo(number: int = 1, **more: Any) -> dict[str, Any]:
    sizes = [
        {"file_id": f"small{number}", "file_unique_id": f"s{number}", "width": 90, "height": 90},
        {"file_id": f"photo{number}", "file_unique_id": f"p{number}", "width": 900, "height": 900},
    ]
    return {"photo": sizes, **more}


VOICE: dict[str, Any] = {"voice": {"file_id": "voice1", "file_unique_id": "v1", "duration": 3}}
VIDEO: dict[str, Any] = {"video": {"file_id": "video1", "file_unique_id": "d1", "width": 1, "height": 1, "duration": 1}}
FILE: dict[str, Any] = {"document": {"file_id": "file1", "file_unique_id": "f1", "file_name": "label.pdf"}}


@dataclass
class StaffedOffice:
    """An office in which somebody answers. `ani` is the administrator, `budi` and `citra` are officers."""

    office: CheckedOffice
    ani: Person
    budi: Person
    citra: Person

    @classmethod
    async def opened(cls, office: CheckedOffice) -> Self:
        office.application.bot_data["understander"] = None  # what a question is about is in test_likely
        kinds = {1: ("Bu Ani", RoleKind.ADMIN), 2: ("Pak Budi", RoleKind.PETUGAS), 3: ("Bu Citra", RoleKind.PETUGAS)}
        staff = []
        for chat, (name, kind) in kinds.items():
            async with office.database.session() as session:
                person = await people.ensure_person(session, "telegram", chat, clock.now())
                await roles.give(session, person, kind, None, clock.now())
            staff.append(office.person(chat, name))
            await staff[-1].says("/menu")
        return cls(office, *staff)

    def asker(self, chat_id: int = 11, name: str = "Siti") -> Person:
        return self.office.person(chat_id, name)

    async def asked(self, words: str = WORDS, chat_id: int = 11, name: str = "Siti") -> tuple[Person, int]:
        """Somebody has asked staff; the person and the number of the ticket."""
        person = self.asker(chat_id, name)
        await person.says("/petugas")
        await person.says(words)
        await person.presses("Kirim")
        return person, (await self.tickets())[-1].id

    async def ticks(self) -> None:
        """The clock looks once; what it put into the outbox is sent."""
        hours = quiet_until(span("21:00-06:00"), WITA)
        await TicketClock(self.office.database, BOT, "telegram", USUAL_HOURS, WITA, hours).tick()
        await self.office.works()

    async def tickets(self) -> list[Ticket]:
        async with self.office.database.read() as connection, AsyncSession(bind=connection) as session:
            return list(await session.scalars(select(Ticket).order_by(Ticket.id)))

    async def question(
        self,
        chat_id: int,
        words: str | None = WORDS,
        topic_id: int | None = None,
        outcome: QuestionOutcome = QuestionOutcome.UNSURE,
    ) -> int:
        """A question that the bot was asked; its id."""
        async with self.office.database.session() as session:
            row = Question(
                channel="telegram", chat_id=chat_id, words=words, asked_at=clock.now(), topic_id=topic_id,
                outcome=outcome, confidence=0.1,
            )  # fmt: skip
            session.add(row)
            await session.flush()
            return row.id

    async def topic(self, key: str) -> int:
        async with self.office.database.session() as session:
            row = FaqTopic(key=key, changed_at=clock.now())
            session.add(row)
            await session.flush()
            return row.id


def shown(replies: list[Reply]) -> list[tuple[str, str]]:
    """(method, text) of each."""
    return [(reply.method, reply.text) for reply in replies]


def file_of(reply: Reply) -> str:
    """The file that a message shows, by the platform's name for it."""
    return str(next(reply.raw[kind] for kind in ("photo", "voice", "video", "document") if kind in reply.raw))
