"""Mentor kami: who may decide, what people are told, and that what waited goes on with others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

import content.texts
from durable import clock
from models import AuditEntry, Mentor, MentorState, RoleKind
from services.mentors.states import MENTOR, MentorEvent
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer, rows
from tests.conversations.mentors.walks import a_mentor, applies, invitation, mentors
from tests.conversations.test_roles import roles_of, set_menus
from tests.conversations.walks import does, texts, where
from tests.driver import Person

words = content.texts.load("mentor_desk")
profile = content.texts.load("mentor_profile")
refusals = content.texts.load("refusals")
BUTTONS = {"approve": "Setujui", "decline": "Tolak", "suspend": "Hentikan sementara", "restore": "Aktifkan lagi"}


async def puts(office: CheckedOffice, state: MentorState) -> int:
    """The only mentor stands there now; the mentor's id."""
    (mentor,) = await mentors(office)
    async with office.database.session() as session:
        now = clock.now()
        await session.execute(update(Mentor).values(state=state, approved_at=now, declined_at=now))
    return mentor.person_id


async def test_approved_applicant_is_told_and_has_the_commands(office_on_both: CheckedOffice) -> None:
    ani, dewi = await an_officer(office_on_both, 1, "Ani"), office_on_both.person(21)
    await does(dewi, "/bahasa", "!English", "/bahasa", "!Bahasa Indonesia")
    await applies(dewi)
    ani.hears()
    (asked,) = await ani.presses("Setujui")
    assert (asked.text, asked.keys) == (
        words.ask_approve.format(name="Dewi Lestari"), (("Ya, setujui", "Tidak jadi"),),
    )  # fmt: skip
    (done,) = await ani.presses("Ya, setujui")
    assert (done.text, done.method) == (words.told_approve.format(name="Dewi Lestari"), "editMessageText")
    (told,) = dewi.hears()
    assert (told.text, told.keys) == (words.told_mentor_approve.format(name="Dewi Lestari"), (("Jam yang bisa",),))
    assert await roles_of(office_on_both, 21) == {RoleKind.MENTOR}
    chat, commands = (await set_menus(office_on_both))[-1]
    assert (chat, "profil_mentor" in commands) == (21, True)


