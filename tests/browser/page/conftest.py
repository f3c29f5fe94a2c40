"""A browser for all tests of a file, and for each test a phone server with an empty desk."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from .fake_phone import FakePhone

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
MISSING = "No browser: install one (Debian: apt-get install chromium) or set CHROME_PATH to a Chrome or Chromium."


def chrome_path() -> str:
    """The browser's program; fails with what to install when there is none."""
    path = os.environ.get("CHROME_PATH") or "/usr/bin/chromium"
    found = shutil.which(path)
    if found is None:
        pytest.fail(MISSING, pytrace=False)
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests of a file."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chrome_path(), args=FLAGS)
        yield browser
        await browser.close()


@dataclass
class Window:
    """One open page on a running fake phone."""

    page: Page
    phone: FakePhone
    address: str
    complaints: list[str] = field(default_factory=list)

    expected: str = "status of 409"  # refusals that a test asks for

    def hear(self, message: ConsoleMessage) -> None:
        """Keeps what the console calls an error or a warning: broken policy, missing file, script that fails."""
        if message.type in ("error", "warning") and self.expected not in message.text:
            self.complaints.append(message.text)

    async def stop_clock(self) -> None:
        """From here on the page's time moves only by run_for; `page.clock.install` must have been called."""
        now: float = await self.page.evaluate("Date.now()")
        await self.page.clock.pause_at(datetime.fromtimestamp(now / 1000 + 0.5, UTC))

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Waits until something is so on the server's side; fails after 5 s."""
        deadline = time.monotonic() + 5
        while not is_so():
            assert time.monotonic() < deadline, "it did not become so"
            await asyncio.sleep(0.02)


@pytest_asyncio.fixture(loop_scope="session")
async def window(browser: Browser) -> AsyncIterator[Window]:
    """A page at phone width; errors of its scripts and its security policy fail the test."""
    phone = FakePhone()
    async with phone.serve() as address:
        context = await browser.new_context(
            viewport={"width": 360, "height": 740},
            locale="id-ID",
            timezone_id="America/New_York",  # far from WITA, in which times must be shown
        )
        context.set_default_timeout(5_000)
        page = await context.new_page()
        opened = Window(page, phone, address)
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        page.on("console", opened.hear)
        yield opened
        await context.close()
    assert opened.complaints == []
