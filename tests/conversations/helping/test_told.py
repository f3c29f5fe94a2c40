"""What is told to somebody helped comes to the helper, with a first line that says for whom it is."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

import content.texts
from bot.reminder_clock import ReminderClock
from bot.telling import tell_once
from content.texts import Text
from durable import clock
from models import Person
from services import people
from services.office_clock import OfficeClock
from services.reminders import planning
from tests.conversations.helping.conftest import KADER, Village
from tests.conversations.reminders.conftest import NOON
from tests.conversations.rooms.conftest import a_mentor
from tests.conversations.walks import texts
from tests.driver import BOT
from tests.mentoring_rows import add_meeting

helping = content.texts.load("helping")
meetings = content.texts.load("meetings")
DEWI = 41


async def book(village: Village, producer: int, after: timedelta) -> int:
    """A session with Bu Dewi; its id."""
    async with village.office.database.session() as session:
        dewi = await people.person_of_account(session, "telegram", DEWI) or await a_mentor(session, DEWI, "Bu Dewi")
        siti = await session.get_one(Person, producer)
        meeting = await add_meeting(session, dewi, siti, NOON + after, NOON)
        await planning.plan_meeting(session, meeting, NOON, OfficeClock())
        return meeting.id


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """The time since noon, to be changed in place."""
    passed = [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: (NOON + passed[0]).astimezone(UTC))
    return passed


def first_line(name: str) -> str:
    return helping.told_for.format(name=name)


async def test_reminders_of_two_come_apart_to_one_helper(village_on_both: Village, noon: list[timedelta]) -> None:
    village = village_on_both
    for name in ("Siti", "Wati"):
        await book(village, await village.helped(name), timedelta(days=2, hours=len(name)))
    noon[0] = timedelta(days=2, hours=3, minutes=10)
    await ReminderClock(village.office.database, BOT, "telegram", OfficeClock()).tick()
    told = [reply for reply in await village.office.sends() if reply.chat_id == KADER]
    assert sorted(reply.text.split("\n")[0] for reply in told) == [first_line("Siti"), first_line("Wati")]


async def test_other_side_of_a_session_is_told_through_the_helper(village: Village, noon: list[timedelta]) -> None:
    siti = await village.helped("Siti", "Dapur Siti")
    meeting = await book(village, siti, timedelta(days=2))
    dewi = village.office.person(DEWI, "Bu Dewi")
    await dewi.presses(f"meeting:cancel_yes:{meeting}.ill")
    (told,) = village.kader.hears()
    assert told.text.split("\n")[0] == first_line("Siti")


async def test_helper_acts_as_the_producer(village: Village, noon: list[timedelta]) -> None:
    siti = await village.helped("Siti", "Dapur Siti")
    meeting = await book(village, siti, timedelta(days=2))
    (listed,) = await village.kader.says("/sesi")
    assert "<i>Siti (dibantu)</i>" in listed.text
    (shown,) = await village.kader.presses(f"meeting:view:{meeting}")
    assert shown.text.startswith("<i>Siti (dibantu)</i>\n")
    assert texts(await village.other.presses(f"meeting:view:{meeting}")) == [
        content.texts.load("refusals").refused_no_meeting
    ]
    await village.kader.presses(f"meeting:cancel_yes:{meeting}.ill")
    (shown,) = await village.kader.presses(f"meeting:view:{meeting}")
    assert shown.keys[0][0] == meetings.button_sessions


async def test_notice_is_told_once_for_each_helped(village: Village, noon: list[timedelta]) -> None:
    helped = [await village.helped(name) for name in ("Siti", "Wati")]
    for _ in range(2):
        async with village.office.database.session() as session:
            kader = await people.person_of_account(session, "telegram", KADER)
            assert kader is not None
            chats = await people.chats_of(session, "telegram", [kader.id, *helped])
            await tell_once(session, BOT, list(chats.values()), lambda: (Text("Kabar"), ()), "news", clock.now())
    told = texts(await village.office.sends())
    assert set(told) == {"Kabar", f"{first_line('Siti')}\nKabar", f"{first_line('Wati')}\nKabar"}
    assert len(told) == 3
