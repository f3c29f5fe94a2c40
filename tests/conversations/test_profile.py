"""Usaha saya and Lengkapi profil: seeing, completing and changing what is kept about one's businesses."""

from __future__ import annotations

from typing import Any

import pytest

import content.texts
from content.text_faults import MOST_LINES, lines_on_screen
from models import Permit
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import businesses, does, register, texts, where
from tests.driver import Person

words = content.texts.load("profile")
questions = content.texts.load("questions")
sizes = content.texts.load("classification")
PHOTO = [{"file_id": "small", "file_unique_id": "s", "width": 90, "height": 90},
         {"file_id": "large", "file_unique_id": "l", "width": 900, "height": 900}]  # fmt: skip
OWN_CONTACT = {"phone_number": "6281234567890", "first_name": "Siti", "user_id": 11}


async def only(office: CheckedOffice) -> Any:
    (business,) = await businesses(office)
    return business


async def test_whole_profile(office_on_both: CheckedOffice) -> None:
    siti = office_on_both.person(11)
    await register(siti)
    begun, first = await siti.presses("Lengkapi profil")
    assert begun.text == words.told_complete_begin.format(name="Dapur Siti")
    assert first.text == f"<b>1 dari 9</b> · profil terisi 30%\n{questions.ask_workers}"
    assert first.keys[-1] == ("Lewati", "Batal")
    await does(siti, "20 org", "10 miliar setahun")
    toggled = await siti.presses("☐ NIB")
    assert (toggled[0].method, toggled[0].keys[0]) == ("editMessageText", ("☑ NIB", "☐ P-IRT"))
    await does(siti, "!☐ Halal", "!Selesai")
    thanked, asked = await siti.sends(contact=OWN_CONTACT)
    assert (thanked.text, thanked.keys[0]) == (questions.told_phone_taken, ("Daftar usaha", "Usaha saya"))
    assert asked.text.endswith(questions.ask_year_begun)
    await does(siti, "sejak 2019", "desa long lees", "5 juta", "Rp 6 miliar")
    (ended,) = await siti.sends(photo=PHOTO)
    assert ended.text.split("\n") == [
        "Terima kasih! Profil <b>Dapur Siti</b> sekarang terisi 100%.",
        "",
        sizes.told_industry_scale.format(scale="menengah"),
        sizes.told_umkm_scales_disagree.format(by_capital="menengah", by_sales="kecil"),
        sizes.doubt_scales_disagree,
    ]
    business = await only(office_on_both)
    assert (business.workers, business.yearly_sales, business.investment, business.capital) == (
        "20_up", "2b_15b", "under_10m", "5b_10b",
    )  # fmt: skip
    assert (business.phone, business.year_begun, business.village) == ("+6281234567890", 2019, "Long Lees")
    assert (business.photo_file_id, business.needs_decision) == ("large", True)
    assert {row.permit for row in business.permits} == {Permit.NIB, Permit.HALAL}


