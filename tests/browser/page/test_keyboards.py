"""Buttons under messages, keys below the composer, and the composer itself."""

from __future__ import annotations

import pytest
from playwright.async_api import FilePayload, expect

from .conftest import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_press_waits_until_answered_and_shows_toast_then_alert(window: Window) -> None:
    rows = [[{"text": "Ya", "callback_data": "y"}, {"text": "Tidak", "callback_data": "n"}]]
    asked = window.phone.bot_says("siti", "Betul?", reply_markup={"inline_keyboard": rows})
    await window.page.goto(f"{window.address}/p/siti")
    button = window.page.get_by_role("button", name="Tidak")
    await button.click()
    assert await window.phone.wait_done("press") == [{"message_id": asked["message_id"], "row": 0, "col": 1}]
    await expect(button).to_have_attribute("aria-busy", "true")
    await expect(window.page.get_by_role("button", name="Ya")).to_be_disabled()
    window.phone.bot_answers("siti", "q1", asked["message_id"], "Baik, dicatat")
    await expect(window.page.get_by_test_id("toast")).to_have_text("Baik, dicatat")
    await expect(button).to_be_enabled()
    await button.click()
    await window.phone.wait_done("press", 2)
    window.phone.bot_answers("siti", "q2", asked["message_id"], "Sudah lewat", alert=True)
    await expect(window.page.get_by_test_id("alert").locator("p")).to_have_text("Sudah lewat")
    await window.page.get_by_test_id("alert-ok").click()
    window.phone.refuse = "Tombol itu sudah tidak ada."
    await button.click()
    await expect(window.page.get_by_test_id("toast")).to_have_text("Tombol itu sudah tidak ada.")
    await expect(button).to_be_enabled()


async def test_reply_keyboard_sends_hides_and_goes_away(window: Window) -> None:
    keys: dict[str, object] = {"keyboard": [["Daftar", "Profil"], [{"text": "Bagikan nomor", "request_contact": True}]]}
    keys |= {"resize_keyboard": True, "one_time_keyboard": True, "input_field_placeholder": "Pilih satu"}
    window.phone.bot_says("siti", "Mau apa?", reply_keyboard=keys)
    page = window.page
    await page.goto(f"{window.address}/p/siti")
    await expect(page.get_by_test_id("reply-key")).to_have_text(["Daftar", "Profil", "Bagikan nomor"])
    await expect(page.get_by_test_id("composer-input")).to_have_attribute("placeholder", "Pilih satu")
    await page.get_by_test_id("reply-key").filter(has_text="Profil").click()
    assert await window.phone.wait_done("text") == [{"text": "Profil"}]
    await expect(page.get_by_test_id("reply-keyboard")).to_be_hidden()
    await page.reload()
    await expect(page.get_by_test_id("bubble-out")).to_have_count(1)
    await expect(page.get_by_test_id("reply-keyboard")).to_be_hidden()
    await page.get_by_test_id("keyboard-toggle").click()
    await page.get_by_test_id("reply-key").filter(has_text="Bagikan nomor").click()
    await page.get_by_test_id("contact-phone").fill("08123456789")
    await page.get_by_test_id("dialog-send").click()
    sent = {"phone_number": "08123456789", "first_name": "Siti", "own": True}
    assert await window.phone.wait_done("contact") == [sent]
    window.phone.bot_says("siti", "Terima kasih", reply_keyboard={"remove_keyboard": True})
    await expect(page.get_by_test_id("reply-key")).to_have_count(0)
    window.phone.bot_says("siti", "Lagi?", reply_keyboard=keys)
    await expect(page.get_by_test_id("reply-keyboard")).to_be_visible()
    window.phone.message("siti", out=True, text="Daftar")  # from another window of the same person
    await expect(page.get_by_test_id("reply-keyboard")).to_be_hidden()


async def test_composer_sends_replies_edits_and_keeps_what_was_refused(window: Window) -> None:
    asked = window.phone.bot_says("siti", "Siapa nama Ibu?")
    page = window.page
    await page.goto(f"{window.address}/p/siti")
    await page.get_by_test_id("bubble-in").get_by_test_id("bubble-text").click(button="right")
    await page.get_by_test_id("menu-reply").click()
    field = page.get_by_test_id("composer-input")
    await field.fill("Siti")
    await field.press("Shift+Enter")
    await field.press_sequentially("Aminah")
    await field.press("Enter")
    assert await window.phone.wait_done("text") == [{"text": "Siti\nAminah", "reply_to": asked["message_id"]}]
    mine = page.get_by_test_id("bubble-out")
    await expect(mine.get_by_test_id("quoted")).to_contain_text("Siapa nama Ibu?")
    await mine.hover()
    await mine.get_by_test_id("bubble-menu").click()
    await page.get_by_test_id("menu-edit").click()
    await field.fill("Siti Aminah")
    await page.get_by_test_id("send").click()
    await expect(mine.get_by_test_id("bubble-text")).to_have_text("Siti Aminah")
    window.phone.refuse = "Pesan terlalu panjang."
    await field.fill("Jangan hilang")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("toast")).to_have_text("Pesan terlalu panjang.")
    await expect(field).to_have_value("Jangan hilang")


async def test_attach_sends_album_place_and_sticker(window: Window) -> None:
    window.phone.bot_says("siti", "Kirim foto produk")
    page = window.page
    await page.goto(f"{window.address}/p/siti")
    await page.get_by_test_id("attach").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_test_id("attach-photo").click()
    photos: list[FilePayload] = [
        {"name": name, "mimeType": "image/png", "buffer": b"not really"} for name in ("a.png", "b.png")
    ]
    await (await chooser.value).set_files(photos)
    await page.get_by_test_id("caption").fill("Keripik")
    await page.get_by_test_id("dialog-send").click()
    assert await window.phone.wait_done("file") == [{"as": "photo", "caption": "Keripik", "names": ["a.png", "b.png"]}]
    await page.get_by_test_id("attach").click()
    await page.get_by_test_id("attach-location").click()
    await page.get_by_test_id("location-example").select_option(label="Busang")
    await page.get_by_test_id("dialog-send").click()
    assert await window.phone.wait_done("location") == [{"latitude": 0.785, "longitude": 116.503}]
    await page.get_by_test_id("attach").click()
    await page.get_by_test_id("attach-sticker").click()
    await page.get_by_test_id("sticker-sip").check()
    await page.get_by_test_id("dialog-send").click()
    assert (await window.phone.wait_done("file", 2))[1] == {"as": "sticker", "names": ["sip.webp"]}
