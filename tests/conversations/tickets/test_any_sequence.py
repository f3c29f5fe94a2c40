"""Whatever askers and staff do to questions, in whatever order: nothing dies, and what is kept stays consistent."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Ticket
from tests.conversations.test_any_sequence import died
from tests.conversations.test_forged_presses import FORGED
from tests.driver import Person

from .conftest import Time
from .talk import FILE, OTHER_WORDS, SAME_WORDS, VOICE, WORDS, StaffedOffice, photo

WORDS_SAID = [WORDS, SAME_WORDS, OTHER_WORDS, "/petugas", "/pertanyaan_saya", "/pertanyaan", "/menu", "ya", "tidak",
              "terima kasih", "<b>&", "/hapus_data"]  # fmt: skip
MESSAGES: list[dict[str, Any]] = [
    {"text": "begini"}, {"text": "x" * 4000}, {"text": "makasih"}, photo(), photo(2, media_group_id="7"),
    photo(3, media_group_id="7"), photo(caption="y" * 1024), VOICE, FILE,
]  # fmt: skip
STEPS = [step for step in FORGED if step.startswith(("ask_staff:", "ticket_desk:", "withdraw:"))]
WHO = st.sampled_from(["siti", "tini", "ani", "budi"])
ACTS = st.one_of(
    st.tuples(WHO, st.just("say"), st.sampled_from(WORDS_SAID)),
    st.tuples(WHO, st.just("send"), st.sampled_from(MESSAGES)),
    st.tuples(WHO, st.just("reply"), st.tuples(st.integers(0, 15), st.sampled_from(MESSAGES))),
    st.tuples(WHO, st.just("press"), st.integers(0, 15)),
    st.tuples(WHO, st.just("press"), st.integers(0, 15)),
    st.tuples(WHO, st.just("forge"), st.tuples(st.sampled_from(STEPS), st.integers(0, 8))),
    st.tuples(WHO, st.just("wait"), st.sampled_from([0.2, 3.0, 30.0])),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=st.lists(ACTS, min_size=5, max_size=40))
async def test_any_sequence_keeps_questions_consistent(
    desk: StaffedOffice, time: Time, acts: list[tuple[str, str, Any]]
) -> None:
    people = {"siti": desk.asker(11, "Siti"), "tini": desk.asker(12, "Tini"), "ani": desk.ani, "budi": desk.budi}
    await desk.asked()
    await desk.asked(SAME_WORDS, 12, "Tini")
    for who, act, what in acts:
        if act == "wait":
            time.passes(hours=what)
            await desk.ticks()
        else:
            await does(people[who], act, what)
        assert await died(desk.office) == []
        consistent(await desk.tickets())


async def does(person: Person, act: str, what: Any) -> None:
    person.hears()
    seen = [reply for reply in reversed(person.replies) if reply.method.startswith("send")]
    if act == "say":
        await person.says(what)
    elif act == "send":
        await person.sends(**what)
    elif act == "forge":
        await person.presses(f"{what[0]}:{what[1]}")
    elif act == "reply" and seen:
        await person.replies_to(seen[what[0] % len(seen)], **what[1])
    elif act == "press":
        rows = [row for reply in seen for row in (reply.raw.get("reply_markup") or {}).get("inline_keyboard", [])]
        keys = [key["callback_data"] for row in rows for key in row]
        if keys:
            await person.presses(keys[what % len(keys)])


def consistent(tickets: list[Ticket]) -> None:
    """A group's waiting tickets stand alike, are of different chats, and are led by one that waits with them."""
    groups: dict[int, list[Ticket]] = {}
    for ticket in tickets:
        groups.setdefault(ticket.group_id or ticket.id, []).append(ticket)
    for root, members in groups.items():
        assert root in {member.id for member in members}
        waiting = [member for member in members if member.is_waiting]
        assert len({(member.state, member.claimed_by_id) for member in waiting}) <= 1
        assert len({member.chat_id for member in waiting}) == len(waiting)
        assert not waiting or root in {member.id for member in waiting}
