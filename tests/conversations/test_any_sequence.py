"""Whatever people do, in whatever order: an answer comes, nothing dies, and there is a way out."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from durable import clock, inbox
from durable.inbox import conversations
from handlers import CONVERSATIONS
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.test_forged_presses import FORGED
from tests.conversations.victims import Victims
from tests.conversations.walks import does, where
from tests.driver import BOT, Person, Reply

TALKS = {talk.name: talk for talk in CONVERSATIONS}
WORDS = [
    "Siti Aminah", "Dapur Siti", "Busang", "sangatta", "keripik pisang, sambal", "diolah", "selesai", "simpan", "ya",
    "tidak", "kembali", "lewati", "batal", "20 org", "Rp 5jt", "2 juta sebulan", "2019", "0812 3456 7890", "???",
    "<b>&", "{name}", "😀", "x" * 5000, "Daftar usaha", "Usaha saya", "Help", "Bahasa", "/daftar", "/profil", "/menu",
    "/batal", "/bahasa", "/hapus_data", "/peran", "/start", "/start xyz", "/tidakada", "/", "pirt itu apa bu?",
    "/pengingat", "/sesi", "/kelas", "/jadwal", "/libur", "/istirahat", "/jodohkan", "/aduan", "/jam next",
    "/petugas", "/pertanyaan_saya", "/pertanyaan", "/statistik", "/mentor", "Mentor", "/permintaan", "/kartu",
    "/laporan", "/cari", "/cari siti", "/rujukan", "/audit",
    "/jadi_mentor", "/profil_mentor", "/mentor_kami", "/undang", "setuju", "kemasan", "semua", "jam 7 malam", "25",
    "/bantu", "/umumkan", "/pengumuman", "/berhenti", "/surat", "/periksa", "/poster",
]  # fmt: skip
ODD: list[dict[str, Any]] = [
    {"sticker": {"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
                 "is_animated": False, "is_video": False}},
    {"voice": {"file_id": "v", "file_unique_id": "u", "duration": 3}},
    {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]},
    {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}], "media_group_id": "5"},
    {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}], "caption": "ini label <b>apa</b>?"},
    {"document": {"file_id": "d", "file_unique_id": "u"}}, {"video": {"file_id": "v", "file_unique_id": "u", "width": 1,
                                                                    "height": 1, "duration": 1}},
    {"video_note": {"file_id": "n", "file_unique_id": "u", "length": 1, "duration": 1}},
    {"location": {"latitude": 0.98, "longitude": 116.3}}, {"location": {"latitude": -6.2, "longitude": 106.8}},
    {"contact": {"phone_number": "+6281234567890", "first_name": "X"}},
    {"game": {"title": "x", "description": "", "photo": []}},
    {"text": "Dapur", "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "X"}},
]  # fmt: skip
DATA = [
    f"{pattern}:{what.format(**dict.fromkeys(Victims._fields, 1))}"
    for pattern, whats in FORGED.items()
    for what in whats
]
_chats = itertools.count(1000)

ACTS = st.one_of(
    st.tuples(st.just("press"), st.integers(0, 30)),
    st.tuples(st.just("press"), st.integers(0, 30)),
    st.tuples(st.just("press"), st.integers(0, 300)),
    st.tuples(st.just("say"), st.sampled_from(WORDS)),
    st.tuples(st.just("say"), st.sampled_from(WORDS)),
    st.tuples(st.just("say"), st.text(min_size=1, max_size=40)),
    st.tuples(st.just("send"), st.sampled_from(ODD)),
    st.tuples(st.just("forge"), st.sampled_from(DATA) | st.text(max_size=20)),
    st.tuples(st.just("edit"), st.sampled_from(WORDS)),
    st.tuples(st.just("wait"), st.none()),
    st.tuples(st.just("restart"), st.none()),
)
STARTS = st.sampled_from(
    [
        [], ["/daftar"], ["/daftar", "ya", "Siti", "Dapur Siti", "Busang"],
        ["/daftar", "ya", "Siti", "Dapur Siti", "Busang", "dodol", "!Sudah benar", "diolah", "selesai", "simpan"],
        ["/jadi_mentor", "setuju", "Dewi", "dosen", "kemasan", "selesai"],
        ["/jadi_mentor", "setuju", "Dewi", "dosen", "label", "selesai", "selesai", "Busang", "telepon", "selesai",
         "selesai", "2", "4", "7", "lewati", "kirim"],
    ]
)  # fmt: skip


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(start=STARTS, acts=st.lists(ACTS, min_size=1, max_size=25))
async def test_any_sequence_leaves_a_way_out(
    office: CheckedOffice, start: list[str], acts: list[tuple[str, Any]]
) -> None:
    person = office.person(next(_chats))
    await does(person, *start)
    for kind, what in acts:
        before = person.replies[:]
        replies = await DOES[kind](person, what)
        assert await died(office) == []
        name, state = await where(person) if before or replies else (None, None)
        assert name is None or state in TALKS[name].states, (name, state)
        if kind in ("say", "edit"):
            assert replies != [], (kind, what)
    (menu,) = await person.says("/menu")
    for row in _rows(menu):  # what was left is offered: it can be gone on with, or let go
        await person.presses(row[-1]["callback_data"])
    (menu,) = await person.says("/menu")
    assert menu.keys in (
        (("Daftar usaha", "Usaha saya"), ("Tanya", "Mentor"), ("Bantuan", "Bahasa")),
        (("Register business", "My businesses"), ("Ask", "Mentor"), ("Help", "Language")),
    )
    assert await where(person) == (None, None)


async def died(office: CheckedOffice) -> list[str]:
    """Why updates became dead letters since the last look."""
    dead, office.dead[:] = office.dead[:], []
    i = inbox.inbox.c
    async with office.database.read() as connection:
        rows = (await connection.execute(select(i.reason, i.payload).where(i.id.in_(dead)))).all()
    return [f"{row.reason}: {row.payload}" for row in rows]


async def say(person: Person, what: str) -> list[Reply]:
    return await (person.says(what) if what.strip() and len(what.split("\x00")) == 1 else person.says("x"))


async def send(person: Person, what: dict[str, Any]) -> list[Reply]:
    return await person.sends(**what)


async def edit(person: Person, what: str) -> list[Reply]:
    return await person.delivers(edited_message=person.message(text=what, edit_date=1))


async def press(person: Person, number: int) -> list[Reply]:
    """One of the buttons seen so far; small numbers are the newest."""
    rows = [row for reply in reversed(person.replies) for row in _rows(reply)]
    keys = [key["callback_data"] for row in rows for key in row]
    return await person.presses(keys[number % len(keys)]) if keys else []


def _rows(reply: Reply) -> list[list[dict[str, str]]]:
    found: list[list[dict[str, str]]] = (reply.raw.get("reply_markup") or {}).get("inline_keyboard", [])
    return found


async def forge(person: Person, data: str) -> list[Reply]:
    return await person.presses(data)


async def wait(person: Person, _: None) -> list[Reply]:
    """Hours pass: what was left open is closed."""
    async with person.office.database.write() as connection:
        past = clock.now() - timedelta(seconds=1)
        waiting = update(conversations).where(conversations.c.timeout_at.is_not(None))
        await connection.execute(waiting.values(timeout_at=past))
        await inbox.expire_conversations(connection, BOT, clock.now())
    return await person.office.works()


async def restart(person: Person, _: None) -> list[Reply]:
    assert isinstance(person.office, CheckedOffice)
    person.office.restarts()
    return []


DOES: dict[str, Callable[[Person, Any], Any]] = {
    "say": say, "send": send, "edit": edit, "press": press, "forge": forge, "wait": wait, "restart": restart,
}  # fmt: skip
