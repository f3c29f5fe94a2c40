"""The question of Sunday, a mentor's card, and the session with its reminder."""

from __future__ import annotations

from tests.browser.handset import Handset
from tools.sheets.camera import picture
from tools.sheets.demo import Demo, to_what_comes

TROUBLE = "Keripik saya cepat melempem, kemasannya harus apa?"


async def play(demo: Demo, office: Handset) -> list[bytes]:
    """Six pictures."""
    mentor = await demo.known("bu-dewi")
    await to_what_comes(mentor, "Minggu ini bisa?")
    week = await picture(mentor)
    await mentor.presses("Seperti minggu lalu")
    producer = await demo.producer("Lina Marlina", "Keripik Bu Lina")
    await producer.says("/mentor")
    await chooses(producer, "Dewi Lestari")
    await to_what_comes(mentor, "Keripik Bu Lina (keripik pisang)")
    card = await picture(mentor, ring="Bisa")
    await mentor.presses("Bisa")
    await mentor.reads("Sudah terjadwal.")
    booked = await picture(mentor)
    await to_what_comes(mentor, "Pengingat: sesi dengan")
    reminder = await picture(mentor)
    await to_what_comes(mentor, "Ruang obrolan dengan")
    room = await picture(mentor)
    await to_what_comes(mentor, "jadi atau tidak?")
    outcome = await picture(mentor, ring="Ya, jadi")
    return [week, card, booked, reminder, room, outcome]


async def chooses(asking: Handset, mentor: str) -> None:
    """From the question for the topic until this mentor is asked."""
    await asking.reads("Butuh bantuan soal apa?")
    await asking.presses("Kemasan")
    await asking.reads("Ceritakan masalahnya")
    await asking.says(TROUBLE)
    await asking.reads("Mau bertemu dengan cara apa?")
    await asking.presses("Chat")
    await asking.reads("Kapan biasanya Ibu/Bapak bisa?")
    await asking.presses("Kapan saja")
    await asking.reads("Sudah benar?")
    await asking.presses("Cari mentor")
    await asking.reads("Ini yang paling cocok.")
    await asking.presses(mentor)
    await asking.reads(f"Kami tanyakan ke {mentor}")
