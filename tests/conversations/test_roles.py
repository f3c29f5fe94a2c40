"""Peran and invitations: who may name staff, how links are followed, and what others may learn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import func, select, update

import content.texts
import services.roles
from content.text_faults import MOST_LINES, lines_on_screen
from durable import clock
from durable.outbox import outbox
from models import AuditEntry, Invitation, InvitationKind, Role, RoleKind
from services import invitations, people
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.test_commands import EVERYBODY, OF_STAFF
from tests.conversations.walks import does, reach, register, texts, where
from tests.driver import Person

OF_ADMINISTRATORS = [*OF_STAFF, "audit", "peran", *EVERYBODY]

words = content.texts.load("roles")
refusals = content.texts.load("refusals")
menu = content.texts.load("menu")
LINK = "https://t.me/pendamping_ikm_bot?start="


async def claim(office: CheckedOffice) -> str:
    async with office.database.session() as session:
        token = await invitations.claim_token(session, clock.now())
    assert token is not None
    return token


async def an_admin(office: CheckedOffice, chat_id: int = 1, name: str = "Ibu Kantor") -> Person:
    admin = office.person(chat_id, name)
    await admin.says(f"/start {await claim(office)}")
    return admin


async def roles_of(office: CheckedOffice, chat_id: int) -> set[RoleKind]:
    async with office.database.session() as session:
        person = await people.person_of_account(session, "telegram", chat_id)
        return set(person.role_kinds) if person is not None else set()


async def set_menus(office: CheckedOffice) -> list[tuple[int, list[str]]]:
    """(chat, commands) of every list of commands that was put into the outbox; [] is a list taken away."""
    o = outbox.c
    async with office.database.read() as connection:
        query = select(o.chat_id, o.params).where(o.method.in_(("setMyCommands", "deleteMyCommands"))).order_by(o.id)
        rows = (await connection.execute(query)).all()
    return [(row.chat_id, [each["command"] for each in orjson.loads(row.params).get("commands", [])]) for row in rows]


async def invited(admin: Person, role: str) -> str:
    """The token of a fresh invitation to a role."""
    await does(admin, "/peran", "!Undang orang")
    made, picture = await admin.presses(role)
    assert picture.text == words.told_invitation_qr
    assert LINK in made.text
    assert "Cukup dibuka" in made.text
    return made.text.split(LINK)[1].strip()


async def test_claim_code_makes_the_first_administrator(office_on_both: CheckedOffice) -> None:
    admin = office_on_both.person(1, "Ibu Kantor")
    (told,) = await admin.says(f"/start {await claim(office_on_both)}")
    assert told.text == words.told_role_given.format(role="Admin", name="Ibu Kantor")
    assert await roles_of(office_on_both, 1) == {RoleKind.ADMIN}
    assert await set_menus(office_on_both) == [(1, OF_ADMINISTRATORS)]


async def test_claim_code_works_once(office: CheckedOffice) -> None:
    token = await claim(office)
    first, second = office.person(1), office.person(2)
    await first.says(f"/start {token}")
    assert texts(await first.says(f"/start {token}")) == [refusals.refused_invitation_used]
    assert texts(await second.says(f"/start {token}"))[0] == refusals.refused_invitation_over
    assert await roles_of(office, 2) == set()


async def test_admin_invites_and_the_invited_takes_the_role(office_on_both: CheckedOffice) -> None:
    admin = await an_admin(office_on_both)
    token = await invited(admin, "Petugas")
    officer = office_on_both.person(2, "Pak Budi")
    (told,) = await officer.says(f"/start {token}")
    assert told.text == words.told_role_given.format(role="Petugas", name="Pak Budi")
    assert await roles_of(office_on_both, 2) == {RoleKind.PETUGAS}
    (listed,) = await admin.says("/peran")
    assert listed.text.split("\n")[1:3] == ["Admin: Ibu Kantor", "Petugas: Pak Budi"]
    assert listed.keys == (("Undang orang",), ("Cabut: Ibu Kantor",), ("Cabut: Pak Budi",))


async def test_role_is_taken_back_and_the_person_told(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    officer = office.person(2, "Pak Budi")
    await officer.says(f"/start {await invited(admin, 'Petugas')}")
    await officer.says("/bahasa")
    await officer.presses("English")
    await admin.says("/peran")
    asked = await admin.presses("Cabut: Pak Budi")
    assert texts(asked) == [words.ask_revoke.format(role="Petugas", name="Pak Budi")]
    await office.receives(callback_query=_press(admin, asked[0].raw["reply_markup"]["inline_keyboard"][0][0]))
    told = {reply.chat_id: reply.text for reply in await office.works()}
    assert told[1] == words.told_revoked.format(role="Petugas", name="Pak Budi")
    assert told[2].startswith("Your role as <b>Officer</b> has ended.")
    assert await roles_of(office, 2) == set()
    assert (await set_menus(office))[-1] == (2, EVERYBODY)


def _press(person: Person, key: dict[str, Any]) -> dict[str, Any]:
    message = {"message_id": 5, "date": 1, "chat": person.chat, "text": "..."}
    return {"id": "77", "from": person.user, "chat_instance": "1", "data": key["callback_data"], "message": message}


async def test_every_act_is_in_the_audit(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    officer = office.person(2, "Pak Budi")
    await officer.says(f"/start {await invited(admin, 'Petugas')}")
    await does(admin, "/peran", "!Cabut: Pak Budi", "!Ya, cabut")
    async with office.database.session() as session:
        acts = list(await session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))
    assert acts == [
        "invitation_used", "role_granted", "invitation_made", "invitation_used", "role_granted", "role_revoked",
    ]  # fmt: skip


async def test_taking_back_may_be_left(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    await does(admin, "/peran", "!Cabut: Ibu Kantor")
    assert texts(await admin.presses("Tidak jadi")) == [words.told_nothing_changed]
    assert await roles_of(office, 1) == {RoleKind.ADMIN}


async def test_last_admin_stays(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    await does(admin, "/peran", "!Cabut: Ibu Kantor")
    assert texts(await admin.presses("Ya, cabut")) == [refusals.refused_last_admin]
    assert await roles_of(office, 1) == {RoleKind.ADMIN}


@pytest.mark.parametrize("state", [None, "name"])
async def test_others_are_refused_without_learning_anything(office: CheckedOffice, state: str | None) -> None:
    await an_admin(office)
    siti = office.person(11)
    if state is None:
        await register(siti)
    else:
        await reach(siti, state)
    before = await where(siti)
    (refused,) = await siti.says("/peran")
    assert refused.text == refusals.refused_not_allowed
    assert await where(siti) == before  # what was refused has changed nothing


async def test_officer_may_not_name_staff(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    officer = office.person(2, "Pak Budi")
    await officer.says(f"/start {await invited(admin, 'Petugas')}")
    assert texts(await officer.says("/peran")) == [refusals.refused_not_allowed]
    assert texts(await officer.presses("roles:role:admin")) == [refusals.refused_not_allowed]


async def test_invitation_that_is_over(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    token = await invited(admin, "Kader desa")
    async with office.database.write() as connection:
        await connection.execute(update(Invitation).values(expires_at=clock.now() - timedelta(days=1)))
    late = office.person(3)
    assert texts(await late.says(f"/start {token}"))[0] == refusals.refused_invitation_over
    assert await roles_of(office, 3) == set()


async def test_unknown_payload_still_welcomes(office: CheckedOffice) -> None:
    siti = office.person(11)
    told, welcome, begin = await siti.says("/start promo-2026")
    assert told.text == refusals.refused_invitation_unknown
    assert welcome.keys == (("Daftar usaha", "Usaha saya"), ("Tanya", "Mentor"), ("Bantuan", "Bahasa"))
    assert begin.keys == (("Daftar usaha", "English"),)


async def test_invitation_to_register_counts_once_there_is_consent(office: CheckedOffice) -> None:
    await an_admin(office)
    async with office.database.session() as session:
        inviter = await people.person_of_account(session, "telegram", 1)
        assert inviter is not None
        made = await invitations.create_invitation(session, inviter, clock.now(), uses=5)
        token = made.token
    siti = office.person(11)
    await siti.says(f"/start {token}")
    assert await left(office, InvitationKind.REGISTER) == 5
    await does(siti, "/daftar", "!Ya, setuju")
    assert await left(office, InvitationKind.REGISTER) == 4
    assert texts(await siti.says(f"/start {token}")) == [refusals.refused_invitation_used]


async def left(office: CheckedOffice, kind: InvitationKind) -> int | None:
    async with office.database.session() as session:
        return await session.scalar(select(Invitation.uses_left).where(Invitation.kind == kind))


async def test_link_leads_where_the_bot_runs(office: CheckedOffice) -> None:
    office.application.bot_data["deep_link"] = "http://127.0.0.1:8800/open?start="
    admin = await an_admin(office)
    await does(admin, "/peran", "!Undang orang")
    made, _ = await admin.presses("Mentor")
    assert "http://127.0.0.1:8800/open?start=" in made.text


async def test_without_role_and_chosen_language_the_list_is_everybodys(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    officer = office.person(2, "Pak Budi")
    await officer.says(f"/start {await invited(admin, 'Petugas')}")
    assert (await set_menus(office))[-1] == (2, [*OF_STAFF, *EVERYBODY])
    await does(admin, "/peran", "!Cabut: Pak Budi", "!Ya, cabut")
    assert (await set_menus(office))[-1] == (2, [])


async def test_role_from_the_settings_gets_its_list_with_start(office: CheckedOffice) -> None:
    async with office.database.session() as session:
        person = await people.ensure_person(session, "telegram", 7, clock.now())
        await services.roles.give(session, person, RoleKind.ADMIN, None, clock.now())
    await office.person(7, "Kantor").says("/start")
    assert await set_menus(office) == [(7, OF_ADMINISTRATORS)]


async def test_nameless_staff_is_shown_without_a_name(office: CheckedOffice) -> None:
    admin = await an_admin(office, name="👩‍💼")
    (listed,) = await admin.says("/peran")
    assert listed.text.split("\n")[1] == "Admin: tanpa nama"


@pytest.mark.parametrize("said", ["/start", "/peran", "/menu", "/bantuan", "halo"])
async def test_admin_of_the_settings_gets_a_name_with_the_first_word(office: CheckedOffice, said: str) -> None:
    async with office.database.session() as session:
        person = await people.ensure_person(session, "telegram", 7, clock.now())
        await services.roles.give(session, person, RoleKind.ADMIN, None, clock.now())
    admin = office.person(7, "Kantor")
    await admin.says(said)
    (listed,) = await admin.says("/peran")
    assert listed.text.split("\n")[1] == "Admin: Kantor"


async def test_choice_of_a_role_can_be_left(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    (listed,) = await admin.says("/peran")
    (asked,) = await admin.presses("Undang orang")
    assert asked.keys[-1] == ("Kembali", "Batal")
    (again,) = await admin.presses("Kembali")
    assert (again.method, again.text, again.keys) == ("editMessageText", listed.text, listed.keys)
    await admin.presses("Undang orang")
    assert texts(await admin.presses("Batal")) == [words.told_nothing_changed]
    assert await office_invitations(office) == 1  # the claim; none was made


async def office_invitations(office: CheckedOffice) -> int | None:
    async with office.database.session() as session:
        return await session.scalar(select(func.count()).select_from(Invitation))


async def test_help_tells_administrators_about_roles(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    helped, contact = texts(await admin.says("/bantuan"))
    assert (helped, contact.split("\n\n")[:-1]) == (menu.told_help, [menu.told_help_admin])
    assert lines_on_screen(contact) <= MOST_LINES
    officer = office.person(2, "Pak Budi")
    await officer.says(f"/start {await invited(admin, 'Petugas')}")
    assert texts(await officer.says("/bantuan"))[1].split("\n\n")[:-1] == [menu.told_help_staff]
    await officer.says(f"/start {await invited(admin, 'Mentor')}")
    told_to_both = texts(await officer.says("/bantuan"))[1].split("\n\n")[:-1]
    assert told_to_both == [menu.told_help_staff, menu.told_help_mentor]
    helper = office.person(3, "Kak Rina")
    await helper.says(f"/start {await invited(admin, 'Kader desa')}")
    assert texts(await helper.says("/bantuan"))[1].split("\n\n")[:-1] == [menu.told_help_inviter]
    helped, contact = texts(await office.person(11).says("/bantuan"))
    assert (helped, "\n\n" in contact) == (menu.told_help, False)


async def test_role_of_somebody_gone_meanwhile_is_an_old_choice(office: CheckedOffice) -> None:
    admin = await an_admin(office)
    officer = office.person(2, "Pak Budi")
    await officer.says(f"/start {await invited(admin, 'Petugas')}")
    await does(admin, "/peran", "!Cabut: Pak Budi", "!Ya, cabut")
    async with office.database.session() as session:
        role = await session.scalar(select(Role.id).where(Role.kind == RoleKind.PETUGAS))
    await admin.says("/menu")
    assert texts(await admin.presses(f"roles:revoke:{role}")) == [refusals.refused_choice]
