"""The answers of content/faq/: all there, in both languages, with sources; a broken one names file, line and fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from content.answers import seed
from content.answers.document import CATEGORIES, DOUBT, FaqDocument
from content.answers.reading import FaqFaults, parse
from content.answers.writing import written

TOPICS = {
    "izin": "ikm-vs-umkm kbli nib-oss pajak-umkm siinas skala-industri",
    "pirt": (
        "pirt-apa pirt-biaya-lama pirt-cara-daftar pirt-dikecualikan pirt-masa-berlaku pirt-nomor-arti "
        "pirt-syarat pkp-penyuluhan"
    ),
    "bpom": "bpom-md-biaya bpom-md-kapan bpom-md-syarat",
    "halal": (
        "halal-bahan halal-logo halal-masa-berlaku halal-pendamping halal-reguler-biaya "
        "halal-self-declare halal-wajib-kapan"
    ),
    "sni": "amdk-sni sni-apa sni-bina-umk sni-cara sni-wajib tkdn-ik",
    "label": (
        "barcode-gs1 label-berat-bersih label-gizi label-kedaluwarsa label-komposisi-alergen "
        "label-larangan-klaim label-wajib"
    ),
    "kemasan": (
        "kemasan-beku-vakum kemasan-cair-sambal kemasan-cetak-murah kemasan-cokelat kemasan-desain "
        "kemasan-food-grade kemasan-keripik kemasan-kirim-jauh kemasan-pilih-bahan "
        "kemasan-ramah-lingkungan rumah-kemasan"
    ),
    "mutu": "higiene-dapur-cppb kakao-fermentasi pengawet-btp pisang-olahan tengik-melempem uji-lab umur-simpan",
    "pasar": "ekspor-dasar harga-jual-hpp jual-online-foto katalog-elektronik ritel-modern",
    "merek": "merek-biaya merek-daftar",
    "dukungan": "bantuan-mesin cari-mentor esmart-ikm jadi-mentor kur-pembiayaan pelatihan-alternatif",
}
LEAST_QUESTIONS, LEAST_WAYS = 100, 5


@pytest.fixture(scope="module")
def documents() -> Mapping[str, FaqDocument]:
    return seed.load()


def test_every_topic_is_there(documents: Mapping[str, FaqDocument]) -> None:
    by_category = {
        category: " ".join(sorted(key for key, one in documents.items() if one.category == category))
        for category in CATEGORIES
    }
    assert by_category == TOPICS
    assert len(documents) == 68


def test_every_answer_is_in_both_languages_with_sources_and_dates(documents: Mapping[str, FaqDocument]) -> None:
    for key, one in documents.items():
        assert [set(words) for words in (one.title, one.button, one.bodies)] == [{"id", "en"}] * 3, key
        assert len(one.bodies["id"].split("\n")) == len(one.bodies["en"].split("\n")), key
        assert one.sources, key
        assert one.reviewed_on < one.review_by, key
        assert 2 <= len(one.related) <= 3, key
        assert one.is_published, key


def test_every_answer_has_many_ways_to_ask(documents: Mapping[str, FaqDocument]) -> None:
    few = {
        key: (len(one.ask), len(one.questions))
        for key, one in documents.items()
        if len(one.ask) < LEAST_WAYS or len(one.questions) < LEAST_QUESTIONS
    }
    assert few == {}


def test_doubtful_words_are_marked(documents: Mapping[str, FaqDocument]) -> None:
    doubtful = {key for key, one in documents.items() if any(source.is_doubtful for source in one.sources)}
    marked = {key for key, one in documents.items() if DOUBT in one.bodies["id"]}
    assert marked == doubtful
    assert len(doubtful) > 30  # most of what is known rests on a page that somebody at the office should confirm


def test_file_is_as_the_export_writes_it(documents: Mapping[str, FaqDocument]) -> None:
    for key, one in documents.items():
        assert (seed.FOLDER / f"{key}.md").read_text(encoding="utf-8") == written(one)
        assert parse(written(one), f"{key}.md") == one


GOOD = """---
id: contoh
title: {id: "Contoh", en: "Example"}
button: {id: "Contoh", en: "Example"}
category: label
related: []
reviewed_on: 2026-11-21
review_by: 2027-05-15
status: published
sources:
  - {name: "Peraturan", status: recalled}
ask:
  hp:
    - "contoh dong"
---
Jawabannya begini. [cek]
- Baris kedua.

