"""Daftar usaha, from the first word to the saved business."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from content.districts import district_book
from handlers.registration.consent import CONSENT_VERSION
from models import Activity, BusinessKind, Consent, Person
from services.businesses import activities_of, products_of, unlisted_of
from tests.conversations.checked_office import CONTACT, OFFICE, CheckedOffice
from tests.conversations.walks import STATES, businesses, does, draft, reach, register, texts, where

questions = content.texts.load("questions")
words = content.texts.load("register")
BUSANG = next(row.id for row in district_book().districts if row.name == "Busang")
MUARA_WAHAU = next(row.id for row in district_book().districts if row.name == "Muara Wahau")


async def test_registration_by_typing(office_on_both: CheckedOffice) -> None:
    siti = office_on_both.person(11)
    progress = questions.told_progress.format(step=1, steps=7)
    responsible = words.told_responsible.format(office=OFFICE, contact=CONTACT)
    assert texts(await siti.says("/daftar")) == [words.ask_consent.format(progress=progress, office=responsible)]
    assert texts(await siti.says("ya bu")) == [words.told_consented, f"<b>2 dari 7</b>\n{questions.ask_owner}"]
    assert texts(await siti.says("nama saya siti aminah")) == [f"<b>3 dari 7</b>\n{questions.ask_name}"]
    assert texts(await siti.says("Dapur Siti")) == [f"<b>4 dari 7</b>\n{questions.ask_district}"]
    assert texts(await siti.says("kec. busng")) == [f"<b>5 dari 7</b>\n{questions.ask_products}"]
    review = questions.ask_products_right.format(products="1. Keripik pisang\n2. Amplang/kerupuk ikan")
    assert texts(await siti.says("kripik pisang sama amplang")) == [f"<b>5 dari 7</b>\n{review}"]
    assert texts(await siti.presses("Sudah benar"))[0].startswith("<b>6 dari 7</b>\nBahannya diapakan?")
    await siti.says("diolah sama dijual lagi")
    (summary,) = texts(await siti.says("selesai"))
    assert summary == words.ask_summary.format(
        progress=questions.told_progress.format(step=7, steps=7),
        owner="Siti Aminah",
        name="Dapur Siti",
        district="Busang",
        products="Keripik pisang, Amplang/kerupuk ikan",
        activities="diolah menjadi barang baru, dibeli lalu dijual lagi",
    )
    saved = await siti.says("simpan")
    assert saved[0].text == words.told_registered.format(name="Dapur Siti", owner="Siti Aminah")
    assert saved[1].text.startswith("Usaha ini <b>IKM dan juga UMKM</b> (irisan).")
    assert saved[2].keys == (("Lengkapi profil",),)
    (business,) = await businesses(office_on_both)
    assert (business.name, business.district_id, business.kind) == ("Dapur Siti", BUSANG, BusinessKind.IRISAN)
    assert [product.id for product in products_of(business)] == ["keripik-pisang", "kerupuk-ikan"]
    assert activities_of(business) == {Activity.PROCESSED, Activity.RESOLD}
    assert await where(siti) == (None, None)


async def test_registration_by_buttons(office_on_both: CheckedOffice) -> None:
    siti = office_on_both.person(11)
    await does(siti, "/start", "!Daftar usaha", "!Ya, setuju", "Siti", "Dapur Siti")
    turned = await siti.presses("Berikutnya »")
    assert [reply.method for reply in turned] == ["editMessageText"]
    assert "Rantau Pulung" in [label for row in turned[0].keys for label in row]
    await does(siti, "!Sangatta Utara", "kopi bubuk", "!Sudah benar")
    toggled = await siti.presses("☐ Diolah jadi baru")
    assert [reply.method for reply in toggled] == ["editMessageText"]
    assert toggled[0].keys[0] == ("☑ Diolah jadi baru",)
    await does(siti, "!☐ Dijual lagi", "!☑ Dijual lagi", "!Selesai", "!Simpan")
    (business,) = await businesses(office_on_both)
    assert (business.name, business.kind) == ("Dapur Siti", BusinessKind.IKM)
    assert activities_of(business) == {Activity.PROCESSED}


async def test_location_is_offered_for_confirmation(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "district")
    place = next(row for row in district_book().districts if row.name == "Karangan")
    asked = await siti.sends(location={"latitude": place.middle[0], "longitude": place.middle[1]})
    assert texts(asked) == [questions.ask_district_nearest.format(district="Karangan")]
    assert asked[0].keys == (("Ya, betul", "Pilih yang lain"), ("Kembali", "Batal"))
    await siti.presses("Ya, betul")
    assert await where(siti) == ("register", "products")


@pytest.mark.parametrize("answer", ["!Ya, betul", "iya bu"])
async def test_one_guess_is_asked_to_be_confirmed(office: CheckedOffice, answer: str) -> None:
    siti = office.person(11)
    await reach(siti, "district")
    (asked,) = await siti.says("muara wahao")
    assert asked.text == questions.ask_district_guess.format(district="Muara Wahau")
    assert asked.keys == (("Ya, betul", "Pilih yang lain"), ("Kembali", "Batal"))
    await does(siti, answer)
    assert (await draft(siti))["answers"]["district"] == MUARA_WAHAU
    assert await where(siti) == ("register", "products")


async def test_other_than_the_nearest_district(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "district")
    await siti.sends(location={"latitude": 0.56, "longitude": 117.52})
    listed = await siti.presses("Pilih yang lain")
    assert listed[0].keys[0] == ("Batu Ampar", "Bengalon")


async def test_ambiguous_district_is_asked_back(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "district")
    asked = await siti.says("sangatta")
    assert texts(asked) == [questions.ask_district_which]
    assert asked[0].keys[:2] == (("Sangatta Utara",), ("Sangatta Selatan",))
    await siti.presses("Sangatta Selatan")
    assert await where(siti) == ("register", "products")


async def test_products_are_put_right_in_one_step(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "products")
    first = await siti.says("keripik, rompi rajut")
    assert first[0].keys == (
        ("Sudah benar",), ("+ Keripik pisang", "+ Keripik singkong/ubi/tempe"),
        ("Hapus 1", "Hapus 2"), ("Kembali", "Batal"),
    )  # fmt: skip
    chosen = await siti.presses("+ Keripik pisang")
    assert chosen[0].keys[1] == ("Hapus 1", "Hapus 2")
    (noted,) = await siti.says("dodol")
    assert noted.keys[1] == ("Hapus 1", "Hapus 2", "Hapus 3")
    await siti.presses("Hapus 1")
    await does(siti, "!Sudah benar", "diolah", "selesai", "simpan")
    (business,) = await businesses(office)
    assert unlisted_of(business) == ["rompi rajut"]
    assert [product.id for product in products_of(business)] == ["dodol"]


async def test_all_products_taken_away_is_refused(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "products")
    await does(siti, "dodol", "!Hapus 1")
    assert texts(await siti.presses("register:products:0.right")) == [
        content.texts.load("refusals").refused_products.format(most=12)
    ]


@pytest.mark.pitfall(25)
@pytest.mark.parametrize("state", STATES)
async def test_another_process_goes_on_in_every_state(office: CheckedOffice, state: str) -> None:
    siti = office.person(11)
    await reach(siti, state)
    office.restarts()
    rest = {
        "consent": ["setuju"], "owner": ["Siti"], "name": ["Dapur Siti"], "district": ["Busang"],
        "products": ["dodol", "!Sudah benar"], "activities": ["diolah", "selesai"], "summary": ["simpan"],
    }  # fmt: skip
    for name in STATES[STATES.index(state) :]:
        await does(siti, *rest[name])
    assert [business.name for business in await businesses(office)] == ["Dapur Siti"]


@pytest.mark.parametrize(
    ("label", "said", "line"),
    [
        ("Nama pemilik", "Rahmat", "Pemilik: Rahmat"),
        ("Nama usaha", "Keripik Rahmat", "Usaha: Keripik Rahmat"),
        ("Kecamatan", "Bengalon", "Kecamatan: Bengalon"),
    ],
)
async def test_one_line_is_changed_from_the_summary(office: CheckedOffice, label: str, said: str, line: str) -> None:
    siti = office.person(11)
    await reach(siti, "summary")
    asked = await siti.presses(label)
    assert asked[0].text.startswith(f"<b>Ubah: {label}</b>")
    assert asked[0].keys[-2:] == (("Tidak diubah",), ("Kembali", "Batal"))
    (summary,) = await siti.says(said)
    assert line in summary.text.split("\n")
    assert await where(siti) == ("register", "summary")


async def test_unchanged_line_leads_back_to_the_summary(office: CheckedOffice) -> None:
    siti = office.person(11)
    (summary,) = await reach(siti, "summary")
    for way_back in ("!Tidak diubah", "!Kembali", "kembali"):
        assert texts(await does(siti, "!Nama usaha", way_back)) == [summary.text]


async def test_saving_twice_gives_one_business(office_on_both: CheckedOffice) -> None:
    siti = office_on_both.person(11)
    await register(siti)
    assert texts(await siti.presses("Simpan")) == []
    assert len(await businesses(office_on_both)) == 1


async def test_second_business_needs_fewer_answers(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    assert texts(await siti.says("Daftar usaha")) == [f"<b>1 dari 5</b>\n{questions.ask_name}"]
    await does(siti, "Kopi Siti", "Kongbeng", "kopi bubuk", "!Sudah benar", "diolah", "selesai", "simpan")
    assert [business.name for business in await businesses(office)] == ["Dapur Siti", "Kopi Siti"]


async def test_consent_is_kept_with_version_and_time(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "owner")
    async with office.database.read() as connection, AsyncSession(bind=connection) as session:
        consent = (await session.scalars(select(Consent))).one()
    assert (consent.version, consent.withdrawn_at) == (CONSENT_VERSION, None)


@pytest.mark.parametrize("answer", ["!Tidak", "tidak mau"])
async def test_refused_consent_keeps_no_profile(office: CheckedOffice, answer: str) -> None:
    siti = office.person(11)
    await siti.says("/daftar")
    assert texts(await does(siti, answer)) == [words.told_no_profile]
    async with office.database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(Person)) == 0
    assert await where(siti) == (None, None)


async def test_consent_thought_over_is_taken_back(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "name")
    await does(siti, "!Kembali", "!Kembali", "!Tidak")
    async with office.database.read() as connection:
        assert await connection.scalar(select(func.count()).where(Consent.withdrawn_at.is_(None))) == 0


async def test_registration_in_english(office: CheckedOffice) -> None:
    siti = office.person(11)
    await does(siti, "/bahasa", "!English", "Register business", "yes", "Siti Aminah", "Dapur Siti", "Busang")
    await does(siti, "banana chips", "!That is right", "!☐ Made into new goods", "!Done")
    saved = await siti.presses("Save")
    assert saved[0].text == "Well done, <b>Dapur Siti</b> is registered. Thank you, Siti Aminah!"
    assert saved[1].text.startswith("This business is an <b>IKM</b>")
    assert saved[0].keys == (("Register business", "My businesses"), ("Ask", "Mentor"), ("Help", "Language"))


async def test_phone_in_english_is_spoken_to_in_indonesian(office: CheckedOffice) -> None:
    john = office.person(12, "John", "en")
    assert (await john.says("/start"))[0].text.startswith("Selamat datang")


async def test_forward_and_back_through_all_questions(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "summary")
    for state in reversed(STATES[:-1]):
        await siti.presses("Kembali")
        assert await where(siti) == ("register", state)
    await siti.presses("Ya, setuju")
    assert await where(siti) == ("register", "summary")  # nothing was lost on the way back


CONSENT_WORDS = "cfc6e1f4142051ff"


def test_words_of_the_consent_belong_to_their_version() -> None:
    """Changed words need a new CONSENT_VERSION (the day of the change) and a new fingerprint here."""
    said = "".join(words.all_wordings("ask_consent"))
    assert (CONSENT_VERSION, hashlib.sha256(said.encode()).hexdigest()[:16]) == ("2026-11-21.2", CONSENT_WORDS)


@pytest.mark.parametrize(
    ("product", "activities", "says"),
    [
        ("keripik pisang", "diolah", "Usaha ini <b>IKM</b>"),
        ("keripik pisang", "dijual lagi", "Usaha ini <b>UMKM bukan industri</b>"),
        ("keripik pisang", "diolah, dijual lagi", "Usaha ini <b>IKM dan juga UMKM</b>"),
        ("madu hutan", "dipanen", "Kemungkinan besar <b>UMKM bukan industri</b>"),
        ("rompi rajut", "diolah", "Usaha ini <b>IKM</b>"),
    ],
)
async def test_first_word_on_what_the_business_is(
    office: CheckedOffice, product: str, activities: str, says: str
) -> None:
    siti = office.person(11)
    await reach(siti, "products")
    await does(siti, product, "!Sudah benar", activities, "selesai")
    _, kind, permits, *_ = await siti.says("simpan")
    assert kind.text.startswith(says)
    assert permits.text.startswith("<b>Izin yang penting lebih dulu</b>\n<b>NIB</b>: ")


async def test_doubtful_case_is_left_to_staff(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "products")
    _, kind, *_ = await does(siti, "madu hutan", "!Sudah benar", "dipanen", "selesai", "simpan")
    (business,) = await businesses(office)
    assert (business.needs_decision, business.decision_reasons) == (True, "honey")
    assert kind.text.startswith("Kemungkinan besar <b>UMKM bukan industri</b>; petugas kami akan memastikan.")
    assert kind.text.endswith(content.texts.load("classification").told_needs_decision)


async def test_other_office_is_named_kindly_and_marked(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "products")
    _, kind, *_ = await does(siti, "keripik pisang", "!Sudah benar", "dijual lagi", "selesai", "simpan")
    (business,) = await businesses(office)
    assert business.referral_marked_at is not None
    assert content.texts.load("classification").told_referral in kind.text


async def test_new_words_of_consent_are_asked_again(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    async with office.database.session() as session:
        await session.execute(update(Consent).values(version="2020-01-01"))
    assert (await siti.says("/daftar"))[0].text.startswith("<b>1 dari 7</b>")
    assert texts(await siti.presses("Tidak")) == [words.told_earlier_consent_stays]
    assert len(await businesses(office)) == 1
