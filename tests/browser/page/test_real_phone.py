"""The pages on the real server: no complaint in the console, whatever is opened."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, expect

from tests.phone_server import Phone

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def phone(tmp_path: Path) -> AsyncIterator[Phone]:
    async with Phone(tmp_path) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page whose every word in the console fails the test, and every answer that is no success."""
    complaints: list[str] = []
    page = await browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(5_000)

    def hear(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"{request.url} {request.failure}"))
    yield page
    await page.close()
    assert complaints == []


async def test_whole_chat_and_every_page_leave_the_console_empty(phone: Phone, page: Page) -> None:
    siti = phone.person("siti")
    await page.goto(f"{phone.url}/p/siti")
    await page.get_by_test_id("start").click()
    mine = page.get_by_test_id("bubble-out")
    await expect(mine.get_by_label("Terkirim")).to_be_visible()
    [update] = (await phone.call("getUpdates"))["result"]
    await phone.call("getUpdates", {"offset": update["update_id"] + 1})
    await expect(mine.get_by_label("Sudah diterima bot")).to_be_visible()
    rows = [[{"text": "Ya", "callback_data": "y"}, {"text": "Hapus", "callback_data": "n", "style": "danger"}]]
    sent = {"chat_id": 1000001, "text": "<b>Lanjut?</b>", "parse_mode": "HTML"}
    await phone.call("sendMessage", sent | {"reply_markup": {"inline_keyboard": rows}})
    await page.get_by_test_id("inline-button").filter(has_text="Hapus").click()
    [press] = (await phone.call("getUpdates", {"timeout": 5}))["result"]
    await phone.call("answerCallbackQuery", {"callback_query_id": press["callback_query"]["id"], "text": "Dihapus"})
    await expect(page.get_by_test_id("toast")).to_have_text("Dihapus")
    await siti.sends_photo(caption="Keripik", replies=0)
    await siti.shares_location(0.5, 117.5, replies=0)
    await expect(page.get_by_test_id("photo").locator("img")).to_be_visible()
    await expect(page.get_by_test_id("location")).to_be_visible()
    assert await page.locator(".row").last.get_attribute("data-message-id")
    # Leaving a page cuts off what it still loads (its icon), which would be our haste and no fault of the page.
    await page.wait_for_load_state("networkidle")
    for path in ("/", "/open?start=abc", "/p/kantor", "/desk"):
        await page.goto(phone.url + path)
        await expect(page.get_by_text("Rina").first).to_be_visible()
        await page.wait_for_load_state("networkidle")  # on the desk: all its phones


async def test_restart_with_another_database_empties_the_open_page(
    phone: Phone, browser: Browser, tmp_path: Path
) -> None:
    page = await browser.new_page()  # its console tells of the server that went away
    page.set_default_timeout(8_000)
    await phone.person("siti").says("Dulu", replies=0)
    await page.goto(f"{phone.url}/p/siti")
    await expect(page.get_by_test_id("bubble-text")).to_have_text(["Dulu"])
    await phone.stop()
    phone.data = tmp_path / "other.db"
    await phone.start()
    await phone.person("siti").says("Satu", replies=0)
    await phone.person("siti").says("Dua", replies=0)
    await expect(page.get_by_test_id("bubble-text")).to_have_text(["Satu", "Dua"])
    await page.close()


async def test_unknown_person_gets_a_page_with_a_way_back(phone: Phone, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(f"{phone.url}/p/siapa")
    words = "Orang ini tidak ada di telepon ini. Pilih orang di daftar, atau buat orang baru."
    await expect(page.get_by_test_id("sorry")).to_have_text(words)
    await page.get_by_test_id("home").click()
    await expect(page.get_by_test_id("person-siti")).to_be_visible()
    await page.close()
