"""The sheet: a title, numbered pictures with a sentence above each, and where help is. One A4 page."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

import content.texts
from content.texts import Text
from documents.paper import FONT, Paper

text = content.texts.load("sheets")

_MARGIN = 12.0
_BAND = 21.0
_FOOT = 20.0
_GAP = 6.0
_BADGE = 7.0
_LINE = 4.8
_SIZE = 9.5
"""Points; the lengths here are millimetres."""
_COMMAND = re.compile(r"/[a-z_]+")


@dataclass(frozen=True)
class Scene:
    """A picture with its number and sentence; `shape` is how many times its width it is high."""

    number: int
    said: Text
    picture: bytes
    shape: float


def page_of(who: str, pictures: Sequence[bytes], office: str, contact: str) -> bytes:
    """The PDF for staff, mentor or kader, from the pictures in their order."""
    title = text[f"paper_{who}_title"].plain()
    page = Paper(title)
    page.set_auto_page_break(False)
    page.add_page()
    page.set_margins(_MARGIN, _MARGIN)
    page.c_margin = 0
    _head(page, title, text.paper_from.plain(office=office))
    _scenes(page, [_scene(who, number, picture) for number, picture in enumerate(pictures, 1)])
    _foot(page, text.paper_staff_help if who == "staff" else text.paper_help, contact)
    return bytes(page.output())


def _scene(who: str, number: int, picture: bytes) -> Scene:
    with Image.open(io.BytesIO(picture)) as opened:
        return Scene(number, text[f"paper_{who}_{number}"], picture, opened.height / opened.width)


def _head(page: Paper, title: str, maker: str) -> None:
    page.set_fill_color(30)
    page.rect(0, 0, page.w, _BAND, "F")
    page.set_text_color(255)
    page.set_xy(_MARGIN, 5)
    page.words(title, 18, "B", after=0)
    page.set_x(_MARGIN)
    page.words(maker, 10.5, after=0)
    page.set_text_color(0)


def _scenes(page: Paper, scenes: Sequence[Scene]) -> None:
    """All pictures as large as they fit, equally wide, in two columns or in three."""
    columns = max((2, 3), key=lambda count: _width(page, scenes, count))
    width, column = _width(page, scenes, columns), _column(page, columns)
    rows = [scenes[start : start + columns] for start in range(0, len(scenes), columns)]
    said = [max(_height_of(page, each, column) for each in row) + 2 for row in rows]
    drawn = [max(each.shape for each in row) * width for row in rows]
    spare = page.h - _BAND - _FOOT - sum(said) - sum(drawn)
    top = _BAND
    for row, words, pictures in zip(rows, said, drawn, strict=True):
        top += spare / (len(rows) + 1)
        for place, scene in enumerate(row):
            left = _MARGIN + place * (column + _GAP)
            _sentence(page, scene, left, top, column)
            _picture(page, scene, left, top + words, width)
        top += words + pictures


def _column(page: Paper, columns: int) -> float:
    return (page.w - 2 * _MARGIN - (columns - 1) * _GAP) / columns


def _width(page: Paper, scenes: Sequence[Scene], columns: int) -> float:
    """How wide the pictures may be so that the page holds them."""
    column = _column(page, columns)
    rows = [scenes[start : start + columns] for start in range(0, len(scenes), columns)]
    said = sum(max(_height_of(page, each, column) for each in row) + 2 for row in rows)
    room = page.h - _BAND - _FOOT - said - (len(rows) + 1) * _GAP * 0.7
    return min(column, room / sum(max(each.shape for each in row) for row in rows))


def _height_of(page: Paper, scene: Scene, column: float) -> float:
    page.set_font(FONT, size=_SIZE)
    lines = page.multi_cell(
        column - _BADGE - 1.5, _LINE, _marked(scene.said), align="L", markdown=True, dry_run=True, output="LINES"
    )
    return max(_BADGE, len(lines) * _LINE)


def _sentence(page: Paper, scene: Scene, left: float, top: float, column: float) -> None:
    """A number in a circle, and the sentence beside it."""
    page.set_fill_color(30)
    page.ellipse(left, top, _BADGE, _BADGE, "F")
    page.set_text_color(255)
    page.set_font(FONT, "B", 12)
    page.set_xy(left, top)
    page.cell(_BADGE, _BADGE, str(scene.number), align="C")
    page.set_text_color(0)
    page.set_font(FONT, size=_SIZE)
    page.set_xy(left + _BADGE + 1.5, top + 0.6)
    page.multi_cell(column - _BADGE - 1.5, _LINE, _marked(scene.said), align="L", markdown=True)


def _picture(page: Paper, scene: Scene, left: float, top: float, width: float) -> None:
    page.image(io.BytesIO(scene.picture), left, top, width)
    page.set_draw_color(150)
    page.rect(left, top, width, width * scene.shape)


def _foot(page: Paper, said: Text, contact: str) -> None:
    top = page.h - _FOOT
    page.set_draw_color(150)
    page.line(_MARGIN, top, page.w - _MARGIN, top)
    page.set_xy(_MARGIN, top + 3)
    page.set_font(FONT, size=_SIZE)
    page.multi_cell(0, _LINE, _marked(said), align="L", markdown=True, new_x="LMARGIN", new_y="NEXT")
    page.multi_cell(0, _LINE, contact, align="L")


def _marked(said: str) -> str:
    """Buttons and commands bold, as fpdf2 reads it."""
    return _COMMAND.sub(r"**\g<0>**", said.replace("<b>", "**").replace("</b>", "**"))
