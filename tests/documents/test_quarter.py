"""The report of a quarter: what stands in it, on how many pages, and how large it is."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy.ext.asyncio import AsyncSession

from content.language import language
from documents.maker import Asking, Office
from documents.quarter import gathering
from documents.quarter.maker import draw, gather
from documents.quarter.report import Report
from models import Person
from services.errors import FieldRefused
from services.office_clock import OfficeClock
from tests.documents.figures import LONG_NAME, NOW, QUARTER, both

OFFICE = Office("Disperindag Kutai Timur", None, OfficeClock(), "")
MOST_BYTES = 400_000


def asking(period: str = "2026q3") -> Asking:
    return Asking(Person(roles=[], consents=[]), {"period": period}, OFFICE, "id", NOW)


def report(times: int, *, shows_names: bool = True) -> Report:
    return gathering.told(asking(), QUARTER, both(times), shows_names=shows_names)


def drawn(made: Report) -> PdfReader:
    (file,) = draw(made)
    assert file.mime == "application/pdf"
    assert len(file.content) <= MOST_BYTES
    return PdfReader(BytesIO(file.content))


def words_of(paper: PdfReader) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in paper.pages]


def has_its_letters(font: Any) -> bool:
    """Whether the letters are in the file itself."""
    return "/FontFile2" in font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_full_report_says_everything_on_few_pages() -> None:
    paper = drawn(report(30))
    found = words_of(paper)
    assert len(found) <= 6
    first, *others = found
    for words in (
        "Disperindag Kutai Timur", "Laporan pendampingan IKM, triwulan 3 tahun 2026", "1 Juli 2026 - 30 September 2026",
        "Dibuat 25 November 2026, 10.00 WITA.", "3.600 usaha terdaftar, 270 di antaranya", "Angka pokok",
        "Sesi jadi 150 5 +145", "Jam kerja sampai dijawab (median) 3,4 3,4 0", f"Halaman 1 dari {len(found)}",
    ):  # fmt: skip
        assert words in first
    rest = " ".join(others)
    for words in ("Kecamatan Terdaftar Baru", "Teluk Pandan 510 170", "Cara menghitung", "mengatakan jadi"):
        assert words in rest
    fonts: Any = paper.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert [has_its_letters(font) for font in fonts.values()] == [True, True]


def test_report_of_nothing_is_a_report() -> None:
    assert "0 usaha terdaftar" in words_of(drawn(report(0)))[0]


def test_names_stand_in_charts_only_for_who_may_see_sessions() -> None:
    charts = {section.chart.name: section.chart for section in report(2, shows_names=False).sections}
    assert [bar.label for bar in charts["mentors"].bars] == ["Mentor 1", "Mentor 2"]
    charts = {section.chart.name: section.chart for section in report(2).sections}
    assert [bar.label for bar in charts["mentors"].bars] == ["Rina", LONG_NAME]


def test_quarter_that_is_not_over_says_so() -> None:
    now = gathering.told(asking(), replace(QUARTER, number=4), both(1), shows_names=True)
    assert now.made == "Dibuat 25 November 2026, 10.00 WITA. Triwulan ini belum selesai: yang dihitung sampai saat itu."


def test_report_in_english() -> None:
    token = language.set("en")
    try:
        made = report(1)
    finally:
        language.reset(token)
    assert (made.title, made.file_name) == (
        "Report on coaching of IKM, quarter 3 of 2026", "quarterly-report-2026q3.pdf",
    )  # fmt: skip


@pytest.mark.parametrize("period", ["30", "2027q1", "", "x"])
async def test_only_quarters_that_have_begun(period: str) -> None:
    async with AsyncSession() as session:
        with pytest.raises(FieldRefused):
            await gather(session, asking(period))
