"""The training sheets: one page each, with their sentences, and no word that the bot does not say."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

import content.texts
from content.language import LANGUAGES
from content.yaml_files import read_yaml
from tools.sheets import scenes
from tools.sheets.__main__ import FILES, FOLDER
from tools.sheets.page import page_of

sheets = content.texts.load("sheets")
_MOST_BYTES = 400 * 1024
_PRESSING = {"presses", "toggles"}
_LOST = {"id": {"Bingung?"}, "en": {"Lost?"}}
_DISTRICTS = {"Busang"}


def words_of(pdf: bytes) -> tuple[int, str]:
    """(pages, what stands on them, each blank as one)."""
    reader = PdfReader(io.BytesIO(pdf))
    return len(reader.pages), " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def sentences(who: str) -> list[str]:
    keys = [f"paper_{who}_title", *(f"paper_{who}_{number}" for number in range(1, 7))]
    return [re.sub(r"</?b>", "", sheets[key].plain()) for key in keys]


def labels(code: str) -> set[str]:
    """Every label of the bot."""
    rows = [row for name in content.texts.names() for row in read_yaml(f"texts/{name}.yaml").items()]
    return {row[code].strip() for key, row in rows if re.match("button_|topic_|role_", key)}


def a_picture(width: int, height: int) -> bytes:
    picture = io.BytesIO()
    Image.new("P", (width, height), 1).save(picture, "png")
    return picture.getvalue()


@pytest.mark.parametrize("who", FILES)
def test_sheet_that_is_kept_has_one_small_page_with_its_words(who: str) -> None:
    sheet = (FOLDER / FILES[who]).read_bytes()
    pages, said = words_of(sheet)
    assert (pages, len(sheet) < _MOST_BYTES) == (1, True)
    assert [sentence for sentence in sentences(who) if sentence not in said] == []
    assert "Pendamping IKM, Disperindag Kutai Timur" in said


@pytest.mark.parametrize(("height", "count"), [(100, 6), (700, 5), (2000, 4)])
def test_page_holds_pictures_of_any_height(height: int, count: int) -> None:
    pages, said = words_of(page_of("kader", [a_picture(720, height)] * count, "Dinas <&>_*", "**0812--3456**"))
    assert pages == 1
    assert [sentence for sentence in sentences("kader")[: count + 1] if sentence not in said] == []
    assert said.startswith(f"{sentences('kader')[0]} Pendamping IKM, Dinas <&>_*")
    assert said.endswith("**0812--3456**")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_button_and_command_on_the_sheets_is_one_of_the_bot(code: str) -> None:
    said = " ".join(row[code] for row in read_yaml("texts/sheets.yaml").values())
    assert set(re.findall(r"<b>(.+?)</b>", said)) - labels(code) == _LOST[code]
    assert set(re.findall(r" /(\w+)", said)) - set(content.texts.load("commands").keys()) == set()


def test_scenes_press_what_the_bot_shows() -> None:
    files = Path(scenes.__file__).parent.glob("*.py")
    calls = [node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    pressed = {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in _PRESSING
        and isinstance(call.args[0], ast.Constant)
    }
    assert len(pressed) > 20
    assert pressed - labels("id") == _DISTRICTS
