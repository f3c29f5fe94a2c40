"""The browser fixture: it really shows a page."""

from __future__ import annotations

from playwright.async_api import Browser


async def test_browser_shows_a_page(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<h1>Pendamping IKM</h1>")
    assert await page.inner_text("h1") == "Pendamping IKM"