async def test_declined_applicant_is_told_kindly_and_waits_thirty_days(
    office: CheckedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    ani, dewi = await an_officer(office, 1, "Ani"), office.person(21)
    await applies(dewi)
    ani.hears()
    await does(ani, "!Tolak", "!Ya, tolak")
    (told,) = dewi.hears()
    assert told.text.startswith("Terima kasih sudah ingin membantu, Dewi Lestari.")
    assert "0811 5555 111" in told.text
    (lately,) = await dewi.says("/jadi_mentor")
    assert lately.text.startswith("Terima kasih atas minatnya.")
    assert await where(dewi) == (None, None)
    later = clock.now() + timedelta(days=30, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    await does(dewi, "/jadi_mentor", "!Saya setuju", "!Kirim")
    assert [mentor.state for mentor in await mentors(office)] == [MentorState.APPLIED]


async def test_suspended_mentor_is_told_and_comes_back(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    ani = office.person(1)
    await does(ani, "/mentor_kami", "!Dewi", "!Hentikan sementara", "!Ya, hentikan")
    (told,) = dewi.hears()
    assert told.text.startswith("Dewi, untuk sementara kantor menghentikan tugas mentor Ibu/Bapak.")
    assert await roles_of(office, 21) == set()
    for act in ("/profil_mentor", "/jadi_mentor"):
        assert texts(await dewi.says(act)) == [refusals.refused_mentor_suspended]
    (card,) = await ani.presses("Lihat mentor")
    assert card.keys == (("Aktifkan lagi",), ("Semua mentor",))
    await does(ani, "!Aktifkan lagi", "!Ya, aktifkan")
    assert texts(dewi.hears()) == [words.told_mentor_restore.format(name="Dewi")]
    assert await roles_of(office, 21) == {RoleKind.MENTOR}


async def test_suspended_mentor_cannot_come_back_by_an_invitation(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    ani = office.person(1)
    await does(ani, "/mentor_kami", "!Dewi", "!Hentikan sementara", "!Ya, hentikan")
    dewi.hears()
    assert texts(await dewi.says(f"/start {await invitation(office)}")) == [refusals.refused_mentor_suspended]
    assert await roles_of(office, 21) == set()


@pytest.mark.parametrize("event", BUTTONS)
@pytest.mark.parametrize("state", MentorState)
async def test_every_button_in_every_state(office: CheckedOffice, state: MentorState, event: str) -> None:
    """Known ones are asked once more and done; all others change nothing, with a clear answer."""
    await a_mentor(office)
    number = await puts(office, state)
    ani = office.person(1)
    is_known = MENTOR.knows(state, MentorEvent(event))
    (card,) = await ani.presses(f"mentor_desk:view:{number}")
    assert (BUTTONS[event] in [key for row in card.keys for key in row]) == is_known
    for step in (event, f"{event}_yes"):
        told = texts(await ani.presses(f"mentor_desk:{step}:{number}"))
        assert (told == [refusals.refused_mentor_changed]) == (not is_known), step
    (mentor,) = await mentors(office)
    assert mentor.state is (MENTOR.after(state, MentorEvent(event)) if is_known else state)
    await ani.says("/menu")
    again = texts(await ani.presses(f"mentor_desk:{event}_yes:{number}"))
    assert again == [refusals.refused_mentor_changed]


@pytest.mark.parametrize("event", BUTTONS)
async def test_nobody_decides_about_themselves(office: CheckedOffice, event: str) -> None:
    await a_mentor(office)
    number = await puts(office, MentorState.APPLIED if event in ("approve", "decline") else MentorState.ACTIVE)
    await an_officer(office, 21, "Dewi")
    dewi = office.person(21)
    for step in (event, f"{event}_yes"):
        assert texts(await dewi.presses(f"mentor_desk:{step}:{number}")) == [refusals.refused_own_application]
    assert [each.act for each in await rows(office, AuditEntry) if each.about_kind == "mentor"] == ["mentor_joined"]


@pytest.mark.parametrize("kind", [RoleKind.MENTOR, RoleKind.KADER, RoleKind.PEMBACA])
async def test_others_see_and_decide_nothing(office: CheckedOffice, kind: RoleKind) -> None:
    await a_mentor(office)
    number = await puts(office, MentorState.APPLIED)
    other = await an_officer(office, 5, "Rina", kind)
    for act in ("/mentor_kami", f"!mentor_desk:view:{number}", f"!mentor_desk:approve_yes:{number}"):
        assert texts(await does(other, act)) == [refusals.refused_not_allowed]
    assert [mentor.state for mentor in await mentors(office)] == [MentorState.APPLIED]


async def test_list_goes_page_by_page_with_waiting_ones_first(office: CheckedOffice) -> None:
    ani = await an_officer(office, 1, "Ani")
    assert texts(await ani.says("/mentor_kami")) == [words.told_none]
    await a_mentor(office)
    for chat_id in range(31, 38):
        await applies(office.person(chat_id))
    ani.hears()
    (page,) = await ani.says("/mentor_kami")
    assert page.text.split("\n")[1] == "7 menunggu petugas, 1 aktif"
    assert page.text.count("(menunggu petugas)") == 6
    assert page.keys == (*(("Dewi Lestari", "Dewi Lestari"),) * 3, ("Berikutnya »",))
    (page,) = await ani.presses("Berikutnya »")
    assert page.keys == (("Dewi Lestari", "Dewi"), ("« Sebelumnya",))
    assert texts(await ani.presses("mentor_desk:list:99")) == [words.told_none]


async def test_role_taken_back_makes_the_mentor_leave(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    admin: Person = await an_officer(office, 2, "Budi", RoleKind.ADMIN)
    await does(admin, "/peran", "!Cabut: Dewi", "!Ya, cabut")
    assert [mentor.state for mentor in await mentors(office)] == [MentorState.LEFT]
    dewi.hears()
    assert texts(await dewi.says("/profil_mentor")) == [refusals.refused_not_a_mentor]
    assert await where(dewi) == (None, None)
