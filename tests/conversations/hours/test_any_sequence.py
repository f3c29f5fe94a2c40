"""Whatever a mentor presses and types: no dead letter, an answer each time, and only hours and days that can be."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import MentorState
from services.week import DAY_HOURS
from tests.conversations.hours.conftest import MentorOffice
from tests.conversations.test_any_sequence import DOES, died
from tests.conversations.test_forged_presses import FORGED
from tests.conversations.walks import where

WORDS = [
    "/jadwal", "/libur", "/istirahat", "/libur 24 Des - 2 Jan", "/libur besok", "/istirahat sampai 3 Januari", "/menu",
    "senin sore, rabu pagi", "kapan saja", "tidak jumat", "malam minggu", "libur 1-5 des", "istirahat 2 minggu",
    "24 des", "kembali", "selesai", "batal", "jam 25", "31 feb", "<b>&", "/kartu", "/daftar", "halo",
]  # fmt: skip
DATA = [f"{pattern}:{what}" for pattern, whats in FORGED.items() if pattern.startswith("hours:") for what in whats]
ACTS = st.one_of(
    st.tuples(st.just("press"), st.integers(0, 60)),
    st.tuples(st.just("press"), st.integers(0, 60)),
    st.tuples(st.just("say"), st.sampled_from(WORDS)),
    st.tuples(st.just("say"), st.sampled_from(WORDS)),
    st.tuples(st.just("forge"), st.sampled_from(DATA)),
    st.tuples(st.just("restart"), st.none()),
)
_turns = itertools.count()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=st.lists(ACTS, min_size=1, max_size=20))
async def test_any_sequence(mentors: MentorOffice, acts: list[tuple[str, Any]]) -> None:
    await mentors.dewi.says(f"/menu {next(_turns)}")
    for kind, what in acts:
        replies = await DOES[kind](mentors.dewi, what)
        assert await died(mentors.office) == []
        if kind == "say":
            assert replies != [], what
    assert {hour % 24 for hour in await mentors.hours()} <= set(DAY_HOURS)
    assert (await mentors.mentor()).state in (MentorState.ACTIVE, MentorState.RESTING)
    days = await mentors.days_off()
    assert all(first <= last for first, last in days)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(days))
    assert all(last >= date(2026, 11, 25) for _, last in days)
    await mentors.dewi.says("/menu")
    assert await where(mentors.dewi) == (None, None)
