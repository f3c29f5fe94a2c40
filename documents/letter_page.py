"""The page of a letter of service. Only for drawing."""

from __future__ import annotations

from documents.letter import Letter
from documents.paper import FONT, MARGIN, Paper

_QR = 34.0
_LABEL = 75.0


def page_of(letter: Letter) -> bytes:
    """The PDF."""
    page = Paper(letter.title)
    page.add_page()
    page.words(letter.office, 14, "B", "C", 3)
    page.rule()
    page.ln(6)
    page.words(letter.title, 15, "B", "C", 1)
    page.words(letter.number, 10, "", "C", 12)
    page.words(letter.says, align="C")
    page.words(letter.name, 16, "B", "C", 4)
    page.words(letter.served, align="C", after=8)
    for what, how_much in letter.lines:
        _line(page, what, how_much)
    page.ln(8)
    page.words(letter.method, 8.5, "I", after=10)
    page.words(letter.issued)
    page.words(letter.signed, 10)
    top = page.h - MARGIN - _QR - 4
    page.set_auto_page_break(False)
    page.qr(letter.address, MARGIN, top, _QR)
    page.set_xy(MARGIN + _QR + 6, top + 8)
    page.set_font(FONT, size=9.5)
    page.multi_cell(0, 5, letter.check.strip(), align="L")
    return bytes(page.output())


def _line(page: Paper, what: str, how_much: str) -> None:
    """One row: what on the left, how much beside it, over as many lines as it needs."""
    page.set_font(FONT, size=10.5)
    page.multi_cell(_LABEL, 7, what, align="L", new_x="RIGHT", new_y="TOP")
    page.set_font(FONT, "B", 10.5)
    page.multi_cell(0, 7, how_much, align="L", new_x="LMARGIN", new_y="NEXT")
    page.set_draw_color(200)
    page.line(MARGIN, page.get_y(), page.w - MARGIN, page.get_y())
