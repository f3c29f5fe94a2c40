"""The list of commands by role and language, and that every command in it works."""

from __future__ import annotations

import re

import pytest
from telegram.ext import CommandHandler

from bot.settings import ROOT
from content import LANGUAGES
from handlers import ASIDE, CONVERSATIONS
from handlers.commands import commands_for
from models import RoleKind
from tests.conversations.checked_office import CheckedOffice

EVERYBODY = [
    "daftar", "profil", "tanya", "petugas", "pertanyaan_saya", "mentor", "permintaan", "sesi", "kelas", "pengingat",
    "pengumuman", "berhenti", "periksa",
    "jadi_mentor", "menu", "bantuan", "bahasa", "batal", "hapus_data",
]  # fmt: skip
OF_STAFF = [
    "pertanyaan", "jodohkan", "umumkan", "cari", "rujukan", "mentor_kami", "bantu", "undang", "surat", "aduan", "faq",
    "statistik", "laporan", "poster",
]  # fmt: skip
KNOWN = {
    name
    for handler in (*ASIDE, *(handler for talk in CONVERSATIONS for handler in talk.all_handlers()))
    if isinstance(handler, CommandHandler)
    for name in handler.commands
}


def test_list_by_role() -> None:
    assert [name for name, _ in commands_for((), "id")] == EVERYBODY
    of_mentors = ["kartu", "jadwal", "libur", "istirahat", "profil_mentor", "surat"]
    assert [name for name, _ in commands_for({RoleKind.MENTOR}, "id")] == [*of_mentors, *EVERYBODY]
    assert [name for name, _ in commands_for({RoleKind.KADER}, "id")] == ["bantu", "undang", "poster", *EVERYBODY]
    assert [name for name, _ in commands_for({RoleKind.PETUGAS}, "id")] == [*OF_STAFF, *EVERYBODY]
    assert [name for name, _ in commands_for({RoleKind.PEMBACA}, "id")] == ["statistik", "laporan", *EVERYBODY]
    for roles in ({RoleKind.ADMIN}, {RoleKind.ADMIN, RoleKind.PETUGAS, RoleKind.PEMBACA}):
        assert [name for name, _ in commands_for(roles, "en")] == [*OF_STAFF, "audit", "peran", *EVERYBODY]


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_platform_would_take_the_list(spoken: str) -> None:
    for name, description in commands_for(set(RoleKind), spoken):
        assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
        assert 1 <= len(description) <= 256


def test_every_listed_command_has_a_handler() -> None:
    assert {name for name, _ in commands_for(set(RoleKind), "id")} - KNOWN == set()


@pytest.mark.parametrize("command", sorted(KNOWN))
async def test_every_command_answers(office: CheckedOffice, command: str) -> None:
    assert await office.person(11).says(f"/{command}") != []


def test_page_of_commands_names_each() -> None:
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `/(\w+)", page, re.MULTILINE)) == {
        name for name, _ in commands_for(set(RoleKind), "id")
    }
    assert set(re.findall(r"`/(\w+)", page)) - KNOWN == set()
