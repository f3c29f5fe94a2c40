"""From an invitation to "Sudah dicoba?" over HTTP, with a clock that is moved and a bot that dies twice on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import content.texts
from content.text_faults import visible
from handlers.local_time import told_hour
from models import Meeting, MeetingState, Reminder, ReminderState
from tests.phone_server import Person
from tests.processes.mentoring_office import (
    MentoringOffice,
    does,
    hears,
    mentoring_office,
    said_twice,
    words_of,
)

card = content.texts.load("mentor_card")
contacts = content.texts.load("contacts")
desk = content.texts.load("mentor_desk")
meetings = content.texts.load("meetings")
profile = content.texts.load("mentor_profile")
requests = content.texts.load("mentor_requests")
room = content.texts.load("room")
SNI = ["!Kampus", "!☐ SNI", "!Selesai", "!☐ Pisang", "!Selesai", "Sangatta Utara", "!☐ Telepon", "!Selesai", "!Selesai"]
"""What both mentors answer: a topic that none of the demo's own mentors knows."""
BUSINESS, SITI, TONO = "Dapur Siti (keripik pisang) di Busang", "Siti Aminah", "Tono Saputra"
TROUBLE, ACTION = "Apa keripik saya perlu SNI?", "Urus SNI lewat dinas"


async def invited_mentor(office: MentoringOffice) -> Person:
    """Ratna follows a link of Rina's, and is a mentor when she has told everything."""
    made, _ = await does(office.rina, "/undang", "!Mentor", "!1 orang", replies=2)
    ratna = await office.new_person("Ratna")
    await ratna.opens(words_of(made).split("start=")[1].split()[0], replies=2)
    told = await does(ratna, "!Saya setuju", *SNI, "!2", "!8", "jam 9 pagi", "!Tanpa kalimat", "!Kirim")
    assert words_of(told[-1]) == visible(profile.told_joined.format(name="Ratna"))
    await sets_hours(ratna)
    return ratna


async def approved_mentor(office: MentoringOffice) -> Person:
    """Tono asks to be one, and Rina says yes. His card comes at ten."""
    tono = await office.new_person("Tono")
    await does(tono, "/jadi_mentor", "!Saya setuju", TONO, *SNI, "!2", "!8", "jam 10 pagi", "!Tanpa kalimat")
    await does(tono, "!Kirim")
    await office.rina.wait_for(1)
    await does(office.rina, "!Setujui", "!Ya, setujui")
    assert await hears(tono) == visible(desk.told_mentor_approve.format(name=TONO))
    await sets_hours(tono)
    return tono


async def sets_hours(mentor: Person) -> None:
    """Friday from eleven to three, in the grid."""
    await does(mentor, "/jadwal", "!hours:grid:on-4noon")
    (told,) = await does(mentor, "!Selesai")
    assert words_of(told).split("\n")[1] == "Jumat: siang"


async def asks(office: MentoringOffice) -> Person:
    """Siti of Busang, where the leads are longer, registers and asks for help with SNI; anybody may be chosen."""
    siti = await office.new_producer(SITI, "Dapur Siti")
    await does(siti, "/mentor", "!SNI", TROUBLE, "!Telepon", "jumat siang", "selesai")
    (shown,) = await does(siti, "!Cari mentor")
    free_at = told_hour(office.at(4, 11))
    assert f"Ratna: ahli SNI, kenal usaha pisang, dari Sangatta Utara\nBisa {free_at}" in words_of(shown)
    await does(siti, "!Pilihkan saja")
    return siti


async def test_from_an_invitation_to_what_was_tried(sqlite_url: str, postgresql_url: str, tmp_path: Path) -> None:
    """On both databases at once: most of the time is spent waiting for a clock."""
    async with asyncio.TaskGroup() as both:
        for url in (sqlite_url, postgresql_url):
            both.create_task(lives_through(tmp_path / url.partition(":")[0], url))


async def lives_through(folder: Path, database_url: str) -> None:
    """Everything, in an office of its own."""
    folder.mkdir()
    async with mentoring_office(folder, database_url) as office:
        story = Story(office, await invited_mentor(office), await approved_mentor(office), await asks(office))
        await story.first_mentor_cannot()
        await story.second_mentor_can()
        await story.both_are_reminded()
        await story.they_meet()
        await story.both_are_asked()
        await story.nobody_heard_anything_twice()


