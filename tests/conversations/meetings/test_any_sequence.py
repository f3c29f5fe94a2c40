"""Twice at once, from both sides at once, and in any order: nothing dies, and what is kept stays consistent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import BookedQuarter, Meeting, MeetingState
from services.mentoring.booking import quarters
from tests.conversations.meetings.conftest import SITI, STARTS, Pair, Time
from tests.conversations.test_any_sequence import died
from tests.conversations.test_double_taps import presses_twice
from tests.driver import Person

TOMORROW = int((STARTS + timedelta(days=1)).timestamp()) // 60
BEFORE = (f"move_to:{{}}.{TOMORROW}.ill", "cancel_yes:{}.ill")
AFTER = ("settle:{}.mentor_missed", "settle:{}.held", "settle:{}.producer_missed")


@pytest.mark.pitfall(21)
@pytest.mark.parametrize("press", [*BEFORE, *AFTER])
async def test_double_tap_is_one_act_and_the_other_side_hears_once(pair: Pair, time: Time, press: str) -> None:
    if press in AFTER:
        time.is_after(hours=2)
    await presses_twice(pair.siti, "meeting:" + press.format(pair.id))
    assert len(pair.dewi.hears()) == (1 if press in BEFORE else 0)
    assert len(pair.siti.hears()) == 1
    await consistent(pair)


@pytest.mark.pitfall(21)
async def test_both_agree_and_refuse_at_once(pair_on_both: Pair) -> None:
    pair = pair_on_both
    await pair.siti.presses("meeting:" + BEFORE[0].format(pair.id))
    pair.dewi.hears()
    for person, step in ((pair.siti, "move_no"), (pair.dewi, "move_yes"), (pair.dewi, "move_no")):
        await press_soon(person, f"meeting:{step}:{pair.id}")
    await pair.office.works()
    meeting = await pair.meeting()
    assert (meeting.starts_at, meeting.moved_by) == (STARTS, None)  # who was first took it back
    await consistent(pair)


async def press_soon(person: Person, data: str) -> None:
    """A press that arrives, and waits to be worked on with others."""
    query = {
        "id": str(person.office.next_message_id()), "from": person.user, "chat_instance": "1", "data": data,
        "message": {"message_id": 5, "date": 1, "chat": person.chat, "text": "..."},
    }  # fmt: skip
    await person.office.receives(callback_query=query)


STEPS = [
    "list:0", "past:0", "view:{}", "ok:{}", "ics:{}", "move:{}", "move_why:{}.ill", "move_to:{}.{later}.ill",
    "cancel_yes:{}.ill", "move_type:{}.busy", "move_yes:{}", "move_no:{}", "cancel:{}", "cancel_why:{}.road",
    "place:{}", "sure:{}.mentor_missed", *AFTER, "stars:{}.3", "note:{}", "done:{}", "tried:{}.7.yes",
]  # fmt: skip
SAID = ["/sesi", "/menu", "besok jam 10", "lusa sore", "https://x.id", "satu\ndua", "jam 25", "<b>&", "Batal"]
WHO = st.sampled_from(["siti", "dewi", "budi", "rina"])
ACTS = st.one_of(
    st.tuples(WHO, st.just("press"), st.sampled_from(STEPS)),
    st.tuples(WHO, st.just("press"), st.sampled_from(STEPS)),
    st.tuples(WHO, st.just("say"), st.sampled_from(SAID)),
    st.tuples(WHO, st.just("wait"), st.sampled_from(["0.5", "3", "21", "30"])),
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=st.lists(ACTS, min_size=5, max_size=30))
async def test_any_sequence_keeps_sessions_consistent(pair: Pair, time: Time, acts: list[tuple[str, str, str]]) -> None:
    time.now = time.now.replace(hour=9, minute=0) + timedelta(days=20)  # what was moved before is over by now
    starts_at = time.now + timedelta(hours=30)
    pair.id, later = await pair.book(starts_at, SITI), int(starts_at.timestamp()) // 60 + 300
    people = {"siti": pair.siti, "dewi": pair.dewi, "budi": pair.budi, "rina": pair.rina}
    for who, act, what in acts:
        if act == "wait":
            time.now += timedelta(hours=float(what))
            await pair.ticks()
        elif act == "press":
            await people[who].presses("meeting:" + what.format(pair.id, later=later))
        else:
            await people[who].says(what)
        assert await died(pair.office) == []
        await consistent(pair)


async def consistent(pair: Pair) -> None:
    """What is booked takes exactly its quarters of both people; what is off takes none."""
    async with pair.office.database.read() as connection, AsyncSession(bind=connection) as session:
        taken = {(each.person_id, each.quarter) for each in await session.scalars(select(BookedQuarter))}
        expected = set()
        for meeting in await session.scalars(select(Meeting).where(Meeting.state != MeetingState.CANCELLED)):
            for person in (meeting.mentor_id, meeting.producer_id):
                expected |= {(person, quarter) for quarter in quarters(meeting.starts_at, meeting.ends_at)}
    assert taken == expected
