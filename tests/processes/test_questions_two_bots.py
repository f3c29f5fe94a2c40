"""Two bots on PostgreSQL: what staff change through one of them is obeyed by both at once."""

from __future__ import annotations

import asyncio
import re
import signal
from pathlib import Path

from benchmarks.fleet import OfficeProcess
from bot.understanding import SHELF
from content.answers import seed
from content.text_faults import visible
from handlers.categories import told_category
from tests.phone_server import Person
from tests.processes.inbox import until
from tests.processes.phone_office import PhoneOffice, answers_ticket, ask, asks_staff, phone_office, pulls, writes_draft

KEY, WORDS = "kemasan-keripik", "kemasan keripik pisang yang bagus apa ya"
RAMADAN = "harga sewa lapak di bazar ramadan berapa ya bu"
PULLED = seed.load()[KEY]
NOT_GIVEN = visible(ask.told_pulled.format(title=PULLED.title["id"]))
FREE = "Lapak bazar Ramadan tidak dipungut sewa."


async def test_both_bots_obey_a_pull_and_know_a_new_answer(postgresql_url: str, tmp_path: Path) -> None:
    async with phone_office(tmp_path, postgresql_url, bots=2) as office:
        wati, dewi = await office.new_person("Wati"), await office.new_person("Dewi")
        for person in (wati, dewi):
            await lists_topics(person)
        await pulls(office.kantor, KEY)
        await both_obey_the_pull(office)
        await makes_known(office)
        await each_knows(office, wati, dewi)


async def both_obey_the_pull(office: PhoneOffice) -> None:
    """Many ask at once, so that both bots work; nobody gets what was pulled a moment ago."""
    askers = [await office.new_person(f"Ibu {letter}") for letter in "ABCDEFGH"]
    answers = await asyncio.gather(*(asker.says(WORDS, replies=1) for asker in askers))
    assert {answer["text"] for (answer,) in answers} == {NOT_GIVEN}
    await office.anton.collects(0.1)


async def makes_known(office: PhoneOffice) -> None:
    """A question becomes an answer of the bot; both bots learn it, from one index."""
    siti = await office.new_person("Siti")
    number = await asks_staff(siti, RAMADAN)
    (card,) = await office.opens_ticket(office.kantor, number)
    told = await answers_ticket(office.kantor, card, FREE, number)
    await writes_draft(office.kantor, told, "Lapak bazar Ramadan", told_category("pasar").plain())
    await office.anton.wait_for(1)
    await until(lambda: [len(stamps(bot)) for bot in office.bots] == [2, 2], 40)  # as started, without what was pulled
    await office.anton.press("Setuju", replies=1)
    await until(lambda: [len(stamps(bot)) for bot in office.bots] == [3, 3], 40)
    first, second = (stamps(bot) for bot in office.bots)
    assert first == second
    assert (SHELF / f"{first[-1]}.pickle").is_file()


async def each_knows(office: PhoneOffice, wati: Person, dewi: Person) -> None:
    """One bot after the other is alone, and neither was started again to learn it."""
    first, second = office.bots
    second.signal(signal.SIGSTOP)  # the first has the leases: it can do without the other
    try:
        await knows_and_obeys(wati)
    finally:
        second.signal(signal.SIGCONT)
    first.kill()
    await knows_and_obeys(dewi)


async def lists_topics(person: Person) -> None:
    """Somebody looks at the list in which the answer is that will be pulled; its button stays in the chat."""
    await person.says("/tanya")
    await person.press(told_category(PULLED.category).plain())


async def knows_and_obeys(person: Person) -> None:
    """Gets the new answer, and by an old button not the pulled one."""
    (told,) = await person.says(RAMADAN, replies=1)
    assert told["text"].split("\n")[0] == FREE
    (told,) = await person.press(PULLED.button["id"], replies=1)
    assert told["text"] == NOT_GIVEN


def stamps(bot: OfficeProcess) -> list[str]:
    """Which indexes a bot has taken into use."""
    return re.findall(r"index_ready .*?stamp=(\w+)", bot.written())
