"""A village helper registers a neighbour who has no phone, and asks for a mentor for her."""

from __future__ import annotations

import re

from tests.browser.handset import Handset
from tools.sheets.camera import picture
from tools.sheets.demo import Demo, to_what_comes
from tools.sheets.scenes.mentor import chooses

NAME = "Siti Rahma"
BUSINESS = "Dapur Bu Siti"


async def play(demo: Demo, office: Handset) -> list[bytes]:
    """Six pictures."""
    kader = await _invited(demo, office)
    return [*await _register(kader), *await _ask_for_a_mentor(demo, kader)]


async def _invited(demo: Demo, office: Handset) -> Handset:
    await office.says("/peran")
    await office.reads("Peran saat ini")
    await office.presses("Undang orang")
    await office.reads("Orang ini diundang sebagai apa?")
    await office.presses("Kader desa")
    link = office.heard.filter(has_text="Kirim tautan ini")
    found = re.search(r"start=([\w-]+)", await link.last.inner_text())
    assert found is not None, "an invitation has a link"
    kader = await demo.newcomer("Ani")
    await kader.opens_link(kader.page.url.rsplit("/", 1)[1], found[1])
    await kader.reads("Kader desa")
    return kader


async def _register(kader: Handset) -> list[bytes]:
    await kader.says("/bantu")
    await kader.reads("Belum ada yang dibantu")
    begun = await picture(kader, ring="Daftarkan orang lain")
    await kader.presses("Daftarkan orang lain")
    await kader.says(NAME)
    await kader.reads("Izin menyimpan data")
    read_aloud = await picture(kader, ring="Dibacakan, setuju")
    await kader.presses("Dibacakan, setuju")
    await kader.reads("Apa nama usahanya?")
    await kader.says(BUSINESS)
    await kader.presses("Busang")
    await kader.reads("Apa saja yang dibuat atau dijual?")
    await kader.says("keripik pisang")
    await kader.presses("Sudah benar")
    await kader.toggles("Diolah jadi baru")
    await kader.presses("Selesai")
    await kader.reads("Sudah benar semua?")
    summary = await picture(kader, ring="Simpan")
    await kader.presses("Simpan")
    await kader.reads("Usaha seperti ini sering bertanya:")
    await kader.says("/bantu")
    await kader.reads("Yang Ibu/Bapak bantu")
    return [begun, read_aloud, summary, await picture(kader)]


async def _ask_for_a_mentor(demo: Demo, kader: Handset) -> list[bytes]:
    await kader.says("/mentor")
    await kader.reads("Butuh bantuan soal apa?")
    asked = await picture(kader)
    await chooses(kader, "Anton Wijaya")
    mentor = await demo.known("pak-anton")
    await to_what_comes(mentor, f"{BUSINESS} (keripik pisang)")
    await mentor.presses("Bisa")
    await kader.reads(f"Untuk Ibu/Bapak {NAME}:")
    return [asked, await picture(kader)]
