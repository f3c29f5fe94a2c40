"""Whatever two members of staff do at the desk, in whatever order: nothing dies, and the answers stay consistent."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from durable import clock
from handlers import CONVERSATIONS
from models import FaqState, FaqTopic, FaqVersion
from services.faq.known import read
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import PIRT, an_answered_ticket, ani_and_budi, gets, knows, rows
from tests.conversations.test_any_sequence import died
from tests.conversations.test_forged_presses import FORGED
from tests.conversations.walks import where
from tests.driver import Person

WORDS = [
    "Lima tahun.", "Lima tahun. [cek]\nLihat.", "1. Ya & tidak", "x" * 600, "petugas", "PP 7 tahun 2021, pasal 3",
    "; ;", "kembali", "kirim", "ya", "Izin beku", "bpom", "/faq", "/menu", "<b>&", "\x1b",
]  # fmt: skip
STEPS = [step for step in FORGED if step.startswith(("faq_desk:", "faq_reject:"))]
WHAT = ["0", "1", "2", "3", "1.same", "1.source", "2.back", "back", "pirt", "x", "999999"]
WHO = st.sampled_from([0, 1])
ACTS = st.one_of(
    st.tuples(WHO, st.just("press"), st.integers(0, 12)),
    st.tuples(WHO, st.just("press"), st.integers(0, 40)),
    st.tuples(WHO, st.just("say"), st.sampled_from(WORDS)),
    st.tuples(WHO, st.just("forge"), st.tuples(st.sampled_from(STEPS), st.sampled_from(WHAT))),
    st.tuples(WHO, st.just("wait"), st.sampled_from([31, 60 * 24 * 8])),
    st.tuples(WHO, st.just("restart"), st.none()),
)

STATES_OF = {talk.name: set(talk.states) for talk in CONVERSATIONS}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=st.lists(ACTS, min_size=5, max_size=40))
async def test_any_sequence_keeps_the_answers_consistent(
    office: CheckedOffice, acts: list[tuple[int, str, Any]]
) -> None:
    topics = await knows(office)
    staff = await ani_and_budi(office)
    ticket = await an_answered_ticket(office, "bakso beku izinnya apa?", topic=topics[PIRT])
    await staff[0].presses(f"faq_desk:fix:{topics[PIRT]}")
    await staff[1].presses(f"faq_desk:draft:{ticket}")
    await staff[1].says("/faq")
    for who, act, what in acts:
        await does(office, staff[who], act, what)
        for person in staff:
            await gets(person)
            name, state = await where(person)
            # A free text may be answered, and the answer lead elsewhere, but never to nowhere.
            assert name is None or state in STATES_OF[name], (name, state)
        assert await died(office) == []
        await consistent(office)


async def does(office: CheckedOffice, person: Person, act: str, what: Any) -> None:
    if act == "say":
        await person.says(what)
    elif act == "forge":
        await person.presses(f"{what[0]}:{what[1]}")
    elif act == "wait":
        async with office.database.write() as connection:
            await clock.move_forward(connection, timedelta(minutes=what))
    elif act == "restart":
        office.restarts()
    else:
        seen = [reply for reply in reversed(person.replies)]
        found = [row for reply in seen for row in (reply.raw.get("reply_markup") or {}).get("inline_keyboard", [])]
        keys = [key["callback_data"] for row in found for key in row]
        if keys:
            await person.presses(keys[what % len(keys)])


async def consistent(office: CheckedOffice) -> None:
    """At most one wording of a topic is in force, every one can be read, and staff's were confirmed."""
    versions: list[FaqVersion] = await rows(office, FaqVersion)
    in_force = Counter(version.topic_id for version in versions if version.state == FaqState.PUBLISHED)
    assert set(in_force.values()) <= {1}
    keys = {topic.id: topic.key for topic in await rows(office, FaqTopic)}
    for version in versions:
        assert read(version.document).id == keys[version.topic_id]
        if version.author_id is not None and version.state == FaqState.PUBLISHED:
            assert version.confirmed_at is not None
            is_alone = version.confirmed_by_id == version.author_id
            assert not is_alone or version.confirmed_at - version.made_at >= timedelta(minutes=30)
