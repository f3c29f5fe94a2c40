"""A village helper registers somebody else: the name, the text read aloud, then the usual questions."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

import content.texts
from handlers.registration.consent import CONSENT_VERSION
from models import Business, Consent, Helped, Person
from tests.conversations.helping.conftest import KADER, Village
from tests.conversations.walks import does, draft, texts, where

words = content.texts.load("register")
refusals = content.texts.load("refusals")
questions = content.texts.load("questions")
helping = content.texts.load("helping")
NAMED = ["/bantu", "!Daftarkan orang lain", "Siti <b>& Aminah"]
AGREED = ["/bantu", "!Daftarkan orang lain", "Siti Aminah", "!Dibacakan, setuju"]
ANSWERS = ["Dapur Siti", "Busang", "keripik pisang", "!Sudah benar", "diolah", "selesai"]


async def people_known(village: Village) -> int | None:
    async with village.office.database.session() as session:
        return await session.scalar(select(func.count()).select_from(Person))


async def test_somebody_else_is_registered_with_consent_noted(village_on_both: Village) -> None:
    village, kader = village_on_both, village_on_both.kader
    (asked,) = await does(kader, "/bantu", "!Daftarkan orang lain")
    assert asked.text == f"<b>1 dari 7</b>\n{questions.ask_owner_other}"
    aloud, text = await kader.says("Siti Aminah")
    assert aloud.text == words.told_read_aloud.format(name="Siti Aminah")
    assert text.text.startswith("<b>2 dari 7</b> · ")
    assert text.keys == (("Dibacakan, setuju",), ("Tidak setuju",))
    _, asked = await kader.presses("Dibacakan, setuju")
    assert asked.text.split("\n")[0] == "<b>3 dari 7</b> · untuk Siti Aminah"
    told = (await does(kader, *ANSWERS, "!Simpan"))[0]
    assert told.text == words.told_registered.format(name="Dapur Siti", owner="Siti Aminah")
    async with village.office.database.session() as session:
        (helped,) = await session.scalars(select(Helped))
        business = await session.scalar(select(Business))
        consent = await session.scalar(select(Consent))
        assert business is not None
        assert consent is not None
        assert (business.owner_id, business.registered_by_id) == (helped.person_id, helped.kader_id)
        assert (consent.person_id, consent.version) == (helped.person_id, CONSENT_VERSION)
        assert (consent.given_through_id, helped.ended_at) == (helped.kader_id, None)
    (listed,) = await kader.says("/bantu")
    assert listed.text == helping.told_list.format(count=1)
    assert listed.keys == (("Siti Aminah",), ("Daftarkan orang lain",))


async def test_no_keeps_nothing(village: Village) -> None:
    before = await people_known(village)
    assert texts(await does(village.kader, *NAMED, "!Tidak setuju")) == [words.told_no_other]
    assert await people_known(village) == before
    assert (await where(village.kader), await draft(village.kader)) == ((None, None), {})


async def test_yes_and_then_no_deletes_again(village: Village) -> None:
    before = await people_known(village)
    await does(village.kader, *AGREED, "kembali")
    assert texts(await village.kader.presses("Tidak setuju")) == [words.told_no_other]
    async with village.office.database.session() as session:
        names = list(await session.scalars(select(Person.name).where(Person.name == "Siti Aminah")))
        in_force = list(await session.scalars(select(Consent.id).where(Consent.withdrawn_at.is_(None))))
    assert (names, in_force) == ([], [])
    assert await people_known(village) == (before or 0) + 1  # the fact that there was a consent stays
    (listed,) = await village.kader.says("/bantu")
    assert listed.text == helping.told_nobody


@pytest.mark.parametrize("data", ["register:consent:heard", "register:consent:heard_no", "register:consent:x"])
async def test_consent_of_another_pressed_late_is_not_the_helpers(village: Village, data: str) -> None:
    await does(village.kader, *AGREED)
    await village.kader.says("/menu")
    await village.kader.presses(data)
    async with village.office.database.session() as session:
        (consent,) = await session.scalars(select(Consent))
        assert (consent.given_through_id is not None, consent.withdrawn_at) == (True, None)


async def test_own_yes_does_not_count_for_another(village: Village) -> None:
    await does(village.kader, *NAMED)
    aloud, _ = await village.kader.presses("register:consent:yes")
    assert aloud.text == words.told_read_aloud.format(name="Siti <b>& Aminah")
    assert await where(village.kader) == ("register", "consent")


async def test_left_registration_goes_on_for_the_same_person(village: Village) -> None:
    await does(village.kader, *AGREED, "Dapur Siti", "/batal")
    (asked,) = await village.kader.presses("Lanjutkan daftar")
    assert asked.text.split("\n")[0] == "<b>4 dari 7</b> · untuk Siti Aminah"
    await does(village.kader, "/bantu", "!Siti Aminah")
    (asked,) = await village.kader.presses("Daftarkan usaha")
    assert asked.keys == (("Lanjutkan daftar", "Mulai baru"),)
    (asked,) = await village.kader.presses("Mulai baru")
    assert asked.text.split("\n")[0] == "<b>1 dari 5</b> · untuk Siti Aminah"


async def test_second_business_of_somebody_helped_needs_no_new_consent(village: Village) -> None:
    siti = await village.helped("Siti Aminah", "Dapur Siti")
    async with village.office.database.session() as session:
        (consent,) = await session.scalars(select(Consent))
        consent.version = CONSENT_VERSION
    await does(village.kader, f"!register:for:{siti}", "Kedai Siti", *ANSWERS[1:], "!Simpan")
    async with village.office.database.session() as session:
        owners = list(await session.scalars(select(Business.owner_id)))
    assert owners == [siti, siti]


async def test_older_consent_is_read_anew(village: Village) -> None:
    siti = await village.helped("Siti Aminah")
    aloud, _ = await village.kader.presses(f"register:for:{siti}")
    assert aloud.text == words.told_read_aloud.format(name="Siti Aminah")
    await village.kader.presses("Dibacakan, setuju")
    async with village.office.database.session() as session:
        found = await session.scalars(select(Consent).order_by(Consent.id))
        assert [(each.version, each.withdrawn_at is None) for each in found] == [
            ("2026-11", False), (CONSENT_VERSION, True),
        ]  # fmt: skip


async def test_role_taken_back_before_the_first_answer_is_told(village: Village) -> None:
    siti = await village.helped("Siti Aminah")
    await does(village.kader, f"!register:for:{siti}")
    await village.takes_role_back()
    assert texts(await village.kader.presses("Dibacakan, setuju")) == [refusals.refused_not_allowed]
    assert await where(village.kader) == ("register", "consent")
    await village.kader.says("/batal")
    assert await where(village.kader) == (None, None)


async def test_role_taken_back_in_the_middle_registers_nothing(village: Village) -> None:
    await does(village.kader, *AGREED, *ANSWERS)
    await village.takes_role_back()
    assert texts(await village.kader.presses("Simpan")) == [refusals.refused_not_allowed]
    async with village.office.database.session() as session:
        assert await session.scalar(select(func.count()).select_from(Business)) == 0


async def test_own_registration_of_a_helper_stays_her_own(village: Village) -> None:
    await village.helped("Siti Aminah", "Dapur Siti")
    await does(village.kader, "/daftar", "!Ya, setuju", "Bu Rina", "Kue Rina", *ANSWERS[1:], "!Simpan")
    async with village.office.database.session() as session:
        business = (await session.scalars(select(Business).order_by(Business.id))).all()[-1]
        owner = await session.get_one(Person, business.owner_id)
    assert (business.name, owner.name, business.registered_by_id) == ("Kue Rina", "Bu Rina", None)
    assert village.kader.chat_id == KADER
