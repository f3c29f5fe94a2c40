"""Sets the report as a PDF: A4, letters that are in the file itself, charts that print in grey."""

from __future__ import annotations

from io import BytesIO

from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from documents.made import Made
from documents.paper import FONT, Paper
from documents.pictures.drawing import png
from documents.quarter.report import Grid, Report, Section

_INK, _FAINT, _DARK = (28, 37, 41), (90, 102, 108), (11, 79, 92)
_CHART_DPI = 160
_CHART_WIDTH = 104
"""Of the 170 mm between the margins: the largest chart and its table share a page."""


class _Sheets(Paper):
    def __init__(self, report: Report) -> None:
        super().__init__(report.title)
        self._report = report
        self.set_author(report.office)

    def footer(self) -> None:
        """The office, and where we are."""
        self.set_y(-14)
        self.set_font(FONT, "", 8)
        self.set_text_color(*_FAINT)
        said = self._report.page.format(page=self.page_no(), pages="{nb}")
        self.cell(0, 5, self._report.office)
        self.set_x(self.l_margin)
        self.cell(0, 5, said, align="R")

    def says(self, words: str, size: float = 10, style: str = "", colour: tuple[int, int, int] = _INK) -> None:
        """A paragraph."""
        self.set_font(FONT, style, size)
        self.set_text_color(*colour)
        self.multi_cell(0, size * 0.52, words, align="L", new_x="LMARGIN", new_y="NEXT")


def draw(report: Report) -> list[Made]:
    """One file."""
    paper = _Sheets(report)
    paper.add_page()
    _first_page(paper, report)
    for section in report.sections:
        _set_section(paper, section)
    _set_notes(paper, report)
    return [Made(report.file_name, "application/pdf", bytes(paper.output()), report.words)]


def _first_page(paper: _Sheets, report: Report) -> None:
    paper.says(report.office, 11, colour=_FAINT)
    paper.ln(1)
    paper.says(report.title, 15.5, "B", _DARK)
    paper.ln(1)
    paper.says(report.days, 11)
    paper.says(report.made, 9, colour=_FAINT)
    paper.ln(4)
    paper.says(report.summary_heading, 13, "B", _DARK)
    paper.ln(1.5)
    for line in report.summary:
        paper.says(line, 10)
        paper.ln(1.8)
    paper.ln(2)
    paper.says(report.figures_heading, 13, "B", _DARK)
    paper.ln(1.5)
    _set_grid(paper, report.figures, (82, 29, 29, 30))


def _set_section(paper: _Sheets, section: Section) -> None:
    picture = png(section.chart, _CHART_DPI)
    width, height = _size(picture)
    shown = _CHART_WIDTH * height / width
    paper.ln(7)
    if paper.get_y() + shown + 34 > paper.h - 20:
        paper.add_page()
    paper.image(BytesIO(picture), w=_CHART_WIDTH, alt_text=section.words)
    paper.ln(1.5)
    paper.says(section.words, 9, colour=_FAINT)
    if section.grid is not None:
        paper.ln(3)
        _set_grid(paper, section.grid, (66, 30, 30, 44))


def _set_notes(paper: _Sheets, report: Report) -> None:
    paper.ln(7)
    if paper.get_y() > paper.h - 95:
        paper.add_page()
    paper.says(report.notes_heading, 13, "B", _DARK)
    paper.ln(1.5)
    for note in report.notes:
        paper.says(f"•  {note}", 9)
        paper.ln(1.2)


def _set_grid(paper: _Sheets, grid: Grid, widths: tuple[int, ...]) -> None:
    paper.set_font(FONT, "", 8.5)
    paper.set_text_color(*_INK)
    paper.set_draw_color(*_FAINT)
    paper.set_line_width(0.15)
    heads = FontFace(emphasis="BOLD", color=(255, 255, 255), fill_color=_DARK)
    with paper.table(
        col_widths=widths, text_align=("LEFT", *["RIGHT"] * (len(widths) - 1)), headings_style=heads, line_height=5,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES, padding=(0.4, 1.2), width=sum(widths), align="LEFT",
    ) as table:  # fmt: skip
        for row in (grid.heads, *grid.rows):
            table.row(list(row))


def _size(picture: bytes) -> tuple[int, int]:
    """Of a PNG: both numbers stand at the same place in every one."""
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
