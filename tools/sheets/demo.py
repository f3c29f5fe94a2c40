"""The demo that is photographed: bot, web phone and browser, with windows on its people and its clock."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, async_playwright, expect

from tests.browser.handset import PHONE, Handset
from tests.browser.whole_system import WholeSystem
from tests.browsers import FLAGS
from tools.browser import chrome_path

_PATIENCE_MS = 20_000
_TICK_MS = 15_000  # the clock of the bot looks around that often; moved on sooner, it would pass over things
_WITA = ZoneInfo("Asia/Makassar")
_OPENING = time(8, 0)
_TUESDAY = 1


class Demo:
    """Where the scenes are played."""

    def __init__(self, system: WholeSystem, browser: Browser) -> None:
        self._system = system
        self._browser = browser

    async def window(self) -> Handset:
        """One more window, at phone width, sharp enough for paper."""
        context = await self._browser.new_context(
            viewport=PHONE,
            device_scale_factor=2,
            locale="id-ID",
            bypass_csp=True,  # the camera lays a style over the page
        )
        context.set_default_timeout(_PATIENCE_MS)
        return Handset(await context.new_page(), self._system.url)

    async def known(self, key: str) -> Handset:
        """A window on one of the people who are there from the beginning."""
        window = await self.window()
        await window.choose(key)
        await expect(window.page.get_by_test_id("empty-card").or_(window.heard).last).to_be_visible()
        return window

    async def newcomer(self, name: str) -> Handset:
        """A window on a person who has just come."""
        window = await self.window()
        await window.becomes_somebody_new(name)
        return window

    async def producer(self, name: str, business: str) -> Handset:
        """A window on a newcomer who has registered a business."""
        window = await self.newcomer(name)
        await window.registers(business, name)
        return window


async def to_a_morning(office: Handset) -> None:
    """Moves the clock to the next Tuesday morning: people are at work, and nobody's Sunday card is near."""
    now = datetime.now(UTC).astimezone(_WITA)
    days = (_TUESDAY - now.weekday()) % 7 or 7
    wanted = datetime.combine(now.date() + timedelta(days), _OPENING, _WITA)
    hours, rest = divmod(wanted - now, timedelta(hours=1))
    for count, unit in ((hours // 24, "d"), (hours % 24, "h"), (rest // timedelta(minutes=1), "m")):
        if count:
            await office.says(f"/jam +{count}{unit}")
            await office.reads("WITA")
    await office.reads("Selasa")


async def to_what_comes(window: Handset, words: str, steps: int = 12) -> None:
    """Moves the clock to what comes next, again and again, until this chat holds these words."""
    found = window.heard.filter(has_text=words)
    for _ in range(steps):
        if await found.count():
            return
        await window.page.get_by_test_id("chat-menu").click()
        await window.page.get_by_test_id("clock").click()
        await window.page.get_by_test_id("clock-next").click()
        await expect(window.page.get_by_test_id("toast")).to_contain_text(re.compile("Jam demo|pengingat"))
        with contextlib.suppress(AssertionError):
            await expect(found.last).to_be_visible(timeout=_TICK_MS)
    raise AssertionError(f"nobody said {words!r}")


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[Demo]:
    """A demo of its own in this folder, for as long as it is photographed."""
    expect.set_options(timeout=_PATIENCE_MS)
    system = WholeSystem(folder)
    try:
        system.start()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chrome_path(), args=FLAGS)
            yield Demo(system, browser)
            await browser.close()
    finally:
        system.stop()
