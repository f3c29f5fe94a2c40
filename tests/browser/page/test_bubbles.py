"""What the bot and the person wrote, as bubbles."""

from __future__ import annotations

import time

import pytest
from playwright.async_api import expect

from .conftest import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_entities_become_elements_also_nested_and_after_emoji(window: Window) -> None:
    text = "🍌 Halo tebal miring kode /daftar tautan jahat undangan"

    def entity(kind: str, words: str, **more: str) -> dict[str, object]:
        units = len(text[: text.index(words)].encode("utf-16-le")) // 2
        return {"type": kind, "offset": units, "length": len(words), **more}

    entities = [
        entity("bold", "tebal miring"),
        entity("italic", "miring"),
        entity("code", "kode"),
        entity("bot_command", "/daftar"),
        entity("text_link", "tautan", url="https://oss.go.id/"),
        entity("text_link", "jahat", url="javascript:alert(1)"),
        entity("text_link", "undangan", url="https://t.me/pendamping_bot?start=abc"),
    ]
    window.phone.bot_says("siti", text, entities=entities)
    await window.page.goto(f"{window.address}/p/siti")
    bubble = window.page.get_by_test_id("bubble-text")
    await expect(bubble).to_have_text(text)
    assert await bubble.locator("strong").inner_html() == "tebal <em>miring</em>"
    assert await bubble.locator("code").inner_text() == "kode"
    assert await bubble.locator("a").all_inner_texts() == ["tautan", "undangan"]
    assert await bubble.locator("a").first.get_attribute("href") == "https://oss.go.id/"
    await bubble.get_by_test_id("command").click()
    assert await window.phone.wait_done("text") == [{"text": "/daftar"}]
    await bubble.get_by_test_id("start-link").click()
    assert await window.phone.wait_done("start") == [{"payload": "abc"}]


@pytest.mark.pitfall(22)
async def test_html_in_names_and_texts_stays_text(window: Window) -> None:
    evil = '<img src=x onerror="document.title=1"><b>&amp;_*<3'
    phone = window.phone
    phone.bot["first_name"] = phone.chats["siti"].person["first_name"] = evil
    asked = phone.bot_says("siti", evil, reply_markup={"inline_keyboard": [[{"text": evil, "callback_data": "x"}]]})
    fields = {"forward_origin": {"type": "hidden_user", "sender_user_name": evil}, "reply_to_message": asked}
    phone.message("siti", out=True, contact={"first_name": evil, "phone_number": evil}, **fields)
    await window.page.goto(f"{window.address}/p/siti")
    await expect(window.page.get_by_test_id("bubble-text")).to_have_text(evil)
    await expect(window.page.get_by_test_id("bot-name")).to_have_text(evil)
    await expect(window.page.get_by_test_id("inline-button")).to_have_text(evil)
    assert await window.page.locator("img, b, script:not([src])").count() == 0
    await window.page.goto(window.address)
    await expect(window.page.get_by_test_id("person-siti").locator(".first-line")).to_have_text(evil)


async def test_edit_and_delete_change_one_bubble_in_place(window: Window) -> None:
    first = window.phone.bot_says("siti", "Satu")
    second = window.phone.bot_says("siti", "Dua")
    await window.page.goto(f"{window.address}/p/siti")
    bubbles = window.page.get_by_test_id("bubble-in")
    await expect(bubbles).to_have_count(2)
    await window.page.evaluate("document.querySelectorAll('.row')[1].kept = true")
    window.phone.bot_edits("siti", first["message_id"], text="Satu, diperbaiki")
    await expect(bubbles.first.get_by_test_id("bubble-text")).to_have_text("Satu, diperbaiki")
    await expect(bubbles.first.locator(".edited")).to_have_text("diedit")
    assert await window.page.evaluate("document.querySelectorAll('.row')[1].kept") is True
    window.phone.chats["siti"].emit({"kind": "deleted", "message_ids": [second["message_id"]]})
    await expect(bubbles).to_have_count(1)


async def test_times_are_wita_and_five_hundred_messages_come_fast(window: Window) -> None:
    noon_wita = 1_763_697_600  # 2025-11-21 04:00 UTC
    for number in range(500):
        window.phone.bot_says("siti", f"Pesan {number}", date=noon_wita + number // 250 * 86_400)
    window.phone.chats["siti"].emit({"kind": "read", "up_to": 500})
    started = time.monotonic()
    await window.page.goto(f"{window.address}/p/siti")
    await expect(window.page.get_by_test_id("bubble-in")).to_have_count(500)
    took = time.monotonic() - started
    assert await window.page.locator(".row time").first.inner_text() == "12.00"
    assert await window.page.locator(".day-label").all_inner_texts() == ["21 November 2025", "22 November 2025"]
    await expect(window.page.get_by_text("Pesan 499", exact=True)).to_be_in_viewport()
    assert took < 6, f"500 messages took {took:.1f} s"