--- en ---
This is the answer. [cek]
- A second line.
"""


def test_good_document_is_read() -> None:
    one = parse(GOOD, "contoh.md")
    assert one.bodies == {
        "id": "Jawabannya begini. [cek]\n- Baris kedua.",
        "en": "This is the answer. [cek]\n- A second line.",
    }
    assert (one.review_by, one.questions, one.sources[0].is_doubtful) == (date(2027, 5, 15), ("contoh dong",), True)


BROKEN = {
    "no head": (lambda text: text[4:], "contoh.md, line 1: must begin with a head between two lines of ---"),
    "no YAML": (lambda text: text.replace("related: []", "related: ["), "contoh.md, line 8: "),
    "field twice": (
        lambda text: text.replace("status: published", "status: published\nstatus: draft"),
        "contoh.md, line 10: the key 'status' stands there twice",
    ),
    "unknown field": (
        lambda text: text.replace("status: pub", "stats: 1\nstatus: pub"),
        "contoh.md, line 9: stats: is no field of an answer",
    ),
    "missing field": (
        lambda text: text.replace("reviewed_on: 2026-11-21\n", ""),
        "contoh.md, line 1: reviewed_on: is missing in the head",
    ),
    "no date": (
        lambda text: text.replace("2026-11-21", "kemarin"),
        "contoh.md, line 7: reviewed_on: must be a date such as 2026-11-21",
    ),
    "HTML": (
        lambda text: text.replace("Baris kedua.", "<b>Baris</b> kedua."),
        "contoh.md, line 17: id: HTML is not allowed in an answer: write plain words",
    ),
    "sign": (
        lambda text: text.replace("A second line.", "R&D line."),
        "contoh.md, line 21: en: the signs < > & are not allowed: write the word for them",
    ),
    "category": (
        lambda text: text.replace("label", "lebel"),
        "contoh.md, line 5: category: must be one of izin, pirt, ",
    ),
    "button": (
        lambda text: text.replace('button: {id: "Contoh"', 'button: {id: "Contoh yang panjang sekali"'),
        "contoh.md, line 4: button: id: 26 characters, at most 20",
    ),
    "unmarked doubt": (
        lambda text: text.replace(" [cek]", ""),
        "contoh.md, line 10: sources: one is recalled or changing, so the lines that rest on it must end with [cek]",
    ),
    "review too late": (
        lambda text: text.replace("2027-05-15", "2027-11-15"),
        "contoh.md, line 8: review_by: at most 183 days after reviewed_on, because a source is not off",
    ),
    "no source": (
        lambda text: text.replace('\n  - {name: "Peraturan", status: recalled}', " []"),
        "contoh.md, line 10: sources: an answer needs at least one source",
    ),
    "plain second line": (
        lambda text: text.replace("- Baris kedua.", "Baris kedua."),
        "contoh.md, line 17: id: a line after the first begins with `- ` or a number such as `1. `",
    ),
    "language": (
        lambda text: text.replace("--- en ---", "--- de ---"),
        "contoh.md, line 19: --- de ---: is no language of ours",
    ),
    "no words": (lambda text: text.split("---\nJawab")[0] + "---\n", "contoh.md, line 16: id: the answer has no words"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_document_names_file_line_and_fault(fault: str) -> None:
    broken, said = BROKEN[fault]
    with pytest.raises(FaqFaults) as refused:
        parse(broken(GOOD), "contoh.md")
    assert str(refused.value).split("\n")[0].startswith(said)


def test_all_faults_of_all_files_are_told_in_one_go(tmp_path: Path) -> None:
    (tmp_path / "contoh.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "lain.md").write_text(GOOD.replace("label", "lebel").replace("2026-11-21", "x"), encoding="utf-8")
    (tmp_path / "ketiga.md").write_text(
        GOOD.replace("id: contoh", "id: ketiga").replace("[]", "[tiada]"), encoding="utf-8"
    )
    (tmp_path / "rusak.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FaqFaults) as refused:
        seed.load(tmp_path)
    told = str(refused.value).split("\n")
    assert [line.split(":")[0] for line in told[:3]] == ["lain.md, line 5", "lain.md, line 7", "rusak.md, line 1"]
    assert told[3:] == [
        "ketiga.md, line 6: related: there is no other answer 'tiada'",
        "ketiga.md, line 4: button: 'Contoh (id)' belongs to contoh already",
        "ketiga.md, line 4: button: 'Example (en)' belongs to contoh already",
        "ketiga.md, line 12: ask: 'contoh dong' belongs to contoh already",
    ]


def test_duplicate_id_and_foreign_name_are_told(tmp_path: Path) -> None:
    (tmp_path / "contoh.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "salinan.md").write_text(GOOD, encoding="utf-8")
    with pytest.raises(FaqFaults) as refused:
        seed.load(tmp_path)
    assert "salinan.md, line 2: id: 'contoh' must be the name of the file" in str(refused.value).split("\n")
