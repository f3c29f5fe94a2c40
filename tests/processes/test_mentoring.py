"""From an invitation to "Sudah dicoba?" over HTTP, with a clock that is moved and a bot that dies twice on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import content.texts
from content.text_faults import visible
from handlers.local_time import told_hour, told_time
from models import Meeting, MeetingState, Reminder, ReminderState
from tests.phone_server import Person
from tests.processes.mentoring_office import (
    MentoringOffice,
    begins,
    does,
    hears,
    mentoring_office,
    whole_chat,
    words_of,
)

card = content.texts.load("mentor_card")
desk = content.texts.load("mentor_desk")
contacts = content.texts.load("contacts")
meetings = content.texts.load("meetings")
profile = content.texts.load("mentor_profile")
requests = content.texts.load("mentor_requests")
room = content.texts.load("room")
SNI = ["!Kampus", "!☐ SNI", "!Selesai", "pisang", "!Selesai", "Sangatta Utara", "!☐ Telepon", "!Selesai", "!Selesai"]
"""What both mentors answer: a topic that none of the demo's own mentors knows."""
BUSINESS = "Dapur Siti (keripik pisang) di Busang"


@pytest.fixture(params=["sqlite_url", "postgresql_url"])
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[MentoringOffice]:
    async with mentoring_office(tmp_path, request.getfixturevalue(request.param)) as office:
        yield office


async def invited_mentor(office: MentoringOffice) -> Person:
    """Ratna follows a link of Rina's, and is a mentor when she has told everything. Her card comes at nine."""
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
    await does(tono, "/jadi_mentor", "!Saya setuju", "Tono Saputra", *SNI, "!2", "!8", "jam 10 pagi", "!Tanpa kalimat")
    await does(tono, "!Kirim")
    await office.rina.wait_for(1)
    await does(office.rina, "!Setujui", "!Ya, setujui")
    assert await hears(tono) == visible(desk.told_mentor_approve.format(name="Tono Saputra"))
    await sets_hours(tono)
    return tono


async def sets_hours(mentor: Person) -> None:
    """Friday from eleven to three, in the grid."""
    await does(mentor, "/jadwal", "!hours:grid:on-4noon")
    (told,) = await does(mentor, "!Selesai")
    assert words_of(told).split("\n")[1] == "Jumat: siang"


async def asks(office: MentoringOffice) -> Person:
    """Siti of Busang, where the leads are longer, registers and asks for help with SNI; anybody may be chosen."""
    siti = await office.new_person("Siti")
    await does(siti, "/daftar", "setuju", replies=2)
    await does(siti, "Siti Aminah", "Dapur Siti", "Busang", "keripik pisang", "!Sudah benar", "diolah", "selesai")
    await does(siti, "!Simpan", replies=4)
    await does(siti, "/mentor", "!SNI", "Apa keripik saya perlu SNI?", "!Telepon", "jumat siang", "selesai")
    (shown,) = await does(siti, "!Cari mentor")
    assert "Ratna: ahli SNI, kenal usaha pisang, bisa Jumat siang, dari Sangatta Utara" in words_of(shown)
    await does(siti, "!Pilihkan saja")
    return siti