async def test_everything_may_be_skipped(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await siti.presses("Lengkapi profil")
    for _ in range(8):
        await siti.presses("Lewati")
    (ended,) = await siti.says("lewati")
    assert ended.text.strip() == words.told_complete_end.format(name="Dapur Siti", percent=30, sizes="").strip()
    assert await where(siti) == (None, None)


async def test_left_profile_is_gone_on_with_after_a_restart(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await does(siti, "!Lengkapi profil", "3 orang", "/menu")
    office.restarts()
    (asked,) = await siti.presses("Lanjutkan profil")
    assert asked.text.startswith("<b>2 dari 9</b>")
    assert await where(siti) == ("profile", "yearly_sales")


async def test_back_shows_the_former_answer(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await does(siti, "!Lengkapi profil", "3 orang")
    (asked,) = await siti.presses("Kembali")
    assert asked.text.endswith("\n\nJawaban tadi: 2-4 orang")
    assert asked.keys[-2:] == (("Tidak diubah",), ("Batal",))


async def test_card_says_what_is_known_and_what_is_missing(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    (card,) = await siti.says("/profil")
    assert card.text.split("\n") == [
        "<b>Dapur Siti</b>",
        "IKM · profil terisi 30%",
        "Nama pemilik: Siti Aminah",
        "Kecamatan: Busang",
        "Produk: Keripik pisang",
        "Cara usaha: diolah menjadi barang baru",
        "",
        "Belum diisi: Pekerja, Penjualan setahun, Izin, Nomor HP, Tahun mulai, Desa, Nilai alat, Modal, Foto produk",
    ]
    assert lines_on_screen(card.text) <= MOST_LINES
    assert card.keys == (("Lengkapi profil",), ("Ubah isian",), ("Tambah usaha",))


CHANGES = [
    ("owner", "Rahmat", "Nama pemilik: Rahmat"), ("name", "Dapur Baru", "<b>Dapur Baru</b>"),
    ("district", "kaliorang", "Kecamatan: Kaliorang"), ("village", "selangkau", "Desa: Selangkau"),
    ("year_begun", "3 tahun lalu", None), ("workers", "sendiri", "Pekerja: Sendiri saja"),
    ("investment", "200rb", "Nilai alat: Di bawah 10 juta"), ("capital", "1,5 juta", "Modal: Sampai 50 juta"),
    ("yearly_sales", "5jt sebulan", "Penjualan setahun: Sampai 60 juta"), ("permits", "belum ada", "Izin: belum ada"),
    ("phone", "0812-3456-7890", "Nomor HP: +6281234567890"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "said", "line"), CHANGES)
async def test_each_field_alone(office: CheckedOffice, field: str, said: str, line: str | None) -> None:
    siti = office.person(11)
    business = await register(siti)
    await does(siti, "/profil", "!Ubah isian")
    (asked,) = await siti.presses(f"profile:change:{business.id}.{field}")
    assert asked.text.startswith(f"<b>Ubah: {questions[f'field_{field}']}</b>")
    saved, card = await siti.says(said)
    assert saved.text == words.told_changed
    if line is not None:
        assert line in card.text.split("\n")
    assert await where(siti) == (None, None)


async def test_products_and_activities_alone(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await does(siti, "/profil", "!Ubah isian", "!Produk", "gula semut", "!Hapus 1")
    _, card = await siti.presses("Sudah benar")
    assert "Produk: Gula semut aren" in card.text.split("\n")
    await does(siti, "/profil", "!Ubah isian", "!Cara usaha", "!☑ Diolah jadi baru", "!☐ Dijual lagi")
    _, card = await siti.presses("Selesai")
    assert card.text.split("\n")[1] == "UMKM bukan industri · profil terisi 30%"


async def test_change_left_alone_changes_nothing(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await does(siti, "/profil", "!Ubah isian", "!Nama usaha")
    (card,) = await siti.presses("Kembali")
    assert card.text.startswith("<b>Dapur Siti</b>")
    assert await where(siti) == (None, None)


async def test_two_businesses_are_listed(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await does(siti, "!Lengkapi profil", "/profil", "!Tambah usaha", "Kopi Siti", "Kongbeng", "kopi bubuk")
    await does(siti, "!Sudah benar", "diolah", "selesai", "simpan")
    (listed,) = await siti.says("Usaha saya")
    assert (listed.text, listed.keys) == (
        words.ask_which_business, (("Dapur Siti",), ("Kopi Siti",), ("Tambah usaha",)),
    )  # fmt: skip
    (card,) = await siti.presses("Kopi Siti")
    assert (card.method, card.text.split("\n")[0]) == ("editMessageText", "<b>Kopi Siti</b>")
    assert card.keys[-1] == ("Tambah usaha", "Semua usaha")


async def test_nobody_has_no_business(office: CheckedOffice) -> None:
    (told,) = await office.person(11).says("/profil")
    assert (told.text, told.keys) == (words.told_no_business, (("Daftar usaha",),))


async def in_field(office: CheckedOffice, field: str) -> Person:
    siti = office.person(11)
    business = await register(siti)
    await siti.presses(f"profile:change:{business.id}.{field}")
    return siti


async def test_contact_of_somebody_else_is_refused(office: CheckedOffice) -> None:
    siti = await in_field(office, "phone")
    (refused,) = await siti.sends(contact={**OWN_CONTACT, "user_id": 999})
    assert refused.text == questions.refused_not_own_contact
    (refused,) = await siti.sends(contact={"phone_number": "0812", "first_name": "X"})
    assert refused.text == questions.refused_not_own_contact
    assert await where(siti) == ("profile", "phone")


async def test_own_contact_is_asked_for_with_one_button(office: CheckedOffice) -> None:
    siti = await in_field(office, "phone")
    (asked,) = await siti.presses("Bagikan nomor saya")
    assert asked.raw["reply_markup"]["keyboard"][0] == [{"text": "Bagikan nomor saya", "request_contact": True}]
    assert asked.keys[1:] == (("Daftar usaha", "Usaha saya"), ("Tanya", "Mentor"), ("Bantuan", "Bahasa"))


async def test_text_in_place_of_a_photo_is_refused(office: CheckedOffice) -> None:
    siti = await in_field(office, "photo")
    (refused,) = await siti.says("ini fotonya")
    assert refused.text == questions.refused_photo_needed


async def test_album_of_photos_is_one_photo(office: CheckedOffice) -> None:
    siti = await in_field(office, "photo")
    first = await siti.sends(photo=PHOTO, media_group_id="1")
    assert texts(first)[0] == words.told_changed
    assert await siti.sends(photo=PHOTO, media_group_id="1") == []


async def test_button_of_another_own_business_is_old(office: CheckedOffice) -> None:
    siti = office.person(11)
    first = await register(siti)
    await does(siti, "/daftar", "Kopi Siti", "Kongbeng", "kopi bubuk", "!Sudah benar", "diolah", "selesai", "simpan")
    second = (await businesses(office))[1]
    await siti.presses(f"profile:change:{second.id}.workers")
    await siti.presses(f"profile:workers:{first.id}.20_up")
    assert [business.workers for business in await businesses(office)] == [None, None]
    assert await where(siti) == ("profile", "workers")


@pytest.mark.parametrize(
    ("field", "said"),
    [("phone", "12"), ("workers", "banyak"), ("capital", "5"), ("yearly_sales", "100rb sehari"), ("village", "??"),
     ("year_begun", "1800"), ("permits", "entah")],
)  # fmt: skip
async def test_refused_answer_says_what_would_do_and_stays(office: CheckedOffice, field: str, said: str) -> None:
    siti = await in_field(office, field)
    shown = siti.replies[-1].keys
    (refused,) = await siti.says(said)
    assert refused.text == refused.text.strip()
    assert refused.keys == shown
    assert await where(siti) == ("profile", field)
