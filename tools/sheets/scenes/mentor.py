"""A mentor's card, the session with its reminder, and the question of Sunday."""

from __future__ import annotations

from tests.browser.handset import Handset
from tools.sheets.camera import picture
from tools.sheets.demo import Demo, to_what_comes

TROUBLE = "Keripik saya cepat melempem, kemasannya harus apa?"


async def play(demo: Demo, office: Handset) -> list[bytes]:
    """Six pictures."""
    producer = await demo.producer("Lina Marlina", "Keripik Bu Lina")
    await producer.says("/mentor")
    await chooses_dewi(producer)
    mentor = await demo.known("bu-dewi")
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
    await mentor.presses("Ya, jadi")
    await to_what_comes(mentor, "Minggu ini bisa?")
    return [card, booked, reminder, room, outcome, await picture(mentor)]


async def chooses_dewi(asking: Handset) -> None:
    """From the question for the topic until Dewi Lestari is asked."""
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
    await asking.presses("Dewi Lestari")
    await asking.reads("Kami tanyakan ke Dewi Lestari")
