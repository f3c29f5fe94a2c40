"""One running system for all tests of this folder, and windows on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from .handset import PHONE, Handset
from .whole_system import WholeSystem

_WAIT_MS = 15_000  # a machine that does several things at once is slow, not wrong

OpenWindow = Callable[..., Awaitable[Handset]]


@pytest.fixture(scope="session")
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


@pytest.fixture
async def open_window(browser: Browser, system: WholeSystem) -> AsyncIterator[OpenWindow]:
    """A function that opens one more window, at phone width unless told; errors of its scripts fail the test."""
    errors: list[str] = []
    expect.set_options(timeout=_WAIT_MS)

    async def open_one(size: ViewportSize = PHONE) -> Handset:
        context = await browser.new_context(viewport=size, locale="id-ID", timezone_id="Asia/Makassar")
        context.set_default_timeout(_WAIT_MS)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return Handset(page, system.url)

    yield open_one
    assert errors == []
