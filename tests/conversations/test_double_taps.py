"""Every button pressed twice at once: the second press finds its work done, and says nothing."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

import content.texts
from durable import clock
from durable.outbox import outbox
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import STATES, businesses, does, reach, register, stand_at, where
from tests.driver import Person, Reply

told_registered = content.texts.load("register").told_registered


def buttons(replies: list[Reply]) -> list[tuple[str, str]]:
    """(label, data) of every inline button."""
    rows = [row for reply in replies for row in (reply.raw.get("reply_markup") or {}).get("inline_keyboard", [])]
    return [(key["text"], key["callback_data"]) for row in rows for key in row]


async def presses_twice(person: Person, data: str) -> list[Reply]:
    """Two presses that arrive together, in one batch of the poller."""
    for _ in range(2):
        query = {
            "id": str(person.office.next_message_id()), "from": person.user, "chat_instance": "1", "data": data,
            "message": {"message_id": 5, "date": int(clock.now().timestamp()), "chat": person.chat, "text": "..."},
        }  # fmt: skip
        await person.office.receives(callback_query=query)
    return await person.office.works()


@pytest.mark.pitfall(21)
@pytest.mark.parametrize("state", STATES)
async def test_every_button_of_a_step_twice(office: CheckedOffice, state: str) -> None:
    opened = buttons(await reach(office.person(99), state))
    assert opened != []
    for label, data in opened if state != "district" else opened[:1] + opened[-3:]:
        once, twice = await stand_at(office, state, 1000, 2000)
        expected = [reply.text for reply in await once.presses(data)]
        assert [reply.text for reply in await presses_twice(twice, data)] == expected, label
        assert await where(twice) == await where(once), label


@pytest.mark.pitfall(21)
async def test_save_twice_at_once(office_on_both: CheckedOffice) -> None:
    siti = office_on_both.person(11)
    await reach(siti, "summary")
    sent = await presses_twice(siti, "register:save:0")
    assert [reply.text for reply in sent].count(told_registered.format(name="Dapur Siti", owner="Siti Aminah")) == 1
    assert len(await businesses(office_on_both)) == 1


async def test_both_presses_are_answered(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "summary")
    before = len(await answered(office))
    await presses_twice(siti, "register:save:0")
    assert len(await answered(office)) == before + 2


@pytest.mark.pitfall(21)
@pytest.mark.parametrize("label", ["Lengkapi profil", "Ubah isian", "Tambah usaha"])
async def test_buttons_of_the_card_twice(office: CheckedOffice, label: str) -> None:
    siti = office.person(11)
    await register(siti)
    await siti.says("/profil")
    (data,) = {data for shown, data in buttons(siti.replies[-1:]) if shown == label}
    expected = {"Lengkapi profil": 2, "Ubah isian": 1, "Tambah usaha": 1}[label]
    assert len(await presses_twice(siti, data)) == expected


@pytest.mark.pitfall(20)
async def test_old_query_does_not_stop_the_talk(office: CheckedOffice) -> None:
    """The answer to a press has an end of 15 seconds; the sender drops it later, and the talk goes on."""
    siti = office.person(11)
    await reach(siti, "summary")
    await siti.presses("Simpan")
    (query,) = (await answered(office))[-1:]
    assert (query["expires_at"] - query["created_at"]).total_seconds() == 15
    await does(siti, "/daftar", "Kopi Siti")
    assert await where(siti) == ("register", "district")


async def answered(office: CheckedOffice) -> list[dict[str, Any]]:
    o = outbox.c
    async with office.database.read() as connection:
        query = select(o.created_at, o.expires_at).where(o.method == "answerCallbackQuery").order_by(o.id)
        rows = await connection.execute(query)
        return [{"created_at": row.created_at, "expires_at": row.expires_at} for row in rows]
