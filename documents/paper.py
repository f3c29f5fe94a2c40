"""An A4 sheet with the office's letters: a font that has all signs, its margins, and QR codes. Only for drawing."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib
import segno
from fpdf import FPDF

MARGIN = 20.0
"""Millimetres, as all lengths here."""
FONT = "Office"
_FOLDER = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_STYLES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "I": "DejaVuSans-Oblique.ttf"}


class Paper(FPDF):
    """Portrait, with the font set; what is written flows over pages."""

    def __init__(self, title: str) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        for style, file in _STYLES.items():
            self.add_font(FONT, style, _FOLDER / file)
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.set_title(title)
        self.set_creator("Pendamping IKM")
        self.set_font(FONT, size=11)

    def words(self, said: str, size: float = 11, style: str = "", align: str = "L", after: float = 2) -> None:
        """A paragraph over the whole width, with some room after it."""
        self.set_font(FONT, style, size)
        self.multi_cell(0, size * 0.5, said.strip(), align=align, new_x="LMARGIN", new_y="NEXT")
        self.ln(after)

    def rule(self) -> None:
        """A thin line over the whole width."""
        self.set_draw_color(90)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(4)

    def qr(self, address: str, x: float, y: float, width: float) -> None:
        """The address as a QR code, sharp in any size."""
        picture = io.BytesIO()
        segno.make(address, error="m", micro=False).save(picture, kind="png", scale=10, border=2)
        self.image(picture, x, y, width)
