"""What the bot says on its own: sorry, and that it was away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

import content.texts
from handlers.notices import away_staff_text, away_text
from services import businesses
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.test_roles import an_admin
from tests.conversations.walks import reach, where

words = content.texts.load("notices")


@pytest.fixture
async def failing_office(office: CheckedOffice, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[CheckedOffice]:
    """An office in which saving fails, as it would by a fault of ours."""

    async def fails(*args: Any, **options: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(businesses, "register_business", fails)
    yield office
    office.dead.clear()


@pytest.mark.pitfall(8)
async def test_dead_letter_says_sorry_and_tells_staff_once_an_hour(failing_office: CheckedOffice) -> None:
    await an_admin(failing_office)
    siti = failing_office.person(11)
    await reach(siti, "summary")
    told = []
    for said in ("simpan", "simpan ya"):
        await failing_office.receives(message=siti.message(text=said))
        told += [(reply.chat_id, reply.text) for reply in await failing_office.works()]
    (first, second) = failing_office.dead
    assert told == [
        (11, words.told_sorry), (1, words.told_staff_dead_letter.format(number=first)), (11, words.told_sorry),
    ]  # fmt: skip
    assert second > first
    assert await where(siti) == ("register", "summary")


async def test_apology_is_in_the_language_of_the_chat(failing_office: CheckedOffice) -> None:
    siti = failing_office.person(11)
    await siti.says("/bahasa")
    await siti.presses("English")
    await reach_summary_in_english(siti)
    (sorry,) = await siti.presses("register:save:0")
    assert sorry.text.startswith("Sorry, we could not process your last message.")


async def reach_summary_in_english(siti: Any) -> None:
    for act in ("/daftar", "yes", "Siti", "Dapur Siti", "Busang", "dodol"):
        await siti.says(act)
    await siti.presses("That is right")
    await siti.says("processed")
    await siti.says("done")


def test_away_texts_tell_local_times() -> None:
    start, end = datetime(2026, 11, 21, 6, 5, tzinfo=UTC), datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert away_text(start, end, "") == (
        "Maaf, bot ini tidak aktif dari Sabtu, 21 November 14.05 sampai Senin, 23 November 07.00 WITA. "
        "Kalau Ibu/Bapak menulis pada waktu itu, mohon ditulis lagi, ya."
    )
    assert "from Saturday, 21 November 14.05 until Monday, 23 November 07.00 WITA" in away_text(start, end, "en")
    assert away_staff_text(start, end, "id").startswith("Bot tidak aktif dari Sabtu, 21 November 14.05")