class Story:
    """What happens to Siti and the two mentors, with the words that tell of it."""

    def __init__(self, office: MentoringOffice, ratna: Person, tono: Person, siti: Person) -> None:
        self.office, self.ratna, self.tono, self.siti = office, ratna, tono, siti
        self.hour = told_hour(office.at(4, 11))
        self.of_siti = {"name": TONO, "when": self.hour, "topic": "SNI", "way": "telepon"}
        """What stands in the words to Siti, and in those to Tono."""
        self.of_tono = self.of_siti | {"name": SITI}
        asked = requests.told_asked.format(name=TONO, topic="SNI", hour=self.hour)
        self.next_asked = visible(f"{requests.told_could_not.format(name='Ratna')} {asked}")

    async def first_mentor_cannot(self) -> None:
        """She looks at her card before its hour."""
        (asked,) = await does(self.ratna, "/kartu")
        assert words_of(asked) == visible(
            f"{card.told_one}\n\n{card.told_who.format(who=BUSINESS, topic='SNI')}\n{TROUBLE}\n"
            f"{card.told_way.format(way='telepon')}\n{card.told_hour.format(hour=self.hour)}"
        )
        await does(self.ratna, "!Tidak bisa", "!Sedang sibuk")
        assert await hears(self.siti) == self.next_asked

    async def second_mentor_can(self) -> None:
        """The bot is killed when the session is booked, before anybody has heard of it."""
        await self.office.comes_at(self.tono, self.office.at(0, 10))
        await self.office.is_cut_off(self.tono, self.siti)
        await self.tono.press("Bisa", replies=0)
        await self.office.dies_when(lambda: self.office.has(Meeting.id))
        assert (await hears(self.tono)).startswith(visible(card.told_accepted.format(who=BUSINESS, hour=self.hour)))
        booked, asked = await self.siti.wait_for(2)
        assert words_of(booked).startswith(visible(meetings.told_booked.format(**self.of_siti)))
        assert words_of(asked) == visible(contacts.ask_contact.format(name=TONO, when=self.hour))
        await does(self.tono, "!Jangan dulu")
        await does(self.siti, "!Jangan dulu")

    async def both_are_reminded(self) -> None:
        """Siti, who lives far away, earlier than Tono. Once the bot is killed when it is about to remind."""
        office = self.office
        moments = (2, 11), (3, 11), (4, 8), (4, 10), (4, 13)
        assert await office.reminders_due() == [office.at(*moment) for moment in moments]
        day_before, hour_before = meetings.told_reminder_day_before, meetings.told_reminder_hour_before
        told = await office.comes_at(self.siti, office.at(2, 11))
        assert words_of(told) == visible(day_before.format(**self.of_siti))
        await office.is_cut_off(self.tono)
        await office.is_just_before(office.at(3, 11))
        await office.dies_when(lambda: office.has(Reminder.id, Reminder.state == ReminderState.QUEUED, of=2))
        told = await office.came_at(self.tono, office.at(3, 11))
        assert words_of(told) == visible(day_before.format(**self.of_tono))
        told = await office.comes_at(self.siti, office.at(4, 8))
        assert words_of(told) == visible(hour_before.format(**self.of_siti))
        told = await office.comes_at(self.tono, office.at(4, 10))
        assert words_of(told) == visible(hour_before.format(**self.of_tono))

    async def they_meet(self) -> None:
        """In the room, which is open from a quarter of an hour before."""
        opens_at = self.office.at(4, 10, 45)
        opened = await self.office.comes_at(self.siti, opens_at)
        assert words_of(opened) == visible(room.told_opened.format(name=TONO, when=self.hour))
        opened = await self.office.came_at(self.tono, opens_at)
        assert words_of(opened) == visible(room.told_opened.format(name=SITI, when=self.hour))
        await does(self.siti, "Selamat pagi, Pak")
        assert await hears(self.tono) == f"{SITI}:\n\nSelamat pagi, Pak"
        await self.siti.sends_photo(replies=0)
        (photo,) = await self.tono.wait_for(1)
        assert (words_of(photo), "photo" in photo) == (f"{SITI}:", True)

    async def both_are_asked(self) -> None:
        """How it was, and Siti twice whether she has tried what was agreed on."""
        office = self.office
        asked = await office.comes_at(self.siti, office.at(4, 13))
        assert words_of(asked) == visible(meetings.ask_held.format(when=self.hour, name=TONO))
        await does(self.siti, "!Ya, jadi", "!5 ★", ACTION, "!Selesai")
        asked = await office.comes_at(self.tono, office.at(5, 10))
        assert visible(meetings.ask_held.format(when=self.hour, name=SITI)) in words_of(asked)
        await does(self.tono, "!Ya, jadi", "!4 ★")
        tried = visible(meetings.ask_tried.format(name=TONO, actions=f"1. {ACTION}"))
        assert words_of(await office.comes_at(self.siti, office.at(11, 10))) == tried
        await does(self.siti, "!Belum")
        assert words_of(await office.comes_at(self.siti, office.at(34, 10))) == tried
        await does(self.siti, "!Sudah")
        assert await office.has(Meeting.id, Meeting.state == MeetingState.HELD)

    async def nobody_heard_anything_twice(self) -> None:
        """Nor anything that was not told above."""
        for person in (self.ratna, self.tono, self.siti):
            assert await person.collects(0.1) == []
            assert await said_twice(person) == []