async def test_from_an_invitation_to_what_was_tried(office: MentoringOffice) -> None:
    ratna, tono, siti = await invited_mentor(office), await approved_mentor(office), await asks(office)
    starts_at = office.at(4, 11)
    hour, when = told_hour(starts_at), told_time(starts_at)

    # The first mentor cannot.
    asked = await office.comes_at(ratna, office.at(0, 9))
    assert words_of(asked) == visible(
        f"{card.told_one}\n\n{card.told_who.format(who=BUSINESS, topic='SNI')}\nApa keripik saya perlu SNI?\n"
        f"{card.told_way.format(way='telepon')}\n{card.told_hour.format(hour=hour)}"
    )
    await does(ratna, "!Tidak bisa", "!Sedang sibuk")
    next_one = requests.told_asked.format(name="Tono Saputra", topic="SNI", hour=hour)
    assert await hears(siti) == visible(f"{requests.told_could_not.format(name='Ratna')} {next_one}")

    # The second says yes, and the bot is killed before he and Siti have heard of it.
    await office.comes_at(tono, office.at(0, 10))
    await office.is_cut_off(tono, siti)
    await tono.press("Bisa", replies=0)
    await office.dies_when(lambda: office.has(Meeting.id))
    assert (await hears(tono)).startswith(visible(card.told_accepted.format(who=BUSINESS, hour=hour)))
    booked, asked = await siti.wait_for(2)
    assert (
        begins(booked)
        == visible(meetings.told_booked.format(name="Tono Saputra", when="", topic="", way="")).split("\n")[0]
    )
    assert words_of(booked).split("\n")[1] == hour
    assert words_of(asked) == visible(contacts.ask_contact.format(name="Tono Saputra", when=when))
    await does(tono, "!Jangan dulu")
    await does(siti, "!Jangan dulu")

    # Who lives far away is reminded earlier. Once the bot is killed when it is just about to remind.
    day_before, hour_before = meetings.told_reminder_day_before, meetings.told_reminder_hour_before
    of_siti = {"name": "Tono Saputra", "when": hour, "topic": "SNI", "way": "telepon"}
    of_tono = of_siti | {"name": "Siti Aminah"}
    assert words_of(await office.comes_at(siti, office.at(2, 11))) == visible(day_before.format(**of_siti))
    await office.is_cut_off(tono)
    await office.is_just_before(office.at(3, 11))
    await office.dies_when(lambda: office.has(Reminder.id, Reminder.state == ReminderState.QUEUED, of=2))
    assert words_of(await office.came_at(tono, office.at(3, 11))) == visible(day_before.format(**of_tono))
    assert words_of(await office.comes_at(siti, office.at(4, 8))) == visible(hour_before.format(**of_siti))
    assert words_of(await office.comes_at(tono, office.at(4, 10))) == visible(hour_before.format(**of_tono))

    # The room is open a quarter of an hour before.
    opened = await office.comes_at(siti, office.at(4, 10, 45))
    assert words_of(opened) == visible(room.told_opened.format(name="Tono Saputra", when=when))
    assert begins(await office.came_at(tono, office.at(4, 10, 45))).startswith("Ruang obrolan dengan Siti Aminah")
    await siti.says("Selamat pagi, Pak", replies=1)
    assert await hears(tono) == "Siti Aminah:\n\nSelamat pagi, Pak"
    await siti.sends_photo(replies=0)
    (photo,) = await tono.wait_for(1)
    assert (words_of(photo), "photo" in photo) == ("Siti Aminah:", True)

    # How it was, what is to be tried, and whether it was.
    asked = await office.comes_at(siti, office.at(4, 13))
    assert words_of(asked) == visible(meetings.ask_held.format(when=hour, name="Tono Saputra"))
    await does(siti, "!Ya, jadi", "!5 ★", "Urus SNI lewat dinas", "!Selesai")
    asked = await office.comes_at(tono, office.at(5, 10))
    assert visible(meetings.ask_held.format(when=hour, name="Siti Aminah")) in words_of(asked)
    await does(tono, "!Ya, jadi", "!4 ★")
    tried = visible(meetings.ask_tried.format(name="Tono Saputra", actions="1. Urus SNI lewat dinas"))
    assert words_of(await office.comes_at(siti, office.at(11, 10))) == tried
    await does(siti, "!Belum")
    assert words_of(await office.comes_at(siti, office.at(34, 10))) == tried
    (told,) = await does(siti, "!Sudah")
    assert words_of(told) == visible(meetings.told_tried_yes)
    assert await office.has(Meeting.id, Meeting.state == MeetingState.HELD)

    print(*(await whole_chat(siti)), "", *(await whole_chat(tono)), "", *(await whole_chat(ratna)), sep="\n")
