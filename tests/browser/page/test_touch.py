"""Fingers: a long press opens the menu of a message, a scroll or a short touch does not."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, expect

from .conftest import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def finger(bubble: Locator, sign: str, x: int = 40, y: int = 10) -> None:
    """One sign of a finger on a bubble, at a place within it."""
    box = await bubble.bounding_box()
    assert box is not None
    place = {"clientX": box["x"] + x, "clientY": box["y"] + y, "pointerType": "touch", "bubbles": True}
    await bubble.dispatch_event(sign, place)


async def test_long_press_opens_the_menu_of_the_message(window: Window) -> None:
    page = window.page
    await page.clock.install()
    asked = window.phone.bot_says("siti", "Siapa nama Ibu?")
    await page.goto(f"{window.address}/p/siti")
    bubble, menu = page.get_by_test_id("bubble-body"), page.get_by_test_id("message-menu")
    await expect(bubble).to_be_visible()
    await window.stop_clock()
    await finger(bubble, "pointerdown")
    await page.clock.run_for(400)
    await expect(menu).to_have_count(0)
    await page.clock.run_for(200)
    await expect(menu).to_be_visible()
    await finger(bubble, "pointerup")
    await page.get_by_test_id("menu-reply").click()
    await page.get_by_test_id("composer-input").fill("Siti")
    await page.get_by_test_id("send").click()
    assert await window.phone.wait_done("text") == [{"text": "Siti", "reply_to": asked["message_id"]}]


async def test_short_touch_and_scroll_open_no_menu(window: Window) -> None:
    page = window.page
    await page.clock.install()
    window.phone.bot_says("siti", "Siapa nama Ibu?")
    await page.goto(f"{window.address}/p/siti")
    bubble, menu = page.get_by_test_id("bubble-body"), page.get_by_test_id("message-menu")
    await expect(bubble).to_be_visible()
    await window.stop_clock()
    await finger(bubble, "pointerdown")
    await page.clock.run_for(200)
    await finger(bubble, "pointerup")
    await page.clock.run_for(1_000)
    await expect(menu).to_have_count(0)
    await finger(bubble, "pointerdown")
    await finger(bubble, "pointermove", y=40)
    await page.clock.run_for(1_000)
    await expect(menu).to_have_count(0)
    await finger(bubble, "pointerdown")
    await finger(bubble, "pointermove", x=44)  # nobody holds a finger quite still
    await page.clock.run_for(600)
    await expect(menu).to_be_visible()
