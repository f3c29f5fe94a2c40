"""One running system and one browser for all tests of a file, and windows on it.

Not for all files: between two of them minutes may pass, in which both would go on computing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ViewportSize, async_playwright, expect

from tests.browsers import FLAGS, chrome_path

from .handset import PHONE, Handset
from .whole_system import WholeSystem

_WAIT_MS = 15_000  # a machine that does several things at once is slow, not wrong

OpenWindow = Callable[..., Awaitable[Handset]]


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeSystem]:
    """Bot and web phone; each test plays people of its own."""
    running = WholeSystem(tmp_path_factory.mktemp("whole"))
    try:
        running.start()
        yield running
    finally:
        code = running.stop()
    assert code == 0
    assert "Traceback" not in running.log.read_text()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests of a file; each window has a context of its own."""
    path = chrome_path()
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_window(browser: Browser, system: WholeSystem) -> AsyncIterator[OpenWindow]:
    """A function that opens one more window, at phone width unless told; errors of its scripts fail the test."""
    errors: list[str] = []
    contexts: list[BrowserContext] = []
    expect.set_options(timeout=_WAIT_MS)

    async def open_one(size: ViewportSize = PHONE, scale: float = 1) -> Handset:
        contexts.append(await browser.new_context(viewport=size, device_scale_factor=scale, locale="id-ID"))
        contexts[-1].set_default_timeout(_WAIT_MS)
        page = await contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return Handset(page, system.url)

    yield open_one
    for context in contexts:
        await context.close()
    assert errors == []
