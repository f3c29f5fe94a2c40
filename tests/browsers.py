"""A real browser for tests of the page: the Chrome or Chromium that the machine has."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from tools.browser import BrowserMissing
from tools.browser import chrome_path as find_chrome

FLAGS = [
    "--no-sandbox",  # in containers the tests run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chrome_path() -> str:
    """The path of the browser to drive; without one the test fails, with the line to type."""
    try:
        return find_chrome()
    except BrowserMissing as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium of playwright's async API, closed after the test."""
    path = chrome_path()
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield launched
        finally:
            await launched.close()
