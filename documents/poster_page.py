"""The sheet of a poster: to be read from two metres away, and sharp in black and white. Only for drawing."""

from __future__ import annotations

from documents.paper import FONT, MARGIN, Paper
from documents.poster import Poster

_QR = 84.0
_BAND = 50.0


def page_of(poster: Poster) -> bytes:
    """The PDF."""
    page = Paper(poster.title)
    page.set_auto_page_break(False)
    page.add_page()
    page.set_fill_color(30)
    page.rect(0, 0, page.w, _BAND, "F")
    page.set_text_color(255)
    page.set_xy(MARGIN, 14)
    page.words(poster.title, 30, "B", "C", 1)
    page.words(poster.district or poster.office, 15, "", "C")
    page.set_text_color(0)
    page.set_y(_BAND + 12)
    for number, sentence in enumerate(poster.sentences, 1):
        _sentence(page, number, sentence)
    top = page.get_y() + 4
    page.qr(poster.address, (page.w - _QR) / 2, top, _QR)
    page.set_y(top + _QR + 2)
    page.words(poster.scan, 14, "", "C", 0)
    page.words(poster.shown_address, 16, "B", "C", 1)
    page.words(poster.telegram, 12, "", "C")
    page.set_y(page.h - MARGIN - 4)
    page.words(" · ".join(filter(None, (poster.office, poster.contact))), 11, "B", "C", 0)
    return bytes(page.output())


def _sentence(page: Paper, number: int, said: str) -> None:
    """A number in a circle, and the sentence beside it."""
    top, size = page.get_y(), 11.0
    page.set_fill_color(30)
    page.ellipse(MARGIN, top, size, size, "F")
    page.set_text_color(255)
    page.set_font(FONT, "B", 17)
    page.set_xy(MARGIN, top)
    page.cell(size, size, str(number), align="C")
    page.set_text_color(0)
    page.set_font(FONT, size=16)
    page.set_xy(MARGIN + size + 6, top)
    page.multi_cell(0, 8, said.strip(), align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(5)
