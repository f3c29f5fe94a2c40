"""Tables for Excel: nothing in them is reckoned, days are days, numbers of phones are texts."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.tables.drawing import draw
from documents.tables.table import Cell, Column, Table

MOMENT = datetime(2026, 11, 25, 10, 30)  # noqa: DTZ001  a table knows no zones
DAY = datetime(2026, 11, 25)  # noqa: DTZ001
FORMULAS = [
    "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+62811", "-1", "@SUM(A1)", "\t=1+1", "\n=1+1", "=cmd|' /C calc'!A0",
    "{=1+1}", "0811 5555 111", "08115555111", "https://x.id", "mailto:a@b.id", "<b>&\"'", "1e5", "x" * 32_000, " ",
]  # fmt: skip


def written(*rows: list[Cell]) -> tuple[Worksheet, bytes]:
    table = Table(
        "x.xlsx", "Usaha", [Column("Nama", 20), Column("Hari", 12)], rows, "Keterangan", [("Isi", "=x")], "Daftar"
    )
    (made,) = draw(table)
    return load_workbook(BytesIO(made.content))["Usaha"], made.content


@pytest.mark.parametrize("words", FORMULAS, ids=range(len(FORMULAS)))
def test_what_people_wrote_stays_text(words: str) -> None:
    sheet, content = written([words, None])
    cell = sheet["A2"]
    assert (cell.value, cell.data_type) == (words, "s")
    parts = ZipFile(BytesIO(content))
    sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [xml for xml in sheets if "<f>" in xml or "<hyperlink" in xml] == []
    assert bool(cell.quotePrefix) == words.startswith(("=", "+", "-", "@", "\t", "\n"))


def test_carriage_return_is_kept_and_reckons_nothing() -> None:
    cell = written(["\r=1+1", None])[0]["A2"]
    assert (cell.data_type, cell.quotePrefix, cell.value.replace("_x000D_", "\r")) == ("s", True, "\r=1+1")


def test_days_numbers_and_nothing() -> None:
    sheet, _ = written([MOMENT, date(2026, 11, 25)], [12, 4.5], [None, True])
    assert (sheet["A2"].value, sheet["A2"].number_format) == (MOMENT, "dd/mm/yyyy hh:mm")
    assert (sheet["B2"].value, sheet["B2"].number_format) == (DAY, "dd/mm/yyyy")
    assert (sheet["A3"].value, sheet["B3"].value, sheet["A4"].value) == (12, 4.5, None)


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_head_stays_in_sight_and_filters(rows: int) -> None:
    sheet, _ = written(*[["a", None] for _ in range(rows)])
    assert [cell.value for cell in sheet[1]] == ["Nama", "Hari"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:B{max(rows, 1) + 1}")
    assert sheet.column_dimensions["A"].width == pytest.approx(20, abs=1)


def test_many_rows_are_written_quickly() -> None:
    _, content = written(*[[f"=Usaha {number}", date(2026, 1, 1)] for number in range(5000)])
    assert len(content) < 200_000
