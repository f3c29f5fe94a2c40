"""Guides for the office tell people to press what is there, and the page for lawyers gives its sources."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

import content.texts
from bot import backup
from bot.settings import ROOT
from durable import dispatch, inbox
from services import question_words

HOWTO = ROOT / "docs" / "howto"
FOR_LAWYERS = (HOWTO / "16-untuk-dinas.md").read_text(encoding="utf-8")
OF_THE_LAW = re.compile(r"\b(UU|PP|Perpres|Permen\w+|Pasal|Putusan|Peraturan|[Ww]ajib)\b")
IS_BACKED = re.compile(r"\[S\d+\]|perlu dicek")


def labels() -> set[str]:
    """Every button, question and role of the bot, by its Indonesian name."""
    books = [content.texts.load(name) for name in content.texts.names()]
    return {
        str(book[key])
        for book in books
        for key in sorted(book.keys())
        if key.startswith(("button_", "field_", "role_"))
    }


@pytest.mark.parametrize("page", ["14-pengumuman.md", "15-kader.md"])
def test_what_a_guide_prints_bold_is_a_label_of_the_bot(page: str) -> None:
    bold = re.findall(r"\*\*(.+?)\*\*", (HOWTO / page).read_text(encoding="utf-8"))
    assert sorted(set(bold) - labels()) == []


def sentences() -> list[str]:
    """What the page for lawyers says, sentence by sentence, without headings, legend and list of sources."""
    told = FOR_LAWYERS.partition("## Ringkasan")[2].partition("## Sumber")[0]
    lines = [line for line in told.splitlines() if not line.startswith("#")]
    return [said for line in lines for said in re.split(r"(?<=[.?])\s+|\|", line) if said.strip()]


def unbacked(said: list[str]) -> list[str]:
    """The sentences about the law that name neither a source nor that they are to be checked."""
    return [each for each in said if OF_THE_LAW.search(each) and not IS_BACKED.search(each)]


def test_every_sentence_about_the_law_has_its_source() -> None:
    assert unbacked(sentences()) == []


def test_a_sentence_without_a_source_is_found() -> None:
    assert unbacked(["Wajib begitu [S1].", "Menurut Pasal 9 begitu.", "Pasal 8 (perlu dicek).", "Bot ini biru."]) == [
        "Menurut Pasal 9 begitu."
    ]


def test_sources_are_those_that_are_named() -> None:
    told, _, listed = FOR_LAWYERS.partition("## Sumber")
    sources = re.findall(r"^\| (S\d+) \| .+ \| .*https?://\S+", listed, re.MULTILINE)
    assert sorted(set(re.findall(r"\[(S\d+)\]", told.partition("## Ringkasan")[2]))) == sorted(sources)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Isi pesan masuk di sistem", (inbox.PAYLOAD_KEPT, inbox.ROW_KEPT)),
        ("Isi pesan keluar di sistem", (dispatch.PAYLOAD_KEPT, dispatch.ROW_KEPT)),
        ("Berkas buatan bot: laporan, Excel, surat", (dispatch.FILE_KEPT,)),
        ("Kata-kata pertanyaan kepada bot", (question_words.KEPT,)),
        ("Cadangan buatan bot", (backup.KEPT,)),
    ],
)
def test_days_that_are_told_are_those_of_the_program(row: str, told: tuple[timedelta, ...]) -> None:
    (cell,) = re.findall(rf"^\| {row} \| (.+) \|$", FOR_LAWYERS, re.MULTILINE)
    spans = [timedelta(**{"hours" if unit == "jam" else "days": int(count)}) for count, unit in
             re.findall(r"(\d+) (jam|hari)", cell)]  # fmt: skip
    assert tuple(spans) == told
