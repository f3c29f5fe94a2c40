"""How words are read: spelling, stems, concepts, and the speed of it all."""

from __future__ import annotations

import time

import pytest

import content.texts
from content import lexicon
from content.outside import outside_examples
from services.understanding.understander import TALK_KINDS, Understander
from services.understanding.urgency import urgent_kinds
from services.understanding.words import repaired, stems

REPAIRED = {
    "gmn cara biar keripik sy ga cpt melempem": "bagaimana cara biar keripik saya tidak cepat melempem",
    "P-IRT brp thn": "pirt berapa tahun",
    "nomor induk berusaha": "nib",
    "sertipikat halall": "sertifikat halal",
    "tgl expired": "tanggal kedaluwarsa",
    "KADALUARSA": "kedaluwarsa",
    "": "",
}


@pytest.mark.parametrize("said", REPAIRED)
def test_spelling_is_repaired(said: str) -> None:
    assert repaired(said) == REPAIRED[said]


def test_repairing_twice_changes_nothing() -> None:
    odd = {said: (repaired(said), repaired(repaired(said))) for said in lexicon.spellings().words}
    assert {said: found for said, found in odd.items() if found[0] != found[1]} == {}


@pytest.mark.parametrize(
    ("said", "stemmed"),
    [("dikemas", "kemas"), ("mendaftarkan", "daftar"), ("perizinan", "izin"), ("dibungkus", "bungkus")],
)
def test_affixes_are_taken_off(said: str, stemmed: str) -> None:
    assert stems(said) == [stemmed]


@pytest.mark.parametrize(
    ("said", "things", "aspects"),
    [
        ("biayanya berapa", (), {"cost"}),
        ("berapa biaya pirt", ("pirt",), {"cost"}),
        ("syarat halal", ("halal",), {"papers"}),
    ],
)
def test_concepts_are_found(said: str, things: tuple[str, ...], aspects: set[str]) -> None:
    found = lexicon.concepts().found_in(repaired(said).split())
    assert (found[0], set(found[1])) == (things, aspects)


def test_every_kind_of_small_talk_and_of_urgency_has_its_words() -> None:
    keys = content.texts.load("ask").keys()
    assert set(outside_examples()) >= TALK_KINDS
    assert {f"talk{kind}" for kind in TALK_KINDS} == {key for key in keys if key.startswith("talk_")}
    assert {f"urgent_{kind}" for kind in urgent_kinds()} == {key for key in keys if key.startswith("urgent_")}


def test_question_is_understood_in_a_few_milliseconds(understander: Understander) -> None:
    spent = []
    for number in range(200):
        began = time.perf_counter()
        understander.understand(f"gmn cara biar keripik {number} sy ga cpt melempem bu, sudah pakai plastik tebal")
        spent.append(time.perf_counter() - began)
    assert sorted(spent)[190] < 0.020
