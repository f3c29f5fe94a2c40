"""/pengingat: two switches and the hours with a signal; what lies ahead follows at once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

import content.texts
from handlers.reminder_wishes.asking import with_signal_question
from models import Occasion, ReminderState, ReminderWishes
from models import Person as Somebody
from services.reminders import wishes
from tests.conversations.reminders.conftest import BUDI, NOON, SITI, Sessions, at
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, where
from tests.driver import Person
from tests.mentoring_rows import BUSANG, add_mentor

text = content.texts.load("reminder_wishes")
refusals = content.texts.load("refusals")
QUIET = text.told_quiet.format(start="21.00", end="06.00")


def screen(*, day: bool = True, hour: bool = True, signal: str | None = None, far: str = "") -> str:
    """What the screen says."""
    on = {True: text.told_on, False: text.told_off}
    told = text.told_wishes.format(
        day=text[f"told_day{far}"], hour=text[f"told_hour{far}"], wants_day=on[day], wants_hour=on[hour],
        signal=signal or text.told_anytime,
    )  # fmt: skip
    return told + "\n\n" + QUIET


def window(start: str, end: str) -> str:
    return text.told_window.format(start=start, end=end, zone="WITA")


async def siti(sessions: Sessions) -> Person:
    """Somebody with a session on Thursday at 10."""
    await sessions.book(await sessions.person(BUDI, "Pak Budi"), await sessions.person(SITI, "Siti"), at(26, 10))
    return sessions.office.person(SITI)


async def pending(sessions: Sessions) -> list[tuple[Occasion, object]]:
    """What is to come for the producer before the session."""
    rows = [row for row in await sessions.rows(ReminderState.PENDING) if row.person_id == 2]
    return [(row.occasion, row.due_at) for row in rows if row.occasion is not Occasion.RATE]


async def test_screen_shows_what_holds(sessions: Sessions) -> None:
    person = await siti(sessions)
    (told,) = await person.says("/pengingat")
    assert told.text == screen()
    assert told.keys == (("Matikan jauh hari", "Matikan hari H"), ("Ubah jam sinyal",))


async def test_switch_drops_and_brings_back(sessions_on_both: Sessions) -> None:
    person = await siti(sessions_on_both)
    before = await pending(sessions_on_both)
    (told,) = await does(person, "/pengingat", "!Matikan jauh hari")
    assert (told.method, told.text) == ("editMessageText", screen(day=False))
    assert await pending(sessions_on_both) == [(Occasion.HOUR_BEFORE, at(26, 9))]
    (told,) = await person.presses("Matikan hari H")
    assert told.text == screen(day=False, hour=False)
    assert await pending(sessions_on_both) == []
    await does(person, "!Nyalakan jauh hari", "!Nyalakan hari H")
    assert await pending(sessions_on_both) == before


@pytest.mark.pitfall(21)
async def test_switch_twice_at_once_is_one(sessions: Sessions) -> None:
    person = await siti(sessions)
    replies = await presses_twice(person, "reminder_wishes:day:off")
    assert [reply.text for reply in replies] == [screen(day=False)]
    assert await pending(sessions) == [(Occasion.HOUR_BEFORE, at(26, 9))]


@pytest.mark.parametrize(
    ("act", "shown", "due"),
    [
        ("!Malam 18-21", window("18.00", "21.00"), at(25, 20, 45)),
        ("!Pagi 06-09", window("06.00", "09.00"), at(26, 8, 45)),
        ("!Kapan saja", None, at(26, 9)),
        ("jam 6 sampai 8 malam", window("18.00", "20.00"), at(25, 19, 45)),
        ("kapan saja", None, at(26, 9)),
    ],
)
async def test_signal_is_chosen_or_typed_and_planned_at_once(
    sessions: Sessions, act: str, shown: str | None, due: object
) -> None:
    person = await siti(sessions)
    (asked,) = await does(person, "/pengingat", "!Ubah jam sinyal")
    assert asked.text == text.ask_signal
    assert await where(person) == ("reminder_wishes", "window")
    (told,) = await does(person, act)
    assert told.text == text.told_kept + "\n\n" + screen(signal=shown)
    assert await where(person) == (None, None)
    assert (await pending(sessions))[-1] == (Occasion.HOUR_BEFORE, due)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("jam 25 sampai 27", refusals.refused_window),
        ("kalau ada sinyal", refusals.refused_window),
        ("<b>&_*", refusals.refused_window),
        ("jam 10 malam sampai jam 4 pagi", refusals.refused_window_quiet.format(start="21.00", end="06.00")),
    ],
)
async def test_nonsense_and_the_night_are_refused_with_a_way_out(sessions: Sessions, said: str, reason: str) -> None:
    person = await siti(sessions)
    before = await pending(sessions)
    (told,) = await does(person, "/pengingat", "!Ubah jam sinyal", said)
    assert told.text == reason
    assert ("Kapan saja", "Batal") in told.keys
    assert await where(person) == ("reminder_wishes", "window")
    assert await pending(sessions) == before


@pytest.mark.parametrize("act", ["!Batal", "tidak", "kembali"])
async def test_question_can_be_left(sessions: Sessions, act: str) -> None:
    person = await siti(sessions)
    (told,) = await does(person, "/pengingat", "!Ubah jam sinyal", act)
    assert told.text == screen()
    assert await where(person) == (None, None)


async def test_remote_district_says_its_own_leads(sessions: Sessions) -> None:
    person = await siti(sessions)
    async with sessions.office.database.session() as session:
        await add_mentor(session, await session.get_one(Somebody, 2), NOON, district_id=BUSANG)
    (told,) = await person.says("/pengingat")
    assert told.text == screen(far="_remote")


@pytest.mark.parametrize("act", ["/pengingat", "!reminder_wishes:day:off", "!reminder_wishes:window:any",
                                 "!reminder_wishes:signal:0", "!reminder_wishes:show:0"])  # fmt: skip
async def test_stranger_is_told_when_reminders_come(sessions: Sessions, act: str) -> None:
    stranger = sessions.office.person(99)
    (told,) = await does(stranger, act)
    assert told.text == text.told_nobody
    async with sessions.office.database.session() as session:
        assert list(await session.scalars(select(ReminderWishes))) == []


async def test_open_conversation_stays_when_a_switch_is_pressed(sessions: Sessions) -> None:
    person = await siti(sessions)
    await does(person, "/pengingat", "/daftar", "!reminder_wishes:day:off")
    assert (await where(person))[0] == "register"


async def test_signal_is_asked_once(sessions: Sessions) -> None:
    await siti(sessions)
    async with sessions.office.database.session() as session:
        assert [await wishes.is_to_be_asked(session, 2, NOON) for _ in range(2)] == [True, False]
    told, rows = with_signal_question((text.told_kept, []), is_asked=True)
    assert told == text.told_kept + "\n\n" + text.told_signal_line
    assert [[each.text for each in row] for row in rows] == [["Ubah jam sinyal"]]


async def test_who_told_the_hours_is_not_asked(sessions: Sessions) -> None:
    await does(await siti(sessions), "/pengingat", "!Ubah jam sinyal", "malam")
    async with sessions.office.database.session() as session:
        assert await wishes.is_to_be_asked(session, 2, NOON) is False


async def test_withdrawn_consent_takes_the_wishes_along(sessions: Sessions) -> None:
    person = await siti(sessions)
    await does(person, "/pengingat", "!Ubah jam sinyal", "malam", "/hapus_data", "!Ya, hapus")
    async with sessions.office.database.session() as session:
        assert list(await session.scalars(select(ReminderWishes))) == []
