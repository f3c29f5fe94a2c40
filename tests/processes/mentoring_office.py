"""An office on the web phone whose clock a test moves: a real bot, one member of staff, mentors and producers."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from benchmarks.fleet import OfficeProcess
from durable import clock, values
from durable.database import Database
from durable.outbox import outbox
from models import Reminder, ReminderState
from services.mentoring.cards import slot_of
from services.office_clock import WITA, OfficeClock
from tests.phone_server import STAFF_ID, TOKEN, Message, Person, Phone
from tests.processes.inbox import until

FOLLOWS_WITHIN = 1.1
"""Seconds after which a bot has taken over the clock that was moved."""
JUST_BEFORE = timedelta(seconds=0.5)
LATEST = timedelta(seconds=20)
"""A busy machine may be late; a minute that is wrong is more."""


class MentoringOffice:
    """A web phone and the bot that serves it; `rina` is its staff. It is a Monday, 06.30 WITA."""

    def __init__(self, phone: Phone, folder: Path, database_url: str) -> None:
        settings = {
            "BOT_API_URL": phone.url, "BOT_TOKEN": TOKEN, "SEND_RATE": "0", "DATABASE_URL": database_url,
            "ADMIN_CHAT_IDS": str(STAFF_ID),
        }  # fmt: skip
        self.phone, self.bot = phone, OfficeProcess(folder / "bot.log", settings)
        self.database = Database(database_url)
        self.rina = phone.person("kantor")
        today = clock.real_now().astimezone(WITA).date()
        self.monday = datetime.combine(today + timedelta(days=7 - today.weekday()), datetime.min.time(), WITA)

    async def open(self) -> None:
        """The bot runs, and it is Monday, before the first mentor's card."""
        await self.start()
        await self.rina.says("/menu", replies=1)
        await self.is_at(self.at(0, 6, 30))

    async def start(self) -> None:
        """Starts the bot; when this returns it works."""
        self.bot.start()
        await until(lambda: self.bot.written().count("bot_runs") == self.bot.starts, 60)

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """An instant where the office is, so many days after the Monday."""
        return self.monday + timedelta(days=day, hours=hour, minutes=minute)

    async def is_at(self, moment: datetime) -> None:
        """Moves the clock there, and waits until the bot knows."""
        await self._move(moment)
        await asyncio.sleep(FOLLOWS_WITHIN)

    async def is_just_before(self, moment: datetime) -> None:
        """Moves the clock so close to it that it comes by itself."""
        await self._move(moment - JUST_BEFORE)

    async def _move(self, moment: datetime) -> None:
        offset = (moment - clock.real_now()).total_seconds()
        async with self.database.write() as connection:
            kept = await values.read(connection, "clock_offset_seconds")
            assert offset > float(kept or 0), f"the clock only moves forward, and {moment} is over"
            await values.write(connection, "clock_offset_seconds", str(offset))

    async def comes_at(self, person: Person, moment: datetime) -> Message:
        """Moves the clock close to a moment; the one message that comes to a person then, and not before."""
        await self.is_just_before(moment)
        return await self.came_at(person, moment)

    async def came_at(self, person: Person, moment: datetime) -> Message:
        """The next message of a person, which the clock decided on at this moment."""
        (message,) = await person.wait_for(1)
        decided = await self._decided_at(message)
        assert timedelta(0) <= decided - moment < LATEST, (words_of(message), decided, moment)
        return message

    async def _decided_at(self, message: Message) -> datetime:
        """When a message was put into the outbox; the sender keeps the message's number a little after sending it."""
        query = select(outbox.c.created_at).where(outbox.c.message_id == message["message_id"])
        async with asyncio.timeout(10):
            while True:
                async with self.database.read() as connection:
                    found = await connection.scalar(query.where(outbox.c.chat_id == message["chat"]["id"]))
                if found is not None:
                    return found
                await asyncio.sleep(0.02)

    async def reminders_due(self) -> list[datetime]:
        """When reminders are due that have not been sent, the next first."""
        query = select(Reminder.due_at).where(Reminder.state == ReminderState.PENDING).order_by(Reminder.due_at)
        async with self.database.read() as connection:
            return [due_at.astimezone(WITA) for due_at in await connection.scalars(query)]

    async def cards_are_over(self, hour: datetime) -> None:
        """Waits until the clock has looked for mentors whose card comes at this hour or earlier this day."""
        async with asyncio.timeout(20):
            while True:
                async with self.database.read() as connection:
                    kept = await values.read(connection, f"mentor-cards:{TOKEN.partition(':')[0]}")
                if kept == slot_of(hour, OfficeClock()).kept():
                    return
                await asyncio.sleep(0.1)

    async def is_cut_off(self, *people: Person) -> None:
        """From now on nothing gets through to these people."""
        known = await self.phone.people()
        rules = [{"kind": "502", "chat_id": str(known[person.key]["id"]), "p": 1.0} for person in people]
        await self.phone.faults(*rules)

    async def dies_when(self, is_so: Callable[[], Awaitable[bool]]) -> None:
        """Kills the bot when it is so, and starts it again; everybody can be reached then."""
        async with asyncio.timeout(20):
            while not await is_so():
                await asyncio.sleep(0.05)
        await self.dies()

    async def dies(self, until_then: datetime | None = None) -> None:
        """Kills the bot at once and starts it again, at a moment that it has slept through if wanted."""
        self.bot.kill()
        await self.phone.faults()
        if until_then is not None:
            await self._move(until_then)
        await self.start()

    async def has(self, column: InstrumentedAttribute[int], *which: ColumnElement[bool], of: int = 1) -> bool:
        """Whether there are so many rows of a kind."""
        async with self.database.read() as connection:
            return await connection.scalar(select(func.count(column)).where(*which)) == of

    async def new_person(self, name: str) -> Person:
        """Somebody who has never written."""
        return await self.phone.new_person(name)

    async def new_producer(self, name: str, business: str) -> Person:
        """Somebody who registers a business in Busang, which is remote: all leads are longer."""
        person = await self.new_person(name)
        await does(person, "/daftar", "setuju", replies=2)
        await does(
            person, name, business, "Busang", "keripik pisang", "!Sudah benar", "!☐ Diolah jadi baru", "!Selesai"
        )
        await does(person, "!Simpan", replies=4)
        return person

    def stumbles(self) -> list[str]:
        """What went wrong in the bot, by its own word."""
        return [line for line in self.bot.written().splitlines() if "Traceback" in line or " ERROR " in line]


