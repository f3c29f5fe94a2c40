"""Connections that break, sleep, lose answers or come back to another database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Route, expect

from .conftest import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Notes each time that the line "Tidak tersambung" comes and goes.
WATCH_LINE = """
() => {
  const line = document.getElementById("connection");
  window.shown = [];
  new MutationObserver(() => window.shown.push(!line.hidden)).observe(line, { attributes: true });
}
"""


@pytest.mark.pitfall(1)
async def test_silence_of_35_seconds_is_shown_and_healed(window: Window) -> None:
    page, chat = window.page, window.phone.chats["siti"]
    await page.clock.install()
    window.phone.bot_says("siti", "Halo")
    await page.goto(f"{window.address}/p/siti")
    await page.clock.run_for(1_000)
    await expect(page.get_by_test_id("bubble-text")).to_have_text(["Halo"])
    await page.clock.run_for(30_000)
    chat.tell({"type": "ping"})
    window.phone.bot_says("siti", "Masih ada")
    await expect(page.get_by_test_id("bubble-text")).to_have_text(["Halo", "Masih ada"])
    await page.clock.run_for(1_000)
    await window.phone.wait_done("read", 2)
    await expect(page).to_have_title("Siti – Pendamping IKM")  # its echo is the last sign of life
    await window.stop_clock()
    await page.clock.run_for(30_000)
    await expect(page.get_by_test_id("connection")).to_be_hidden()
    await page.evaluate(WATCH_LINE)
    chat.listeners.clear()  # the line is dead, but nobody closed it
    window.phone.bot_says("siti", "Sesudah itu")
    await page.clock.run_for(3_000)
    assert await page.evaluate("window.shown") == []
    await page.clock.run_for(7_000)
    await window.until(lambda: len(chat.asked_after) == 2)
    await page.clock.run_for(1_000)
    assert await page.evaluate("window.shown") == [True, False]
    await expect(page.get_by_test_id("bubble-text")).to_have_text(["Halo", "Masih ada", "Sesudah itu"])


async def test_waking_up_asks_at_once(window: Window) -> None:
    page, chat = window.page, window.phone.chats["siti"]
    await page.clock.install()
    window.phone.bot_says("siti", "Halo")
    await page.goto(f"{window.address}/p/siti")
    awake = datetime.now(UTC)
    for number, sign in enumerate(("visibilitychange", "pageshow", "online"), 1):
        await page.clock.run_for(1_000)
        await expect(page.get_by_test_id("bubble-text")).to_have_text("Halo")
        await page.clock.set_system_time(awake + timedelta(hours=number))  # it slept: no timer ran
        target = "document" if sign == "visibilitychange" else "window"
        await page.evaluate(f"{target}.dispatchEvent(new Event('{sign}'))")
        await window.until(lambda count=number: len(chat.asked_after) == 1 + count)


async def test_act_without_an_answer_is_done_once(window: Window) -> None:
    page, phone = window.page, window.phone
    window.expected = "ERR_FAILED"

    async def lose_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    phone.bot_says("siti", "Siapa nama Ibu?")
    await page.goto(f"{window.address}/p/siti")
    await page.route("**/text", lose_answer, times=1)
    field, mine = page.get_by_test_id("composer-input"), page.get_by_test_id("bubble-out")
    await field.fill("Siti")
    await field.press("Enter")
    await expect(mine).to_have_count(1)
    await expect(field).to_have_value("")
    await field.fill("Siti")
    await field.press("Enter")
    await expect(mine).to_have_count(2)  # meant, not repeated
    assert await phone.wait_done("text") == [{"text": "Siti"}, {"text": "Siti"}]


async def test_text_that_nobody_heard_stays_and_goes_out_once(window: Window) -> None:
    page, phone = window.page, window.phone
    window.expected = "ERR_FAILED"
    phone.bot_says("siti", "Siapa nama Ibu?")
    await page.goto(f"{window.address}/p/siti")
    await page.route("**/text", lambda route: route.abort(), times=2)
    field, toast = page.get_by_test_id("composer-input"), page.get_by_test_id("toast")
    await field.fill("Siti")
    await field.press("Enter")
    await expect(toast).to_have_text("Belum terkirim, telepon tidak tersambung. Coba lagi sebentar.")
    await expect(field).to_have_value("Siti")
    await field.press("Enter")
    await expect(page.get_by_test_id("bubble-out")).to_have_count(1)
    assert await phone.wait_done("text") == [{"text": "Siti"}]


async def test_another_database_is_read_from_its_beginning(window: Window) -> None:
    page, phone = window.page, window.phone
    for number in range(3):
        phone.bot_says("siti", f"Lama {number}", reply_keyboard={"keyboard": [["Daftar"]]})
    await page.goto(f"{window.address}/p/siti")
    await expect(page.get_by_test_id("bubble-text")).to_have_text(["Lama 0", "Lama 1", "Lama 2"])
    phone.start_anew("siti")
    for number in range(5):  # more than the page has seen of the old one
        phone.bot_says("siti", f"Baru {number}")
    await expect(page.get_by_test_id("bubble-text")).to_have_text([f"Baru {number}" for number in range(5)])
    await expect(page.get_by_test_id("reply-key")).to_have_count(0)
    first, _, last = phone.chats["siti"].asked_after
    assert (first, last) == (0, 0)


async def test_second_tick_means_that_the_bot_has_it(window: Window) -> None:
    page, phone, chat = window.page, window.phone, window.phone.chats["siti"]
    sent = [phone.message("siti", out=True, text=text) for text in ("Satu", "Dua", "Tiga")]
    chat.taken_up_to = sent[0]["message_id"]
    phone.bot_says("siti", "Balasan")
    await page.goto(f"{window.address}/p/siti")
    mine = page.get_by_test_id("bubble-out")
    await expect(mine.nth(0).get_by_label("Sudah diterima bot")).to_be_visible()
    await expect(mine.nth(1).get_by_label("Terkirim")).to_be_visible()
    chat.take(sent[1]["message_id"])
    await expect(mine.nth(1).get_by_label("Sudah diterima bot")).to_be_visible()
    phone.bot_edits("siti", sent[0]["message_id"], text="Satu, diedit")
    await expect(mine.nth(0).get_by_test_id("bubble-text")).to_have_text("Satu, diedit")
    await expect(page.locator(".row.is-taken")).to_have_count(2)
    await expect(mine.nth(2).get_by_label("Terkirim")).to_be_visible()
