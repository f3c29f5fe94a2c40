"""An office on the web phone: real bots, two members of staff, and the ways that tests of questions often walk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import content.texts
from benchmarks.fleet import OfficeProcess
from content.answers import seed
from content.answers.document import FaqDocument
from content.text_faults import visible
from durable import clock
from handlers.answers import told_answer
from handlers.categories import told_category
from services.office_clock import WITA
from tests.phone_server import STAFF_ID, TOKEN, Message, Person, Phone
from tests.processes.inbox import until

OFFICE = "Disperindag Kutai Timur"
ANTON_ID = 1000004
KANTOR, ANTON = "Rina (Disperindag)", "Anton Wijaya"
"""How staff are called: as on their phones, for nobody gave them another name."""
ask = content.texts.load("ask")
ask_staff = content.texts.load("ask_staff")
desk = content.texts.load("faq_desk")
ticket_desk = content.texts.load("ticket_desk")


class PhoneOffice:
    """A web phone and the bots that serve it. `kantor` (Rina) and `anton` are its staff."""

    def __init__(self, phone: Phone, folder: Path, database_url: str, bots: int = 1) -> None:
        settings = {
            "BOT_API_URL": phone.url, "BOT_TOKEN": TOKEN, "SEND_RATE": "0", "DATABASE_URL": database_url,
            "ADMIN_CHAT_IDS": f"{STAFF_ID},{ANTON_ID}", "QUIET_HOURS": "00:00-00:00",
        }  # fmt: skip
        self.phone = phone
        self.bots = [OfficeProcess(folder / f"bot-{number}.log", settings) for number in range(1, bots + 1)]
        self.kantor, self.anton = phone.person("kantor"), phone.person("pak-anton")

    async def open(self) -> None:
        """Everything runs, staff have said hello and have heard of a first question.

        What is new is told again only after a quarter of an hour: no news come between what tests do.
        """
        for bot in self.bots:
            await self.start(bot)
        for officer in (self.kantor, self.anton):
            await officer.says("/menu")
        wati = await self.phone.new_person("Wati")
        number = await asks_staff(wati, "jam buka kantor waktu puasa")
        told = ticket_desk.told_new_one.format(
            number=number, name="Wati", place="", words="jam buka kantor waktu puasa"
        )
        for officer in (self.kantor, self.anton):
            (news,) = await officer.wait_for(1)
            assert news["text"] == visible(told)

    async def start(self, bot: OfficeProcess) -> None:
        """Starts one of the bots; when this returns it works, and understands questions."""
        before = len(bot.written())
        bot.start()
        await until(lambda: "index_ready" in bot.written()[before:], 60)

    def stumbles(self) -> list[str]:
        """What went wrong in the bots, by their own word."""
        lines = [line for bot in self.bots for line in bot.written().splitlines()]
        return [line for line in lines if "Traceback" in line or " ERROR " in line]

    async def new_person(self, name: str) -> Person:
        """Somebody who has never written."""
        return await self.phone.new_person(name)

    async def opens_ticket(self, officer: Person, number: int) -> list[Message]:
        """A member of staff looks at a question from the list: its files, then its card."""
        await officer.says("/pertanyaan")
        return await officer.press(f"No. {number}")


@asynccontextmanager
async def phone_office(folder: Path, database_url: str, bots: int = 1) -> AsyncIterator[PhoneOffice]:
    """An office that runs; its bots are ended whatever happens, and none may have stumbled."""
    async with Phone(folder) as phone:
        office = PhoneOffice(phone, folder, database_url, bots)
        try:
            await office.open()
            yield office
        finally:
            for bot in office.bots:
                bot.kill()
        assert office.stumbles() == []


async def asks_staff(person: Person, words: str) -> int:
    """Somebody asks staff in words; the number of the question."""
    await person.says("/petugas")
    await person.says(words)
    return await sends(person)


async def sends(person: Person) -> int:
    """Sends what was gathered; the number of the question that it is now."""
    (told,) = await person.press("Kirim")
    number = int(re.search(r"no\. (\d+)", told["text"])[1])  # type: ignore[index]
    assert told["text"].startswith(visible(ask_staff.told_sent.split("\n")[0]).format(number=number))
    return number


async def answers_ticket(officer: Person, card: Message, words: str, number: int, count: int = 1) -> Message:
    """Staff reply to a card; they are told how many get it, in a message that leads on."""
    (told,) = await officer.says(words, reply_to=card["message_id"])
    expected = visible(ticket_desk.told_answered.format(number=number, count=count))
    assert told["text"] == expected, told["text"]
    return told


async def writes_draft(officer: Person, told: Message, title: str, category: str) -> None:
    """Proposes that a question and the words it was answered with become an answer of the bot."""
    await officer.press("Jadikan FAQ", message_id=told["message_id"])
    await officer.says(title)
    await officer.press(category)
    await officer.press("Pakai yang ini")
    await officer.press("Petugas")
    (proposed,) = await officer.press("Kirim")
    assert proposed["text"].split("\n")[0] == proposed_text(title)


def proposed_text(title: str) -> str:
    """The first line of what an author is told."""
    return visible(desk.told_proposed.format(title=title, time="")).split("\n")[0]


def answer_text(key: str) -> str:
    """The answer of a file, as it is read on a phone."""
    return seen(seed.load()[key])


def seen(document: FaqDocument) -> str:
    """An answer as it is read on a phone today."""
    return visible(told_answer(document, clock.now().astimezone(WITA).date()))


def staff_answer(name: str, number: int, words: str) -> str:
    """What the asker reads when staff have answered."""
    return visible(ask_staff.told_answer.format(name=name, office=OFFICE, number=number)) + f"\n\n{words}"


def labels(message: Message) -> list[str]:
    """The buttons under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def pulls(officer: Person, key: str) -> None:
    """A member of staff withdraws an answer, found through the list."""
    document = seed.load()[key]
    await officer.says("/faq")
    (kinds,) = (await officer.messages())[-1:]
    category = visible(told_category(document.category))
    await officer.press(next(label for label in labels(kinds) if label.startswith(f"{category} (")))
    (topics,) = (await officer.messages())[-1:]
    await officer.press(next(label for label in labels(topics) if label.endswith(document.button["id"])))
    (asked,) = await officer.press("Tarik jawaban ini")
    assert asked["text"] == visible(desk.ask_pull.format(title=document.title["id"]))
    (pulled,) = await officer.press("Ya, tarik", replies=1)
    assert pulled["text"] == visible(desk.told_pulled.format(title=document.title["id"]))


async def corrects(officer: Person, words: str, title: str) -> None:
    """Proposes other words for what was just withdrawn."""
    await officer.press("Perbaiki")
    await officer.says(words)
    await officer.press("Petugas")
    (proposed,) = await officer.press("Kirim")
    assert proposed["text"].split("\n")[0] == proposed_text(title)
