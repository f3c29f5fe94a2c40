"""An officer answers a question, announces something, and looks somebody up."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.handset import Handset
from tools.sheets.camera import picture
from tools.sheets.demo import Demo

QUESTION = "Berapa lama keripik tahan kalau pakai plastik biasa?"
ANSWER = "Kira-kira 2 minggu. Coba kemasan standing pouch, ya Bu: bisa 3 bulan."
NEWS = "Pasar murah hari Sabtu jam 9 pagi di halaman kantor camat. Silakan bawa produknya."
PRODUCERS = (("Jaya Saputra", "Dapur Jaya"), ("Minah", "Keripik Minah"), ("Udin Hasan", "Pisang Udin"))


async def play(demo: Demo, office: Handset) -> list[bytes]:
    """Six pictures."""
    producer = await demo.producer("Wati Lestari", "Keripik Bu Wati")
    for name, business in PRODUCERS:
        await demo.producer(name, business)
    return [*await _answer(producer, office), *await _announce(office), *await _look_up(office)]


async def _answer(producer: Handset, office: Handset) -> list[bytes]:
    await producer.says("/petugas")
    await producer.reads("Apa yang mau ditanyakan")
    await producer.says(QUESTION)
    await producer.reads("Kirim sekarang?")
    await producer.presses("Kirim")
    await office.reads("Balas (reply) pesan ini untuk menjawab.")
    asked = await picture(office)
    await office.newest.get_by_test_id("bubble-body").hover()
    await office.newest.get_by_test_id("bubble-menu").click()
    await office.page.get_by_test_id("menu-reply").click()
    await office.page.get_by_test_id("composer-input").fill(ANSWER)
    answered = await picture(office, with_composer=True)
    await office.page.get_by_test_id("send").click()
    await office.reads("dikirim ke 1 orang. Terima kasih!")
    return [asked, answered]


async def _announce(office: Handset) -> list[bytes]:
    await office.says("/umumkan")
    await office.reads("Kirim saja isi pengumumannya")
    await office.says(NEWS)
    await office.reads("Masih ada?")
    written = await picture(office, 2, ring="Sudah")
    await office.presses("Sudah")
    await office.reads("Pengumumannya tentang apa?")
    await office.presses("Pasar dan pameran")
    await office.reads("Perlu tombol Ikut")
    await office.presses("Tidak perlu")
    await office.reads("Pengumuman ini untuk siapa?")
    await office.toggles("Semua pelaku usaha")
    await office.presses("Selesai")
    await office.reads("Kapan dikirim?")
    await office.presses("Sekarang")
    await office.reads("Sudah benar?")
    summary = await picture(office, ring="Kirim")
    await office.presses("Kirim")
    await office.reads("Kirim ke")
    await office.presses("Ya, kirim")
    await office.reads("selesai dikirim.")
    await expect(office.heard.nth(-2)).to_contain_text("100%")
    return [written, summary, await picture(office, 2, 2, ring="Perbaiki tulisan")]


async def _look_up(office: Handset) -> list[bytes]:
    await office.says("/cari")
    await office.reads("Siapa yang dicari?")
    await office.says("keripik busang")
    await office.reads("Cocok dengan")
    await office.newest.get_by_test_id("inline-button").filter(has_text="Wati").first.click()
    await office.reads("Dikenal sejak")
    return [await picture(office)]
