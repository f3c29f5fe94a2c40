"""The files of answers: what is written is read back, faults stay where they are, and every answer fits a screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.answers.document import FaqDocument
from content.answers.reading import FaqFaults, parse
from content.answers.seed import load, read
from content.answers.writing import written
from content.language import LANGUAGES, language
from content.text_faults import lines_on_screen, visible
from handlers.answers import MOST_CHARACTERS, MOST_LINES, told_answer
from tests.faq_answers import DOUBTFUL, OFFICIAL, an_answer, put_files

ANSWERS = read().documents


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    token = language.set(request.param)
    yield request.param
    language.reset(token)


@pytest.mark.parametrize("key", ANSWERS)
def test_every_answer_is_read_back_as_it_was_written(key: str) -> None:
    assert parse(written(ANSWERS[key]), f"{key}.md") == ANSWERS[key]


@pytest.mark.parametrize("key", ANSWERS)
@pytest.mark.usefixtures("spoken")
def test_every_answer_fits_the_screen(key: str) -> None:
    document = ANSWERS[key]
    for day in (document.reviewed_on, document.review_by + timedelta(days=1)):
        told = told_answer(document, day)
        assert len(visible(told)) <= MOST_CHARACTERS
        assert lines_on_screen(told) <= MOST_LINES


def test_answer_tells_its_doubt_its_sources_and_its_age() -> None:
    document = an_answer(
        bodies={"id": "Lima tahun. [cek]\n- Lihat tanggalnya.", "en": "Five years. [cek]\n- See the date."},
        sources=(OFFICIAL, DOUBTFUL, OFFICIAL),
    )
    assert told_answer(document, document.review_by) == (
        "<b>Lima tahun. *</b>\n- Lihat tanggalnya.\n\n* Perlu dicek ke dinas: tanya petugas.\n"
        "Sumber: Peraturan BPOM 4/2024, OSS RBA\nDicek 21 November 2026"
    )
    assert told_answer(document, document.review_by + timedelta(days=1)).endswith(
        "\nJawaban ini sudah waktunya dicek lagi."
    )


def test_answer_without_an_official_source_says_so() -> None:
    assert "Sumber: OSS RBA (bukan naskah resmi)\n" in told_answer(an_answer(sources=(DOUBTFUL,)), OFFICIAL_DAY)


OFFICIAL_DAY = an_answer().reviewed_on


def test_many_sources_are_counted() -> None:
    many = tuple(DOUBTFUL.__class__(f"Peraturan nomor {number} tahun 2024") for number in range(5))
    told = told_answer(an_answer(sources=many), OFFICIAL_DAY)
    assert "Peraturan nomor 2 tahun 2024, dan 2 lainnya (bukan naskah resmi)" in told


def test_answer_in_one_language_says_so_in_the_other() -> None:
    document = an_answer(bodies={"id": "Lima tahun."})
    token = language.set("en")
    try:
        told = told_answer(document, OFFICIAL_DAY)
    finally:
        language.reset(token)
    assert told == (
        "<b>Lima tahun.</b>\n\nThis answer is in Indonesian only, so far.\n"
        "Source: Peraturan BPOM 4/2024\nChecked 21 November 2026"
    )


def test_broken_file_makes_no_other_one_faulty(tmp_path: Path) -> None:
    friend = an_answer("teman", related=("rusak",))
    put_files(tmp_path, an_answer(), friend)
    (tmp_path / "rusak.md").write_text("---\nid: rusak\n---\nYa")
    found = read(tmp_path)
    assert found.documents == {"teman": friend, "pirt-masa-berlaku": an_answer()}
    assert {fault.file for fault in found.faults} == {"rusak.md"}
    with pytest.raises(FaqFaults):
        load(tmp_path)


def test_of_two_that_clash_neither_is_good(tmp_path: Path) -> None:
    put_files(
        tmp_path, an_answer("a"), an_answer("b", button={"id": "a"}), an_answer("c", ask={"hp": ("A berapa lama?",)})
    )
    found = read(tmp_path)
    assert found.documents == {}
    assert [str(fault) for fault in found.faults] == [
        "b.md, line 4: button: 'a (id)' belongs to a already",
        "c.md, line 12: ask: 'a berapa lama?' belongs to a already",
    ]


def test_answers_without_english_labels_do_not_clash(tmp_path: Path) -> None:
    folder: list[FaqDocument] = [an_answer(key, button={"id": key}) for key in ("tanya-1", "tanya-2")]
    assert set(load(put_files(tmp_path, *folder))) == {"tanya-1", "tanya-2"}


@given(st.text(max_size=200), st.integers(0, 400))
def test_nothing_in_a_file_is_more_than_a_fault(noise: str, at: int) -> None:
    good = written(an_answer())
    with suppress(FaqFaults):  # and nothing else
        parse(good[:at] + noise + good[at:], "x.md")
