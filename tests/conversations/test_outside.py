"""Outside any conversation: menu, help, language, odd messages, groups, blocking, withdrawing, being left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import func, select, update

import content.texts
from durable import clock, inbox
from durable.inbox import conversations
from durable.outbox import outbox
from durable.tables import Kind
from models import Business, Consent, Person
from tests.conversations.checked_office import CONTACT, OFFICE, CheckedOffice
from tests.conversations.walks import businesses, does, draft, reach, register, texts, where
from tests.driver import BOT
from tests.driver import Person as Writer

menu = content.texts.load("menu")
unexpected = content.texts.load("unexpected")
ask = content.texts.load("ask")
languages = content.texts.load("language")
words = content.texts.load("register")
roles = content.texts.load("roles")
MENU = (("Daftar usaha", "Usaha saya"), ("Tanya", "Mentor"), ("Bantuan", "Bahasa"))


async def chat_row(office: CheckedOffice, chat_id: int) -> Any:
    async with office.database.read() as connection:
        return (await connection.execute(select(conversations).where(conversations.c.chat_id == chat_id))).one()


async def test_welcome(office: CheckedOffice) -> None:
    welcome, begin = await office.person(11).says("/start")
    assert (welcome.text, welcome.keys) == (menu.told_welcome.format(office=OFFICE), MENU)
    assert welcome.raw["reply_markup"]["is_persistent"] is True
    assert begin.keys == (("Daftar usaha", "English"),)


async def test_known_person_is_greeted_by_name(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    assert texts(await siti.says("/start")) == [menu.told_welcome_back.format(name="Siti Aminah")]


@pytest.mark.parametrize("said", ["/bantuan", "/help", "Bantuan", "Help", "bantuan"])
async def test_help_tells_how_to_reach_a_human(office: CheckedOffice, said: str) -> None:
    told, contact = await office.person(11).says(said)
    assert (told.text, told.keys) == (menu.told_help, MENU)
    assert contact.text == menu.told_contact.format(office=OFFICE, contact=CONTACT)


async def test_office_without_a_contact_is_to_be_visited(office: CheckedOffice) -> None:
    office.application.bot_data["office_contact"] = None
    siti = office.person(11)
    assert texts(await siti.says("/bantuan"))[1] == menu.told_contact_office.format(office=OFFICE)
    assert f"Penanggung jawab: {OFFICE}." in (await siti.says("/daftar"))[0].text


@pytest.mark.parametrize(("said", "kind"), [("asdf", "acak"), ("😀", "emoji")])
async def test_text_without_sense_leads_to_the_menu(office: CheckedOffice, said: str, kind: str) -> None:
    (told,) = await office.person(11).says(said)
    assert (told.text, told.keys) == (ask[f"talk_{kind}"], MENU)


GREETINGS = ["halo", "Selamat pagi", "Assalamu'alaikum wr. wb.", "pagi bu", "hi", "hello!", "halo kak, selamat sore"]


@pytest.mark.parametrize("said", GREETINGS)
async def test_greeting_is_answered_as_start(office: CheckedOffice, said: str) -> None:
    expected = await office.person(12).says("/start")
    assert await office.person(11).says(said) == [replace(reply, chat_id=11) for reply in expected]


@pytest.mark.parametrize("said", ["terima kasih", "makasih banyak bu", "ok", "OK siap", "thanks"])
async def test_thanks_get_a_kind_word(office: CheckedOffice, said: str) -> None:
    (told,) = await office.person(11).says(said)
    assert (told.text, told.keys) == (unexpected.told_thanks, MENU)


@pytest.mark.parametrize("said", ["/menu", "/batal", "asdf", "terima kasih", "!register:name:0.back"])
async def test_left_draft_is_offered_in_the_same_message(office: CheckedOffice, said: str) -> None:
    siti = office.person(11)
    await reach(siti, "name")
    await siti.says("/menu")
    (told,) = await does(siti, said)
    assert told.text.endswith(f"\n\n{menu.told_draft_left}")
    assert told.keys == (("Lanjutkan daftar", "Hapus jawaban tadi"),)


@pytest.mark.parametrize("opened", [["/profil", "!Tambah usaha"], ["/profil", "!Lengkapi profil"], ["!Ubah isian"]])
async def test_what_was_only_opened_is_not_offered_again(office: CheckedOffice, opened: list[str]) -> None:
    siti = office.person(11)
    await register(siti)
    await siti.says("/profil")
    await does(siti, *opened)
    assert [(reply.text, reply.keys) for reply in await siti.says("/batal")] == [(menu.told_stopped, MENU)]


async def test_choices_made_so_far_are_offered_again(office: CheckedOffice) -> None:
    siti = office.person(11)
    business = await register(siti)
    await does(siti, f"!profile:change:{business.id}.permits", "nib")
    (told,) = await siti.says("/batal")
    assert told.keys == (("Lanjutkan profil", "Hapus jawaban tadi"),)


async def test_old_button_leads_to_the_menu(office: CheckedOffice) -> None:
    (told,) = await office.person(11).presses("register:name:0.back")
    assert (told.text, told.keys) == (unexpected.told_old_button_menu, MENU)


async def test_press_on_a_message_too_old_to_be_edited(office: CheckedOffice) -> None:
    siti = office.person(11)
    business = await register(siti)
    query = {
        "id": "9", "from": siti.user, "chat_instance": "1", "data": f"businesses:view:{business.id}",
        "message": {"message_id": 3, "date": 0, "chat": siti.chat},
    }  # fmt: skip
    (card,) = await siti.delivers(callback_query=query)
    assert (card.method, card.text.split("\n")[0]) == ("sendMessage", "<b>Dapur Siti</b>")


async def test_language_is_chosen_and_kept(office: CheckedOffice) -> None:
    siti = office.person(11)
    (asked,) = await siti.says("Bahasa")
    assert asked.keys == (("Bahasa Indonesia",), ("English",))
    (told, _) = await siti.presses("English")
    assert told.text == "All right, we will use English from now on."
    assert told.keys == (("Register business", "My businesses"), ("Ask", "Mentor"), ("Help", "Language"))
    office.restarts()
    assert (await siti.says("asdf"))[0].text.startswith("Sorry, we could not read that.")
    await does(siti, "Language", "!Bahasa Indonesia")
    assert texts(await siti.says("asdf")) == [ask.talk_acak]


async def test_list_of_commands_is_set_only_when_the_language_changes(office: CheckedOffice) -> None:
    siti = office.person(11)
    await does(siti, "/bahasa", "!English", "/bahasa", "!English", "/menu")
    o = outbox.c
    async with office.database.read() as connection:
        rows = (await connection.execute(select(o.params).where(o.method == "setMyCommands"))).scalars().all()
    (params,) = map(orjson.loads, rows)
    assert params["commands"][0] == {"command": "daftar", "description": "Register a business"}
    assert params["scope"] == {"type": "chat", "chat_id": 11}


@pytest.mark.pitfall(39)
async def test_group_gets_one_line_then_silence(office: CheckedOffice) -> None:
    group = office.person(-500)
    group.chat = {"id": -500, "type": "supergroup", "title": "Ibu-ibu Busang"}
    added = {"chat": group.chat, "from": group.user, "date": 1, "old_chat_member": _member("left"),
             "new_chat_member": _member("member")}  # fmt: skip
    link = "https://t.me/pendamping_ikm_bot"
    assert texts(await group.delivers(my_chat_member=added)) == [menu.told_group.format(link=link)]
    for said in ("/start", "Daftar usaha", "halo", "/daftar"):
        assert await group.says(said) == []
    assert await group.presses("register:start:0") == []
    assert await group.delivers(my_chat_member={**added, "new_chat_member": _member("left")}) == []


def _member(status: str) -> dict[str, Any]:
    user = {"id": BOT, "is_bot": True, "first_name": "Pendamping IKM"}
    return {"user": user, "status": status, "until_date": 0} if status == "kicked" else {"user": user, "status": status}


async def test_blocking_and_coming_back(office: CheckedOffice) -> None:
    siti = office.person(11)
    await siti.says("/menu")
    left = {"chat": siti.chat, "from": siti.user, "date": 1, "old_chat_member": _member("member"),
            "new_chat_member": _member("kicked")}  # fmt: skip
    assert await siti.delivers(my_chat_member=left) == []
    row = await chat_row(office, 11)
    assert (row.unreachable_at is not None, row.unreachable_reason) == (True, "memblokir bot")
    back = {**left, "old_chat_member": _member("kicked"), "new_chat_member": _member("member")}
    assert await siti.delivers(my_chat_member=back) == []
    row = await chat_row(office, 11)
    assert (row.unreachable_at, row.unreachable_reason) == (None, None)


async def test_withdrawing_deletes_name_and_businesses(office_on_both: CheckedOffice) -> None:
    siti = office_on_both.person(11)
    await register(siti)
    await does(siti, "/daftar", "Kopi Siti")
    (asked,) = await siti.says("/hapus_data")
    asked_for = roles.ask_withdraw.format(businesses=1, stays=roles.told_what_stays)
    assert (asked.text, asked.keys) == (asked_for, (("Ya, hapus", "Tidak jadi"),))
    assert texts(await siti.presses("Ya, hapus")) == [roles.told_withdrawn]
    async with office_on_both.database.session() as session:
        assert await session.scalar(select(func.count()).select_from(Business)) == 0
        assert list(await session.scalars(select(Person.name))) == [None]
        assert await session.scalar(select(func.count()).where(Consent.withdrawn_at.is_(None))) == 0
    assert await draft(siti) == {}
    assert (await siti.says("/daftar"))[0].text.startswith("<b>1 dari 7</b>")


async def test_withdrawing_without_a_business_counts_none(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "owner")
    expected = roles.ask_withdraw_name.format(stays=roles.told_what_stays)
    assert texts(await siti.says("/hapus_data")) == [expected]


async def test_withdrawing_may_be_left(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await siti.says("/hapus_data")
    assert texts(await siti.presses("Tidak jadi")) == [roles.told_nothing_changed]
    assert len(await businesses(office)) == 1


async def test_nothing_kept_is_said_so(office: CheckedOffice) -> None:
    assert texts(await office.person(11).says("/hapus_data")) == [roles.told_nothing_kept]


async def time_passes(office: CheckedOffice) -> list[str]:
    """The three hours after which a left conversation is asked about; returns what the bot says on its own."""
    async with office.database.write() as connection:
        past = clock.now() - timedelta(seconds=1)
        waiting = update(conversations).where(conversations.c.timeout_at.is_not(None))
        await connection.execute(waiting.values(timeout_at=past))
        await inbox.expire_conversations(connection, BOT, clock.now())
    return texts(await office.works())


async def test_left_registration_is_asked_about_once(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "products")
    assert await time_passes(office) == [words.told_left_draft]
    assert await time_passes(office) == []
    await siti.presses("register:resume:0")
    assert await where(siti) == ("register", "products")
    assert await time_passes(office) == []
    o = outbox.c
    async with office.database.read() as connection:
        reminders = (await connection.execute(select(o.created_at, o.expires_at).where(o.kind == Kind.REMINDER))).all()
    assert [row.expires_at - row.created_at for row in reminders] == [timedelta(hours=48)]


@pytest.mark.parametrize("state", ["owner", "name", "district", "summary"])
async def test_answer_after_the_reminder_counts(office: CheckedOffice, state: str) -> None:
    siti = office.person(11)
    await reach(siti, state)
    await time_passes(office)
    office.restarts()
    assert await where(siti) == (None, None)
    act = {"owner": "Siti", "name": "Dapur Siti", "district": "Busang", "summary": "!Simpan"}[state]
    await does(siti, act)
    following = {"owner": "name", "name": "district", "district": "products", "summary": None}[state]
    assert await where(siti) == (("register", following) if following else (None, None))


async def test_command_after_the_reminder_closes_what_was_left(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "name")
    await time_passes(office)
    await siti.says("/menu")
    (told,) = await siti.says("cara perpanjang sim di samsat")
    assert (told.text, told.keys[-1]) == (ask.told_outside, ("Lanjutkan daftar", "Hapus jawaban tadi"))


async def test_left_consent_is_not_asked_about_but_still_works(office: CheckedOffice) -> None:
    siti = office.person(11)
    await siti.says("/daftar")
    assert await time_passes(office) == []
    await siti.presses("register:consent:yes")
    assert await where(siti) == ("register", "owner")


async def test_old_consent_pressed_elsewhere_offers_the_way_back(office: CheckedOffice) -> None:
    siti: Writer = office.person(11)
    await register(siti)
    await does(siti, "/mentor", "!Kemasan")
    (told,) = await siti.presses("register:consent:yes")
    assert told.keys[0] == ("Lanjut cari mentor", "Hapus jawaban tadi")
    await siti.presses("Lanjut cari mentor")
    assert await where(siti) == ("mentor", "trouble")


async def test_consent_pressed_long_after_is_an_old_button(office: CheckedOffice) -> None:
    siti: Writer = office.person(11)
    await reach(siti, "products")
    await siti.presses("register:consent:no")
    assert await where(siti) == ("register", "products")
    await siti.says("/menu")
    (told,) = await siti.presses("register:consent:no")
    assert told.keys[0] == ("Lanjutkan daftar", "Hapus jawaban tadi")
    await siti.presses("Lanjutkan daftar")
    assert await where(siti) == ("register", "products")
