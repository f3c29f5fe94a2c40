"""A class with two seats and a waiting list over HTTP, with a clock that is moved and a bot that dies twice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

import content.texts
from content.text_faults import visible
from handlers.local_time import told_hour, told_weekday
from models import SeatState, Workshop, WorkshopSeat, WorkshopState
from tests.phone_server import Person
from tests.processes.mentoring_office import MentoringOffice, does, hears, mentoring_office, said_twice, words_of

words = content.texts.load("workshops")
TITLE = "Kemasan yang rapat"
ANSWERS = [
    "Dewi", "!Kemasan", "!Pisang", "Busang", "selesai", "!Video", TITLE, "sabtu jam 9 pagi", "!Ya, benar", "!2 jam",
    "!Menyusul", "2", "2 orang", "!Buka kelas ini",
]  # fmt: skip


async def test_seat_that_is_freed_finds_the_next_and_the_class_is_held(sqlite_url: str, tmp_path: Path) -> None:
    async with mentoring_office(tmp_path, sqlite_url) as office:
        story = Story(office, [await office.new_producer(name, f"Dapur {name}") for name in NAMES])
        await story.four_want_two_seats()
        await story.one_gives_a_seat_back()
        await story.offer_lapses()
        await story.class_is_confirmed()
        await story.all_are_reminded()
        await story.class_is_held()
        await story.nobody_heard_anything_twice()


NAMES = ("Siti", "Budi", "Tono", "Wati")


class Story:
    """What happens to the class of Dewi Lestari, who is a mentor of the demo, and to four who would like to come."""

    def __init__(self, office: MentoringOffice, producers: list[Person]) -> None:
        self.office, self.dewi = office, office.phone.person("bu-dewi")
        self.siti, self.budi, self.tono, self.wati = self.producers = producers
        when = words.told_when.format(day=told_weekday(office.at(5, 9)), start="09.00", end="11.00")
        self.what = words.told_class.format(
            title=TITLE, when=when, where=words.told_where_later.format(way="Video"), mentor="Dewi Lestari",
            topic=words.told_topic_of.format(topic="kemasan", cluster="pisang"),
        )  # fmt: skip
        self.when, self.decided_at = when, office.at(2, 9)
        """Three days before: people from Busang need the time."""

    async def four_want_two_seats(self) -> None:
        """Staff open the class, and the four are invited."""
        await does(self.dewi, "/menu")
        await does(self.office.rina, "/kelas", "!Buka kelas", *ANSWERS)
        for person in self.producers:
            assert await hears(person) == visible(words.told_invited.format(what=self.what))
        unsure = words.told_taken_unsure.format(decided=told_hour(self.decided_at))
        waits = [words.told_waitlisted.format(place=place) for place in (1, 2)]
        for person, expected in zip(self.producers, (unsure, unsure, *waits), strict=True):
            (told,) = await does(person, "!Ikut")
            assert words_of(told).startswith(visible(expected))

    async def one_gives_a_seat_back(self) -> None:
        """The bot is killed as soon as the press is on its way to it."""
        await does(self.siti, "!Batal ikut")
        await self.siti.press("Ya, batal ikut", replies=0)
        await self.office.dies()
        assert (await hears(self.siti)).startswith(visible(words.told_left))
        await self.hears_of_a_seat(self.tono)

    async def offer_lapses(self) -> None:
        """Dewi says yes to the class meanwhile, on her card."""
        asked = await self.office.comes_at(self.dewi, self.office.at(0, 7))
        assert visible(self.what) in words_of(asked)
        await does(self.dewi, "!Bisa")
        told = await self.office.comes_at(self.tono, await self.seat_is_kept_until())
        assert words_of(told) == visible(words.told_expired.format(title=TITLE))
        await self.hears_of_a_seat(self.wati)
        (told,) = await does(self.wati, "!Ambil kursi")
        expected = words.told_taken_unsure.format(decided=told_hour(self.decided_at))
        assert words_of(told).startswith(visible(expected))

    async def hears_of_a_seat(self, person: Person) -> None:
        """A seat is offered, with the moment until which it is kept."""
        told = await hears(person)
        until = told_hour(await self.seat_is_kept_until())
        assert told == visible(words.told_offered.format(what=self.what, until=until))

    async def seat_is_kept_until(self) -> datetime:
        """The end of the one offer that there is; a day, to the second, after it was made."""
        async with self.office.database.read() as connection:
            query = select(WorkshopSeat.offer_ends_at).where(WorkshopSeat.state == SeatState.OFFERED)
            (ends_at,) = await connection.scalars(query)
        assert ends_at is not None
        return ends_at

    async def class_is_confirmed(self) -> None:
        """Two have a seat, and the mentor has said yes: those three are told, and nobody else."""
        told = await self.office.comes_at(self.dewi, self.decided_at)
        assert words_of(told) == visible(words.told_confirmed_mentor.format(taken=2, what=self.what))
        for person in (self.budi, self.wati):
            assert words_of(await self.office.came_at(person, self.decided_at)) == visible(
                words.told_confirmed.format(what=self.what)
            )
        assert await self.office.has(Workshop.id, Workshop.state == WorkshopState.CONFIRMED)

    async def all_are_reminded(self) -> None:
        """Budi and Wati, who live far away, earlier. The bot is dead for half an hour when the first is due."""
        office, what = self.office, self.what
        day_before, hour_before = (visible(each.format(what=what)) for each in (words.told_ahead, words.told_soon))
        await office.dies(office.at(3, 9, 30))
        for person in (self.budi, self.wati):
            assert await hears(person) == f"{words.told_late}\n{day_before}"
        assert words_of(await office.comes_at(self.dewi, office.at(4, 9))) == day_before
        assert words_of(await office.comes_at(self.budi, office.at(5, 6))) == hour_before
        assert words_of(await office.came_at(self.wati, office.at(5, 6))) == hour_before
        assert words_of(await office.comes_at(self.dewi, office.at(5, 8))) == hour_before

    async def class_is_held(self) -> None:
        """Dewi tells who came; the card of this day went out, or was not needed, before the class."""
        await self.office.cards_are_over(self.office.at(5, 8))
        await self.office.is_at(self.office.at(5, 12))
        (asked,) = await does(self.dewi, "/kartu")
        assert visible(words.ask_came.format(title=TITLE, when=self.when)) in words_of(asked)
        (told,) = await does(self.dewi, "!Siapa yang datang?", "!☑ Wati", "!Simpan")
        assert words_of(told) == visible(words.told_came.format(came=1, taken=2, title=TITLE))
        assert await self.office.has(Workshop.id, Workshop.state == WorkshopState.HELD)

    async def nobody_heard_anything_twice(self) -> None:
        """Nor anything that was not told above."""
        for person in (self.dewi, *self.producers):
            assert await person.collects(0.1) == []
            assert await said_twice(person) == []
