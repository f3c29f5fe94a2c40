"""Writes a table as an Excel file. What people wrote stays text, whatever it begins with: nothing in it is reckoned."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from documents.made import Made
from documents.tables.table import Cell, Table

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
_MOST_LETTERS = 32_000
"""Excel takes 32,767 in one cell."""
_OPTIONS = {
    "in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip


class _Pen:
    """Writes cells, each by what it is and never by what it looks like."""

    def __init__(self, book: Workbook) -> None:
        self.heading = book.add_format({"bold": True, "bg_color": "#0b4f5c", "font_color": "white", "text_wrap": True})
        self._text: Format = book.add_format({"num_format": "@"})
        # Excel itself would reckon it as soon as somebody edits the cell: the mark keeps it a text then, too.
        self._quoted: Format = book.add_format({"num_format": "@", "quote_prefix": True})
        self._date: Format = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        self._moment: Format = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left"})

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if cell is None:
            return
        if isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell, self._moment)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self._date)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell)
        else:
            form = self._quoted if cell.startswith(_LIKE_FORMULAS) else self._text
            sheet.write_string(row, column, cell[:_MOST_LETTERS], form)


def draw(table: Table) -> list[Made]:
    """One file."""
    content = BytesIO()
    with Workbook(content, _OPTIONS) as book:
        pen = _Pen(book)
        _write_list(book.add_worksheet(table.sheet), pen, table)
        _write_about(book.add_worksheet(table.about_sheet), pen, table)
    return [Made(table.file_name, MIME, content.getvalue(), table.words)]


def _write_list(sheet: Worksheet, pen: _Pen, table: Table) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, pen.heading)
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            pen.write(sheet, number, place, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_about(sheet: Worksheet, pen: _Pen, table: Table) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (what, said) in enumerate(table.about):
        pen.write(sheet, row, 0, what)
        pen.write(sheet, row, 1, said)
