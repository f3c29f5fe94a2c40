"""Undang: who may invite whom, and what following a mentor's invitation leads to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

import content.texts
from durable import clock
from models import AuditEntry, Invitation, MentorState, RoleKind
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer, rows
from tests.conversations.mentors.walks import NAME, STEPS, a_mentor, applies, invitation, mentors
from tests.conversations.test_roles import LINK, roles_of
from tests.conversations.walks import does, register, texts, where
from tests.driver import Person

words = content.texts.load("invite")
profile = content.texts.load("mentor_profile")
roles = content.texts.load("roles")
refusals = content.texts.load("refusals")


async def made_by(person: Person, whom: str, uses: str) -> str:
    """The token of an invitation made by hand."""
    await does(person, "/undang", f"!{whom}")
    made, picture = await person.presses(uses)
    assert picture.text == words.told_qr
    assert made.keys == (("Tarik undangan",),)
    return made.text.split(LINK)[1].strip()


@pytest.mark.parametrize(("uses", "count", "days"), [("1 orang", 1, 7), ("10 orang", 10, 30), ("50 orang", 50, 30)])
async def test_invitation_is_for_so_many_and_so_long(office: CheckedOffice, uses: str, count: int, days: int) -> None:
    ani = await an_officer(office, 1, "Ani")
    await made_by(ani, "Mentor", uses)
    (made,) = await rows(office, Invitation)
    assert (made.role, made.uses_left) == (RoleKind.MENTOR, count)
    assert made.expires_at - made.created_at == timedelta(days=days)


async def test_staff_choose_and_helpers_invite_only_producers(office: CheckedOffice) -> None:
    ani, rina = await an_officer(office, 1, "Ani"), await an_officer(office, 2, "Rina", RoleKind.KADER)
    (asked,) = await ani.says("/undang")
    assert (asked.text, asked.keys) == (words.ask_whom, (("Mentor", "Produsen"), ("Batal",)))
    (asked,) = await rina.says("/undang")
    assert asked.keys == (("Produsen",), ("Batal",))
    for data in ("whom:mentor", "make:mentor.1"):
        assert texts(await rina.presses(f"invite:{data}")) == [refusals.refused_not_allowed]
    await made_by(rina, "Produsen", "10 orang")
    assert [(made.role, made.uses_left) for made in await rows(office, Invitation)] == [(None, 10)]


@pytest.mark.parametrize("kind", [None, RoleKind.MENTOR, RoleKind.PEMBACA])
async def test_others_invite_nobody(office: CheckedOffice, kind: RoleKind | None) -> None:
    other = await an_officer(office, 5, "Rina", kind) if kind else office.person(5)
    for act in ("/undang", "!invite:who:0", "!invite:whom:producer", "!invite:make:producer.1"):
        assert texts(await does(other, act)) == [refusals.refused_not_allowed]
    assert await rows(office, Invitation) == []


async def test_way_back_and_out(office: CheckedOffice) -> None:
    ani = await an_officer(office, 1, "Ani")
    await does(ani, "/undang", "!Mentor")
    assert texts(await ani.presses("Kembali")) == [words.ask_whom]
    assert texts(await ani.presses("Batal")) == [words.told_nobody]
    for forged in ("make:mentor.7", "make:admin.1", "whom:admin", "make:"):
        assert texts(await ani.presses(f"invite:{forged}")) == [refusals.refused_choice]
    assert await rows(office, Invitation) == []


async def test_invited_mentor_is_one_at_once(office_on_both: CheckedOffice) -> None:
    ani = await an_officer(office_on_both, 1, "Ani")
    token = await made_by(ani, "Mentor", "10 orang")
    dewi = office_on_both.person(21, "Dewi")
    given, promise = await dewi.says(f"/start {token}")
    assert given.text == roles.told_invited_as_mentor.format(name="Dewi")
    assert promise.text == profile.ask_promise
    assert await where(dewi) == (NAME, "promise")
    for state, acts in STEPS.items():
        if state not in ("promise", "kind"):
            await does(dewi, *acts)
    (told,) = await dewi.presses("Kirim")
    assert (told.text, told.keys) == (profile.told_joined.format(name="Dewi"), (("Jam yang bisa",),))
    (mentor,) = await mentors(office_on_both)
    assert (mentor.state, mentor.approved_by_id) == (MentorState.ACTIVE, None)
    assert ani.hears() == []


async def test_invited_one_who_stops_goes_on_by_the_profile(office: CheckedOffice) -> None:
    await an_officer(office, 1, "Ani")
    dewi = office.person(21, "Dewi")
    await does(dewi, f"/start {await invitation(office)}", "/menu")
    assert await mentors(office) == []
    assert texts(await dewi.says("/profil_mentor")) == [profile.ask_promise]
    await does(dewi, "!Saya setuju", "!Kampus", "/menu")
    (asked,) = await dewi.says("/profil_mentor")
    assert asked.keys == (("Lanjut isian mentor", "Mulai baru"),)
    await dewi.presses("Lanjut isian mentor")
    assert await where(dewi) == (NAME, "topics")


async def test_invitation_leaves_an_open_registration_to_go_on_with(office: CheckedOffice) -> None:
    await an_officer(office, 1, "Ani")
    siti = office.person(11, "Siti")
    await does(siti, "/daftar", "setuju", "Siti Aminah", f"/start {await invitation(office)}")
    assert await where(siti) == (NAME, "promise")
    (menu,) = await siti.says("/menu")
    assert ("Lanjutkan daftar", "Hapus jawaban tadi") in menu.keys


async def test_waiting_applicant_who_is_invited_finds_the_answers(office: CheckedOffice) -> None:
    await an_officer(office, 1, "Ani")
    dewi = office.person(21, "Dewi")
    await applies(dewi)
    await does(dewi, f"/start {await invitation(office)}", "!Saya setuju")
    assert await where(dewi) == (NAME, "summary")
    await dewi.presses("Kirim")
    assert [mentor.state for mentor in await mentors(office)] == [MentorState.ACTIVE]


async def test_active_mentor_with_another_invitation_sees_the_profile(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    _, card = await dewi.says(f"/start {await invitation(office)}")
    assert card.text.startswith("<b>Profil mentor</b> (aktif)")
    assert await where(dewi) == (None, None)


async def test_invitation_that_is_over_used_or_taken_back(office: CheckedOffice) -> None:
    ani = await an_officer(office, 1, "Ani")
    first = await made_by(ani, "Mentor", "1 orang")
    dewi, budi = office.person(21, "Dewi"), office.person(22, "Budi")
    await does(dewi, f"/start {first}", "/menu")
    assert texts(await dewi.says(f"/start {first}")) == [refusals.refused_invitation_used]
    assert texts(await budi.says(f"/start {first}"))[0] == refusals.refused_invitation_over
    second = await made_by(ani, "Mentor", "1 orang")
    assert texts(await ani.presses("Tarik undangan")) == [words.told_revoked]
    await ani.says("/menu")
    assert texts(await ani.presses("Tarik undangan")) == [words.told_revoked]
    assert texts(await budi.says(f"/start {second}"))[0] == refusals.refused_invitation_unknown
    third = await made_by(ani, "Mentor", "1 orang")
    async with office.database.session() as session:
        await session.execute(update(Invitation).values(expires_at=clock.now() - timedelta(seconds=1)))
    assert texts(await budi.says(f"/start {third}"))[0] == refusals.refused_invitation_over
    assert await roles_of(office, 22) == set()
    acts = [each.act for each in await rows(office, AuditEntry)]
    assert acts.count("invitation_revoked") == 1


async def test_only_the_inviter_takes_an_invitation_back(office: CheckedOffice) -> None:
    ani, budi = await an_officer(office, 1, "Ani"), await an_officer(office, 2, "Budi")
    await made_by(ani, "Mentor", "1 orang")
    async with office.database.session() as session:
        number = await session.scalar(select(Invitation.id))
    for person in (budi, office.person(12)):
        for what in (number, 999999, "x"):
            assert texts(await person.presses(f"invite:revoke:{what}")) == [refusals.refused_choice]
    assert [made.revoked_at for made in await rows(office, Invitation)] == [None]


async def test_producer_invitation_leads_to_the_registration(office: CheckedOffice) -> None:
    ani = await an_officer(office, 1, "Ani")
    token = await made_by(ani, "Produsen", "10 orang")
    siti = office.person(11)
    await siti.says(f"/start {token}")
    await register(siti)
    assert [made.uses_left for made in await rows(office, Invitation)] == [9]
