"""The list of commands that the phone shows: by role and language."""

from __future__ import annotations

from collections.abc import Collection

from telegram import BotCommand, BotCommandScopeChat

import content.texts
from content.language import language
from durable.context import BotContext
from handlers.chat_language import languages_of
from models import Person, RoleKind

text = content.texts.load("commands")

_EVERYBODY = (
    "daftar", "profil", "tanya", "petugas", "pertanyaan_saya", "mentor", "permintaan", "sesi", "kelas", "pengingat",
    "pengumuman", "berhenti", "periksa", "jadi_mentor", "menu", "bantuan", "bahasa", "batal", "hapus_data",
)  # fmt: skip
_STAFF = (
    "pertanyaan", "jodohkan", "umumkan", "cari", "rujukan", "mentor_kami", "bantu", "undang", "surat", "aduan", "faq",
    "statistik", "laporan", "poster",
)  # fmt: skip
_BY_ROLE = {
    RoleKind.MENTOR: ("kartu", "jadwal", "libur", "istirahat", "profil_mentor", "surat"),
    RoleKind.KADER: ("bantu", "undang", "poster"),
    RoleKind.PETUGAS: _STAFF,
    RoleKind.PEMBACA: ("statistik", "laporan"),
    RoleKind.ADMIN: (*_STAFF, "audit", "peran"),
}


def commands_for(roles: Collection[RoleKind], spoken: str) -> list[tuple[str, str]]:
    """(command, description) pairs for somebody with these roles, in this language; what a role is for comes first."""
    of_roles = [name for role, names in _BY_ROLE.items() if role in roles for name in names]
    names = dict.fromkeys((*of_roles, *_EVERYBODY))
    token = language.set(spoken)
    try:
        return [(name, text[name].plain()) for name in names]
    finally:
        language.reset(token)


async def set_commands(context: BotContext, person: Person | None, chat_id: int | None = None) -> None:
    """Puts this person's list into the outbox; to be called where roles or language change.

    Who has no role and chose no language sees everybody's list, in the language of the phone.
    """
    chat, kinds = chat_id or context.chat.chat_id, person.role_kinds if person else frozenset()
    chosen = context.chat.language if chat == context.chat.chat_id else await _language_of(context, chat)
    scope = BotCommandScopeChat(chat)
    # With the chat's id in the parameters the row belongs to that chat, also when somebody else caused it.
    mine = {"chat_id": chat}
    if kinds or chosen:
        commands = [BotCommand(name, description) for name, description in commands_for(kinds, language.get())]
        await context.bot.set_my_commands(commands, scope=scope, api_kwargs=mine)
    else:
        await context.bot.delete_my_commands(scope=scope, api_kwargs=mine)


async def _language_of(context: BotContext, chat_id: int) -> str | None:
    return (await languages_of(context.work, [chat_id])).get(chat_id)
