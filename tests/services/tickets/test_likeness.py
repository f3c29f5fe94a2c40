"""Which questions one answer does for: a table, so that whoever moves a threshold sees what it moves."""

from __future__ import annotations

import pytest

from services.tickets.likeness import is_same_question, likeness, telling_words

SAME = [
    ("berapa lama masa berlaku PIRT bu?", "pirt masa berlakunya berapa lama ya"),
    ("keripik pisang saya cepat melempem, gimana?", "gmn biar keripik pisang ga cepat melempem"),
    ("Kripik pisang sy cepat melempem", "keripik pisang cepat melempem kenapa ya bu"),
    ("cara daftar halal gratis", "mau daftar halal gratis caranya gimana"),
    ("pirt saya sudah habis, perpanjang di mana?", "perpanjang pirt di mana kalau sudah habis masanya"),
    ("apakah amplang harus pakai BPOM", "amplang harus bpom atau tidak bu?"),
    ("minta contoh label amplang", "contoh label untuk amplang ada?"),
    ("syarat halal untuk kue kering apa saja", "kue kering syarat halalnya apa saja ya pak"),
    ("ukuran huruf di label brapa mm", "berapa mm ukuran huruf label"),
    ("tempat uji lab di sangatta dimana", "uji lab di mana ya bu kalau di sangatta"),
    ("KAPAN ADA PELATIHAN KEMASAN LAGI???", "pelatihan kemasan kapan ada lagi bu"),
    ("harga sewa lapak bazar ramadan brp", "harga sewa lapak di bazar ramadan berapa ya bu"),
    ("where can I test my product in a lab", "lab test for product, where?"),
]
OTHER = [
    ("berapa biaya pirt", "berapa lama masa berlaku pirt"),
    ("cara daftar halal gratis", "cara daftar pirt gratis"),
    ("keripik pisang saya cepat melempem", "keripik pisang saya cepat gosong"),
    ("apakah amplang harus bpom", "apakah sambal harus bpom"),
    ("syarat halal apa saja", "syarat pirt apa saja"),
    ("label amplang harus pakai barcode?", "label amplang ukuran hurufnya berapa"),
    ("kapan pelatihan kemasan lagi", "kapan pelatihan halal lagi"),
    ("uji lab di sangatta dimana", "rumah kemasan di sangatta dimana"),
    ("kemasan standing pouch beli di mana", "kemasan kaleng beli di mana"),
    ("masa simpan keripik singkong berapa bulan",
     "masa simpan keripik singkong berapa bulan kalau dibungkus aluminium foil vakum pakai nitrogen"),
    ("pirt", "pirt"),
    ("pirt", "pirt untuk sambal berapa biayanya"),
    ("halo bu mau tanya", "halo bu mau tanya pirt"),
    ("???", "???"),
    ("", "keripik pisang cepat melempem"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_question_in_other_words(one: str, other: str) -> None:
    assert is_same_question(one, other)
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_question_in_nearly_the_same_words(one: str, other: str) -> None:
    assert not is_same_question(one, other)
    assert not is_same_question(other, one)


def test_courtesies_and_question_words_tell_nothing() -> None:
    assert telling_words("Mohon maaf bu, saya mau tanya: keripik-nya KERIPIK cepat melempem ya?") == [
        "keripik", "cepat", "melempem",
    ]  # fmt: skip
