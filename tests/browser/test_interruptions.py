"""What happens to people in the middle of a talk: a reload, a power cut, an old button, a link, another person."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from .conftest import OpenWindow
from .handset import DESK
from .office_records import businesses_of_chat
from .whole_system import WholeSystem

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_reload_in_the_middle_keeps_the_chat(open_window: OpenWindow) -> None:
    phone = await open_window()
    await phone.becomes_somebody_new("Rini")
    await phone.answers_until_district("Dapur Rini")
    before = await phone.texts()
    await phone.page.reload()
    await phone.reads("Di kecamatan mana usahanya?")
    assert await phone.texts() == before
    await phone.says("bengalon")
    await phone.reads("Apa saja yang dibuat atau dijual?")


async def test_killed_bot_goes_on_where_the_person_was(system: WholeSystem, open_window: OpenWindow) -> None:
    phone = await open_window()
    chat_id = await phone.becomes_somebody_new("Yuli")
    await phone.answers_until_summary("Dapur Yuli")
    [dead] = system.bot_pids()
    system.kill_bot()
    await phone.presses("Simpan")  # while nobody is there to take it
    system.wait_for_bot()
    await phone.reads("Usaha seperti ini sering bertanya:")
    assert dead not in system.bot_pids()
    assert [business.name for business in await businesses_of_chat(system, chat_id)] == ["Dapur Yuli"]


async def test_old_button_shows_the_newest_question(open_window: OpenWindow) -> None:
    phone = await open_window()
    await phone.becomes_somebody_new("Tini")
    await phone.answers_until_district("Dapur Tini")
    await phone.heard.filter(has_text="Bolehkah kami simpan?").get_by_role("button", name="Tidak", exact=True).click()
    await expect(phone.page.get_by_test_id("toast")).to_have_text("Tombol ini sudah lama, ini yang terbaru")
    await expect(phone.heard.filter(has_text="Di kecamatan mana usahanya?")).to_have_count(2)
    await phone.presses("Bengalon")
    await phone.reads("Apa saja yang dibuat atau dijual?")


async def test_two_presses_at_once_save_one_business(system: WholeSystem, open_window: OpenWindow) -> None:
    phone = await open_window()
    chat_id = await phone.becomes_somebody_new("Endah")
    await phone.answers_until_summary("Dapur Endah")
    twin = await open_window()
    await twin.page.goto(phone.page.url)
    await twin.reads("Usaha: Dapur Endah")
    saves = [one.newest.get_by_role("button", name="Simpan", exact=True) for one in (phone, twin)]
    await asyncio.gather(*(save.click() for save in saves))
    await phone.reads("Usaha seperti ini sering bertanya:")
    await phone.presses_key("Bantuan")  # the bot's answer to this comes after those to both presses
    await phone.reads("Perlu bicara dengan orang?")
    await expect(phone.heard.filter(has_text="Dapur Endah sudah terdaftar")).to_have_count(1)
    assert [business.name for business in await businesses_of_chat(system, chat_id)] == ["Dapur Endah"]


async def test_link_with_an_unknown_invitation_is_told_kindly(open_window: OpenWindow) -> None:
    phone = await open_window()
    await phone.opens_link("pak-anton", "tidakadaundanganini12345")
    said = phone.page.get_by_test_id("bubble-out").get_by_test_id("bubble-text")
    await expect(said).to_have_text("/start tidakadaundanganini12345")
    await expect(phone.heard.filter(has_text="Undangan ini tidak kami kenal.")).to_have_count(1)


async def test_invitation_of_the_office_makes_a_mentor(open_window: OpenWindow) -> None:
    office = await open_window(DESK)
    await office.choose("kantor")
    await office.starts()
    await office.says("/peran")
    await office.reads("Peran saat ini")
    await office.presses("Undang orang")
    await office.presses("Mentor")
    await office.reads("Tunjukkan kode ini")
    await expect(office.newest.get_by_test_id("photo")).to_be_visible()
    told = office.heard.filter(has_text="Undangan sebagai Mentor.")
    link = await told.get_by_test_id("start-link").get_attribute("href")
    guest = await open_window()
    await guest.becomes_somebody_new("Pak Guru")
    assert link is not None
    await guest.opens_link(guest.page.url.rsplit("/", 1)[1], link.rsplit("=", 1)[1])
    await expect(guest.heard.filter(has_text="Ibu/Bapak diundang menjadi mentor")).to_have_count(1)


async def test_two_people_side_by_side_do_not_mix(open_window: OpenWindow) -> None:
    first, second = await open_window(), await open_window(DESK)
    await first.becomes_somebody_new("Ani")
    await second.becomes_somebody_new("Budi")
    await asyncio.gather(first.answers_until_district("Dapur Ani"), second.answers_until_district("Dapur Budi"))
    for phone, own, foreign in ((first, "Dapur Ani", "Dapur Budi"), (second, "Dapur Budi", "Dapur Ani")):
        await phone.presses("Kembali")
        await phone.reads(f"Jawaban tadi: {own}")
        await expect(phone.page.get_by_text(foreign)).to_have_count(0)


async def test_english_by_bahasa_changes_keys_and_questions(open_window: OpenWindow) -> None:
    phone = await open_window()
    await phone.becomes_somebody_new("Mary")
    await phone.starts()
    await phone.reads("Mau mulai sekarang?")
    await phone.says("/bahasa")
    await phone.reads("Mau memakai bahasa apa?")
    await phone.presses("English")
    await phone.reads("Would you like to begin now?")
    await expect(phone.heard.filter(has_text="All right, we will use English from now on.")).to_have_count(1)
    await expect(phone.page.get_by_test_id("reply-key")).to_have_text(
        ["Register business", "My businesses", "Ask", "Mentor", "Help", "Language"]
    )
    await phone.presses_key("Register business")
    await phone.reads("May we keep it?")
    await phone.presses("Yes, I agree")
    await phone.reads("What is your full name?")