@asynccontextmanager
async def mentoring_office(folder: Path, database_url: str) -> AsyncIterator[MentoringOffice]:
    """An office that runs; its bot is ended whatever happens, and may not have stumbled."""
    async with Phone(folder) as phone:
        office = MentoringOffice(phone, folder, database_url)
        try:
            await office.open()
            yield office
        finally:
            office.bot.kill()
            await office.database.close()
        assert office.stumbles() == []


async def does(person: Person, *acts: str, replies: int = 1) -> list[Message]:
    """Does these acts (with ! in front it is pressed), each answered once, the last so often; gives its answers."""
    told: list[Message] = []
    for number, act in enumerate(acts, 1):
        count = replies if number == len(acts) else 1
        told = await (person.press(act[1:], replies=count) if act.startswith("!") else person.says(act, replies=count))
    return told


async def hears(person: Person) -> str:
    """The words of the next message of the bot."""
    (message,) = await person.wait_for(1)
    return words_of(message)


def words_of(message: Message) -> str:
    """What a message says, or what stands under its file."""
    words: str = message.get("text") or message.get("caption") or ""
    return words


async def said_twice(person: Person) -> list[str]:
    """What the bot has said more than once to somebody, by the chat as it stands."""
    said = Counter(words_of(message) for message in await person.messages() if not message.get("out"))
    return [words for words, count in said.items() if count > 1]
