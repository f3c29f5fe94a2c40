"""Connection, unread marks, widths, several windows."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from .conftest import Window
from .fake_phone import NAMES, FakePhone

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def scrolls_sideways(page: Page) -> bool:
    """Whether the document is wider than its window."""
    return bool(await page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.pitfall(1)
async def test_restart_of_the_server_loses_and_doubles_nothing(browser: Browser) -> None:
    phone = FakePhone()
    page = await browser.new_page(viewport={"width": 360, "height": 740})
    page.set_default_timeout(8_000)
    texts = page.get_by_test_id("bubble-text")
    async with phone.serve() as address:
        phone.bot_says("siti", "Satu")
        await page.goto(f"{address}/p/siti")
        phone.bot_says("siti", "Dua")
        await expect(texts).to_have_text(["Satu", "Dua"])
    await expect(page.get_by_test_id("connection")).to_have_text("Tidak tersambung, mencoba lagi…")
    await expect(page.get_by_test_id("connection")).to_be_visible()
    await page.get_by_test_id("composer-input").fill("Tiga setengah")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("composer-input")).to_have_value("Tiga setengah")
    phone.bot_says("siti", "Tiga")
    phone.bot_edits("siti", 1, text="Satu, diedit")
    async with phone.serve():
        await expect(texts).to_have_text(["Satu, diedit", "Dua", "Tiga"])
        await expect(page.get_by_test_id("connection")).to_be_hidden()
        assert phone.chats["siti"].asked_after[0] == 0
        assert phone.chats["siti"].asked_after[1] >= 2
        await page.get_by_test_id("send").click()
        await expect(texts).to_have_text(["Satu, diedit", "Dua", "Tiga", "Tiga setengah"])
        await page.reload()
        await expect(texts).to_have_text(["Satu, diedit", "Dua", "Tiga", "Tiga setengah"])
        await page.close()


async def test_unread_messages_are_counted_and_read_at_the_end(window: Window) -> None:
    for number in range(30):
        window.phone.bot_says("siti", f"Lama {number}", reply_keyboard={"keyboard": [["Menu"], ["Bantuan"]]})
    window.phone.chats["siti"].emit({"kind": "read", "up_to": 30})
    page = window.page
    await page.goto(f"{window.address}/p/siti")
    await expect(page.get_by_text("Lama 29", exact=True)).to_be_in_viewport()
    await page.get_by_test_id("timeline").evaluate("box => { box.scrollTop = 0; }")
    await expect(page.get_by_test_id("to-bottom")).to_be_visible()
    window.phone.bot_says("siti", "Baru")
    await expect(page.get_by_test_id("to-bottom-count")).to_have_text("1")
    await expect(page.get_by_test_id("unread-line")).to_have_count(1)
    await expect(page).to_have_title("(1) Siti – Pendamping IKM")
    await page.get_by_test_id("to-bottom").click()
    assert await window.phone.wait_done("read") == [{"up_to": 31}]
    await expect(page).to_have_title("Siti – Pendamping IKM")


async def test_empty_chat_starts_blocks_and_says_when_the_bot_sleeps(window: Window) -> None:
    page = window.page
    await page.goto(f"{window.address}/p/p7")
    await expect(page.get_by_test_id("empty-card")).to_contain_text("Saya membantu usaha kecil")
    await page.get_by_role("button", name="MULAI").click()
    assert await window.phone.wait_done("start") == [{}]
    chat = window.phone.chats["p7"]
    chat.tell({"type": "typing", "action": "typing", "seconds": 5})
    await expect(page.get_by_test_id("bot-state")).to_have_text("sedang mengetik…")
    window.phone.bot_says("p7", "Halo")
    await expect(page.get_by_test_id("bot-state")).to_have_text("bot")
    chat.tell({"type": "bot_online", "online": False})
    await expect(page.get_by_test_id("bot-asleep")).to_be_visible()
    await page.get_by_test_id("command-menu").click()
    await page.get_by_test_id("command-daftar").click()
    assert await window.phone.wait_done("text") == [{"text": "/daftar"}]
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("block").click()
    await expect(page.get_by_test_id("blocked-bar")).to_be_visible()
    await page.get_by_test_id("unblock-button").click()
    await expect(page.get_by_test_id("composer-input")).to_be_visible()
    assert await window.phone.wait_done("block", 2) == [{"blocked": True}, {"blocked": False}]


async def test_nothing_is_wider_than_a_phone(window: Window) -> None:
    long = "x" * 300
    rows = {"inline_keyboard": [[{"text": long[:60], "callback_data": "1"}, {"text": "Lihat", "url": "https://a.id"}]]}
    pre = [{"type": "pre", "offset": 0, "length": 300}]
    window.phone.bot_says("siti", long, reply_markup=rows, reply_keyboard={"keyboard": [["Satu", long[:60], "Tiga"]]})
    window.phone.message("siti", out=True, text=long, entities=pre)
    window.phone.message("siti", out=True, document={"file_id": "f", "file_name": f"{long}.pdf", "file_size": 5})
    for path in ("/p/siti", "/", "/desk", "/open?start=abc"):
        await window.page.goto(window.address + path)
        await expect(window.page.get_by_text("Siti").first).to_be_attached()
        assert not await scrolls_sideways(window.page), path
    await window.page.goto(f"{window.address}/p/siti")
    box = window.page.get_by_test_id("timeline")
    await expect(window.page.get_by_test_id("bubble-out")).to_have_count(2)
    assert await box.evaluate("box => box.scrollWidth === box.clientWidth")


async def test_desk_draws_phones_smaller_until_all_fit(window: Window) -> None:
    page = window.page
    first, last = page.get_by_test_id("phone-siti"), page.get_by_test_id("phone-p7")

    async def width_inside() -> int:
        return int(await first.locator("iframe").evaluate("frame => frame.contentWindow.innerWidth"))

    await page.set_viewport_size({"width": 1600, "height": 900})
    await page.goto(f"{window.address}/desk")
    await expect(page.locator("iframe")).to_have_count(7)
    await expect(last).to_be_in_viewport(ratio=1)
    assert await width_inside() >= 359
    await page.get_by_test_id("fit").click()
    await expect(last).not_to_be_in_viewport()
    await page.reload()
    await expect(page.get_by_test_id("fit")).to_have_attribute("aria-pressed", "false")
    await page.get_by_test_id("fit").click()
    await expect(last).to_be_in_viewport(ratio=1)
    await page.set_viewport_size({"width": 360, "height": 740})
    await expect(page.get_by_test_id("fit")).to_be_hidden()
    assert 320 <= await width_inside() <= 360


async def test_day_label_does_not_stay_over_words(window: Window) -> None:
    for number in range(30):
        window.phone.bot_says("siti", f"Pesan {number}")
    window.phone.chats["siti"].emit({"kind": "read", "up_to": 30})
    await window.page.goto(f"{window.address}/p/siti")
    label = window.page.locator(".day-label")
    await expect(label).to_have_css("opacity", "0")
    await window.page.get_by_test_id("timeline").evaluate("box => { box.scrollTop -= 200; }")
    await expect(label).to_have_css("opacity", "1")
    await expect(label).to_have_css("opacity", "0")
    await window.page.get_by_test_id("timeline").evaluate("box => { box.scrollTop = 0; }")
    await expect(window.page.locator(".moving")).to_have_count(0)
    await expect(label).to_have_css("opacity", "1")


async def test_desk_shows_seven_phones_and_the_wide_page_shows_the_others(window: Window) -> None:
    page = window.page
    await page.set_viewport_size({"width": 1280, "height": 800})
    for key in NAMES:
        window.phone.bot_says(key, f"Halo {key}")
    await page.goto(f"{window.address}/desk")
    await expect(page.locator("iframe")).to_have_count(7)
    for key in NAMES:
        phone = page.get_by_test_id(f"phone-{key}").frame_locator("iframe")
        await expect(phone.get_by_test_id("bubble-text")).to_have_text(f"Halo {key}")
    await page.get_by_test_id("choose-p7").click()
    await expect(page.locator("iframe")).to_have_count(6)
    assert window.phone.chats["siti"].asked_after == [0]
    window.phone.chats["rahmat"].person["unread"] = 4
    await page.goto(f"{window.address}/p/siti")
    await expect(page.get_by_test_id("person-rahmat").get_by_test_id("unread")).to_have_text("4")
    await page.goto(f"{window.address}/open?start=tok")
    await page.get_by_test_id("person-bu-dewi").click()
    await expect(page.get_by_test_id("bubble-text").last).to_have_text("/start tok")
