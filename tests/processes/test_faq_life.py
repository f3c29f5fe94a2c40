"""The life of an answer over HTTP: asked twice, answered once, made known, pulled, corrected."""

from __future__ import annotations

import asyncio
import random

import pytest

from content.answers import seed
from content.text_faults import visible
from tests.phone_server import Message, Person
from tests.processes.inbox import until
from tests.processes.phone_office import (
    ANTON,
    KANTOR,
    OFFICE,
    PhoneOffice,
    answer_text,
    answers_ticket,
    ask,
    asks_staff,
    corrects,
    desk,
    labels,
    pulls,
    staff_answer,
    ticket_desk,
    writes_draft,
)
from tests.processes.stopwatch import Stopwatch

pytestmark = pytest.mark.asyncio(loop_scope="module")
MOST_SECONDS = 3.0
RAMADAN, SAME = "harga sewa lapak bazar ramadan brp", "harga sewa lapak di bazar ramadan berapa ya bu"
IN_OTHER_WORDS = "bayar sewa lapak bazar ramadan berapa ya"
TITLE = f"Lapak bazar Ramadan {random.randrange(1000, 10000)}"  # another each time: no earlier run has learnt it
FREE = "Lapak bazar Ramadan tidak dipungut sewa."


async def test_two_who_ask_the_same_get_one_answer_and_a_third_has_it_at_once(office: PhoneOffice) -> None:
    siti, wati, dewi = [await office.new_person(name) for name in ("Siti", "Wati", "Dewi")]
    (told,) = await dewi.says(IN_OTHER_WORDS)
    assert told["text"] == ask.told_outside
    first, second = await asks_staff(siti, RAMADAN), await asks_staff(wati, SAME)
    (card,) = await office.opens_ticket(office.kantor, first)
    other = ticket_desk.told_other.format(number=second, name="Wati", words=SAME)
    assert visible(ticket_desk.told_others.format(count=1, others=other)) in card["text"].replace("\n\n", "\n")
    told = await answers_ticket(office.kantor, card, FREE, first, count=2)
    for person, number in ((siti, first), (wati, second)):
        (answer,) = await person.wait_for(1)
        assert answer["text"] == staff_answer(KANTOR, number, FREE)

    await writes_draft(office.kantor, told, TITLE, "Harga, penjualan")
    (proposal,) = await office.anton.wait_for(1)
    assert proposal["text"].startswith(f'{KANTOR} mengusulkan jawaban baru "{TITLE}" (Harga, penjualan):')
    (still,) = await dewi.says(IN_OTHER_WORDS)
    assert still["text"] == ask.told_outside  # nobody has approved it

    bot = office.bots[0]
    await until(lambda: "learning_prepared" in bot.written(), 30)  # while a person reads what is proposed
    learnt, watch = bot.written().count("index_ready"), Stopwatch(bot.pid)
    (approved,) = await office.anton.press("Setuju", replies=1)
    assert approved["text"] == visible(desk.told_approved.format(title=TITLE))
    await until(lambda: bot.written().count("index_ready") > learnt, 30)
    (answer,) = await dewi.says(IN_OTHER_WORDS, replies=1)
    watch.stop()
    print(f"a new answer is known {watch} after its approval")
    assert answer["text"].split("\n")[0] == FREE
    assert watch.seconds <= watch.allowed(MOST_SECONDS)
    (told,) = await office.kantor.wait_for(1)
    assert told["text"] == visible(desk.told_your_proposal_approved.format(name=ANTON, title=TITLE))


async def test_pulled_answer_is_given_to_nobody_and_its_correction_reaches_those_who_had_it(
    office: PhoneOffice,
) -> None:
    key, words = "kemasan-keripik", "kemasan keripik pisang yang bagus apa ya"
    title = seed.load()[key].title["id"]
    siti, wati, dewi = [await office.new_person(name) for name in ("Siti", "Wati", "Dewi")]
    for person in (siti, wati):
        (answer,) = await person.says(words)
        assert answer["text"] == answer_text(key)

    await pulls(office.kantor, key)
    (answer,) = await dewi.says(words, replies=1)  # the index may know it still: what is in force decides
    assert answer["text"] == visible(ask.told_pulled.format(title=title))
    (news,) = await office.anton.wait_for(1)
    assert news["text"] == visible(desk.told_colleague_pulled.format(name=KANTOR, title=title))

    await corrects(office.kantor, "Pakai aluminium foil tebal.", title)
    (proposal,) = await office.anton.wait_for(1)
    assert proposal["text"].startswith(f'{KANTOR} mengusulkan kata-kata ini untuk "{title}":')
    (approved,) = await office.anton.press("Setuju", replies=1)
    told = f"{desk.told_approved.format(title=title)}\n\n{desk.ask_correct.format(count=2)}"
    assert (approved["text"], labels(approved)) == (visible(told), [desk.button_correct.plain(count=2)])
    (told,) = await office.kantor.wait_for(1)
    (asked,) = await office.anton.press("Kabari 2 orang")
    assert asked["text"] == visible(desk.told_correction_asked.format(count=2))
    (again,) = await office.kantor.press("Kabari 2 orang")
    assert again["text"] == visible(desk.told_correction_asked_already)

    begins = visible(desk.told_correction.format(office=OFFICE, title=title, answer="")) + "Pakai aluminium foil tebal."
    for person in (siti, wati):
        (correction,) = await person.wait_for(1)
        assert beginning(correction) == begins
    assert await dewi.collects(0.1) == []  # got nothing that was wrong
    await asks_until_known(dewi, words, "Pakai aluminium foil tebal.")
    assert await siti.collects(5.5) == []  # the clock has looked once more: nobody is told twice


def beginning(correction: Message) -> str:
    """A correction as far as the first line of the answer."""
    return "\n".join(correction["text"].split("\n")[:3])


async def asks_until_known(person: Person, words: str, first_line: str) -> None:
    """Asks again and again until the index has learnt the topic again."""
    async with asyncio.timeout(20):
        while (await person.says(words, replies=1))[0]["text"].split("\n")[0] != first_line:
            await asyncio.sleep(0.1)
