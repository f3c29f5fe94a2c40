"""The clock of the demo, moved with buttons of the page, on the desk and on one phone."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.async_api import expect

from durable import values
from durable.database import Database

from .conftest import OpenWindow
from .handset import DESK, PHONE, TALL, Handset
from .whole_system import WholeSystem

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeSystem]:
    """One of their own: the others must not lose days."""
    running = WholeSystem(tmp_path_factory.mktemp("clock"))
    try:
        running.start()
        yield running
    finally:
        code = running.stop()
    assert code == 0
    assert "Traceback" not in running.log.read_text()


async def _offset(system: WholeSystem) -> timedelta:
    """How far the clock of this system was moved so far."""
    database = Database(system.database_url)
    try:
        async with database.read() as connection:
            kept = await values.read(connection, "clock_offset_seconds")
    finally:
        await database.close()
    return timedelta(seconds=float(kept or 0))


async def _moves(window: Handset, step: str) -> str:
    """Chooses a step in the open menu; gives the line that the page shows then."""
    toast = window.page.get_by_test_id("toast")
    await window.page.get_by_test_id(f"clock-{step}").click()
    await expect(toast).to_contain_text(re.compile("Jam demo|pengingat"))
    return await toast.inner_text()


async def test_clock_is_moved_from_the_desk(system: WholeSystem, open_window: OpenWindow) -> None:
    before = await _offset(system)
    window = await open_window(DESK)
    await window.page.goto(f"{window.url}/desk?p=siti")
    await window.page.get_by_test_id("clock").click()
    said = await _moves(window, "+1h")
    assert re.fullmatch(r"Jam demo sekarang: \w+, \d{1,2} \w+ \d{4}, \d\d\.\d\d WITA", said)
    assert await _offset(system) - before == timedelta(hours=1)


async def test_clock_is_moved_from_a_phone(system: WholeSystem, open_window: OpenWindow) -> None:
    before = await _offset(system)
    phone = await open_window()
    await phone.choose("rahmat")
    await expect(phone.page.get_by_test_id("empty-card").or_(phone.heard.last)).to_be_visible()
    for step in ("+1d", "next"):  # the mentors that are ready are asked on Sunday
        await phone.page.get_by_test_id("chat-menu").click()
        await phone.page.get_by_test_id("clock").click()
        assert (await _moves(phone, step)).startswith("Jam demo sekarang: ")
    assert await _offset(system) - before > timedelta(days=1)


async def test_a_newcomer_gets_a_mentor_and_sees_the_reminder(open_window: OpenWindow) -> None:
    phone = await open_window()
    await phone.becomes_somebody_new("Jaya")
    await phone.registers("Keripik Jaya")
    await phone.says("/mentor")
    await phone.reads("Butuh bantuan soal apa?")
    await phone.presses("Kemasan")
    await phone.reads("Ceritakan masalahnya")
    await phone.says("Keripik saya cepat melempem")
    await phone.reads("Mau bertemu dengan cara apa?")
    await phone.presses("Chat")
    await phone.reads("Kapan biasanya Ibu/Bapak bisa?")
    await phone.presses("Sore")
    await expect(phone.newest.get_by_test_id("inline-button").filter(has_text="☑")).to_have_count(7)
    await phone.page.set_viewport_size(TALL)
    await phone.save_picture("12-week", also_as="week")
    await phone.page.set_viewport_size(PHONE)
    await phone.presses("Kapan saja")
    await phone.reads("Sudah benar?")
    await phone.presses("Cari mentor")
    await phone.reads("Dewi Lestari: ahli kemasan, kenal usaha pisang")
    await phone.presses("Dewi Lestari")
    await phone.reads("Kami tanyakan ke Dewi Lestari")
    mentor = await open_window()
    await mentor.choose("bu-dewi")
    await expect(mentor.page.get_by_test_id("empty-card").or_(mentor.heard).last).to_be_visible()
    await _move_until(mentor, "Keripik Jaya")
    await mentor.save_picture("13-card", also_as="card")
    await mentor.presses("Bisa")
    await mentor.reads("Minggu ini bisa?")  # the same card goes on with what else waits
    await phone.reads("Sesi dengan Dewi Lestari sudah terjadwal.")
    await _move_until(phone, "Pengingat: sesi dengan Dewi Lestari")


async def _move_until(window: Handset, words: str) -> None:
    """Moves the clock to what comes next, again and again, until this chat holds these words."""
    for _ in range(6):
        await window.page.get_by_test_id("chat-menu").click()
        await window.page.get_by_test_id("clock").click()
        await _moves(window, "next")
        with contextlib.suppress(AssertionError):
            await expect(window.heard.filter(has_text=words).last).to_be_visible(timeout=12_000)
            return
    raise AssertionError(words)


async def test_command_is_refused_to_everybody_else(system: WholeSystem, open_window: OpenWindow) -> None:
    before = await _offset(system)
    phone = await open_window()
    await phone.becomes_somebody_new("Wati")
    await phone.starts()
    await phone.says("/jam +1h")
    await phone.reads("Maaf, bagian ini hanya untuk orang yang diberi hak.")
    assert await _offset(system) == before
