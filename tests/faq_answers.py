"""Answers for tests: a small one that may be changed field by field, and a folder of files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from content.answers.document import FaqDocument, Source
from content.answers.writing import written

OFFICIAL = Source("Peraturan BPOM 4/2024", "halaman 3", is_official=True)
DOUBTFUL = Source("OSS RBA", is_verified=False)


def an_answer(key: str = "pirt-masa-berlaku", **different: Any) -> FaqDocument:
    """How long a P-IRT is valid, or whatever is said instead; labels and ways to ask follow the key."""
    usual = FaqDocument(
        id=key,
        title={"id": f"Judul {key}", "en": f"Title {key}"},
        button={"id": key[:20], "en": key[:20]},
        category="pirt",
        related=(),
        reviewed_on=date(2026, 11, 21),
        review_by=date(2027, 5, 15),
        status="published",
        sources=(OFFICIAL,),
        ask={"hp": (f"{key} berapa lama?",), "umum": (f"Berapa tahun {key} berlaku?",)},
        bodies={
            "id": "P-IRT berlaku 5 tahun sejak terbit.\n- Lihat tanggalnya di sertifikat.",
            "en": "A P-IRT is valid for 5 years.\n- See the date on the certificate.",
        },
    )
    return replace(usual, **different)


def put_files(folder: Path, *answers: FaqDocument) -> Path:
    """A folder with a file for each answer."""
    folder.mkdir(parents=True, exist_ok=True)
    for answer in answers:
        (folder / f"{answer.id}.md").write_text(written(answer), encoding="utf-8")
    return folder
