"""Hapus data takes what was asked along, also for somebody who never agreed to anything."""

from __future__ import annotations

import content.texts
from tests.conversations.walks import does, register, texts

from .talk import SAME_WORDS, WORDS, StaffedOffice

roles = content.texts.load("roles")
STAYS = roles.told_what_stays_of_questions


async def test_who_only_asked_is_forgotten(desk_on_both: StaffedOffice) -> None:
    desk = desk_on_both
    siti, _ = await desk.asked()
    _, others = await desk.asked(SAME_WORDS, 12, "Tini")
    await desk.question(11)
    (asked,) = await siti.says("/hapus_data")
    assert asked.text == roles.ask_withdraw_questions.format(tickets=1, stays=STAYS)
    assert texts(await siti.presses("Ya, hapus")) == [roles.told_forgotten]
    (left,) = await desk.tickets()
    assert (left.id, left.group_id) == (others, None)
    assert texts(await siti.says("/hapus_data")) == [roles.told_nothing_kept]


async def test_words_asked_of_the_bot_alone_are_something_too(desk: StaffedOffice) -> None:
    siti = desk.asker()
    await desk.question(11)
    (asked,) = await siti.says("/hapus_data")
    assert asked.keys == (("Ya, hapus", "Tidak jadi"),)
    assert texts(await siti.presses("Tidak jadi")) == [roles.told_nothing_changed]
    await does(siti, "/hapus_data", "!Ya, hapus")
    assert texts(await siti.says("/hapus_data")) == [roles.told_nothing_kept]


async def test_who_is_registered_is_forgotten_with_all_questions(desk: StaffedOffice) -> None:
    siti = desk.asker()
    await register(siti)
    await does(siti, "/petugas", WORDS, "!Kirim", "/petugas", "setengah jadi", "/hapus_data", "!Ya, hapus")
    assert await desk.tickets() == []
    assert texts(await siti.says("/hapus_data")) == [roles.told_nothing_kept]
