"""A browser for all tests of this folder, and for each test a phone server with an empty desk."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests of this folder."""
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

    def hear(self, line: str) -> None:
        """Keeps a line of the console that tells of a broken security policy."""
        if "Content Security" in line:
            self.complaints.append(line)


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
        page.on("console", lambda line: opened.hear(line.text))
        yield opened
        await context.close()
    assert opened.complaints == []
