"""What staff type on a phone becomes an answer in the one form, and every fault of it has a name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.answers.document import FaqDocument, Source
from content.answers.reading import FaqFaults, parse
from content.answers.writing import written
from services.faq.wording import (
    bodies_of,
    label_from,
    new_answer,
    problems_in,
    reworded,
    sources_of,
    title_from,
    typed_form,
    ways_to_ask,
    with_ways_to_ask,
)
from tests.faq_answers import DOUBTFUL, OFFICIAL, an_answer

TODAY = date(2026, 11, 23)
OFFICE = "Disperindag Kutai Timur"


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("Berlaku 5 tahun.", "Berlaku 5 tahun."),
        ("Berlaku 5 tahun.\nLihat tanggalnya.", "Berlaku 5 tahun.\n- Lihat tanggalnya."),
        (" Berlaku   lama. \n\n • Lihat\n– Catat\n* Simpan", "Berlaku lama.\n- Lihat\n- Catat\n- Simpan"),
        ("- Berlaku.\n1) Buka\n2. Isi", "Berlaku.\n1. Buka\n2. Isi"),
        ("Berlaku [CEK].\nLihat *\nCatat [ cek ]", "Berlaku [cek]\n- Lihat [cek]\n- Catat [cek]"),
        ("Rp 5.000 * 3\n2026 masih", "Rp 5.000 * 3\n- 2026 masih"),
        ("Ya 😀\r\nTidak", "Ya 😀\n- Tidak"),
    ],
)  # fmt: skip
def test_plain_lines_become_the_form_of_an_answer(typed: str, body: str) -> None:
    assert bodies_of(typed) == {"id": body}


def test_english_may_follow() -> None:
    assert bodies_of("Lima tahun.\nLihat.\n--- en ---\nFive years.\nLook.") == {
        "id": "Lima tahun.\n- Lihat.", "en": "Five years.\n- Look.",
    }  # fmt: skip
    answer = an_answer()
    assert bodies_of(typed_form(answer)) == answer.bodies


@pytest.mark.parametrize(
    ("typed", "sources"),
    [
        ("Peraturan BPOM 4/2024, halaman 3", [OFFICIAL]),
        ("permenperin 62/2024; blog tetangga",
         [Source("permenperin 62/2024", is_official=True), Source("blog tetangga")]),
        ("petugas", [Source(f"Petugas {OFFICE}")]),
        ("Petugas.", [Source(f"Petugas {OFFICE}")]),
        ("PP 7 tahun 2021, pasal 35\nistanaumkm.pom.go.id, halaman SPP-IRT",
         [Source("PP 7 tahun 2021", "pasal 35", is_official=True),
          Source("istanaumkm.pom.go.id", "halaman SPP-IRT", is_official=True)]),
        ("ppt dari pelatihan", [Source("ppt dari pelatihan")]),
        (" ; \n", []),
    ],
)  # fmt: skip
def test_typed_source_is_read(typed: str, sources: list[Source]) -> None:
    assert sources_of(typed, OFFICE) == tuple(sources)


def test_doubt_that_is_left_makes_the_source_doubtful_and_the_review_near() -> None:
    sure = reworded(an_answer(), bodies_of("Lima tahun."), [OFFICIAL], TODAY)
    assert (sure.sources, sure.review_by - TODAY) == ((OFFICIAL,), timedelta(days=365))
    unsure = reworded(an_answer(), bodies_of("Lima tahun [cek]"), [OFFICIAL], TODAY)
    assert [source.is_doubtful for source in unsure.sources] == [True]
    assert unsure.review_by - TODAY == timedelta(days=182)
    for made in (sure, unsure):
        assert problems_in(made) == []
        assert parse(written(made), "x") == made


def keys(document: FaqDocument) -> list[str]:
    return [problem.key for problem in problems_in(document)]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "no_words"),
        ("Ya.\n" * 8, "lines"),
        ("x" * 600, "body_long"),
        ("\n".join(["Ya, " + "kata " * 15] * 7), "screen_lines"),
        ("Ya <b>tebal</b>", "html"),
        ("Ya & tidak", "signs"),
        ("1. Ya", "first_line"),
        ("Ya [cek] betul", "doubt_place"),
        ("Ya\n--- en ---\nYes [cek]", "doubt_languages"),
        ("Ya\n--- nl ---\nJa", "language"),
    ],
)
def test_every_fault_of_the_words_is_named(typed: str, fault: str) -> None:
    assert fault in keys(reworded(an_answer(), bodies_of(typed), [OFFICIAL], TODAY))


def test_doubt_and_sources_must_go_together() -> None:
    assert keys(reworded(an_answer(), {"id": "Ya."}, [DOUBTFUL], TODAY, typed=False)) == ["doubt_missing"]
    assert keys(reworded(an_answer(), {"id": "Ya. [cek]"}, [OFFICIAL], TODAY, typed=False)) == ["doubt_unfounded"]


@pytest.mark.parametrize(("title", "fault"), [("x" * 61, "name_long"), ("<3", "name_signs")])
def test_titles_have_faults_too(title: str, fault: str) -> None:
    made = new_answer("tanya-1", title, "Tombol", "pirt", ["a?"], {"id": "Ya."}, TODAY)
    assert keys(reworded(made, made.bodies, [OFFICIAL], TODAY)) == [fault]


@given(st.text(), st.text(max_size=60), st.text(max_size=60), st.lists(st.text(max_size=450), max_size=3))
def test_what_has_no_problem_is_an_answer(typed: str, source: str, title: str, questions: list[str]) -> None:
    """Whatever is typed: no fault is left for the file's reader to find."""
    sources = sources_of(source, OFFICE)
    name = title_from(title) or "Judul"
    made = new_answer("tanya-1", name, label_from(name, (), 1), "pirt", ways_to_ask(questions, ()), {}, TODAY)
    document = reworded(made, bodies_of(typed), sources, TODAY)
    if sources and problems_in(document) == []:
        try:
            assert parse(written(document), "x") == document
        except FaqFaults as error:
            raise AssertionError(str(error)) from error


def test_ways_to_ask_leave_out_what_is_known_and_private() -> None:
    asked = ["Brp  lama\npirt?", "brp lama pirt?", "PIRT ku abis", "hub saya 0812-3456-789 ya", "modal 100.000.000?"]
    assert ways_to_ask(asked, {"pirt ku abis"}) == ["brp lama pirt?", "hub saya ya", "modal 100.000.000?"]
    assert with_ways_to_ask(an_answer(), ["a?"]).ask["petugas"] == ("a?",)
    assert with_ways_to_ask(with_ways_to_ask(an_answer(), ["a?"]), ["b?"]).ask["petugas"] == ("a?", "b?")


def test_labels_are_cut_between_words_and_unlike_others() -> None:
    assert label_from("Izin edar frozen food rumahan", (), 12) == "Izin edar frozen"
    assert label_from("Izin edar frozen food rumahan", {"Izin edar frozen"}, 12) == "Izin edar frozen 12"
    assert label_from("Kataygsangatpanjangsekali", (), 12) == "Kataygsangatpanjangs"
    assert title_from("bu " * 40) == ("bu " * 20).strip()
