"""The settings page, .env.example and the program name the same settings with the same defaults."""

from __future__ import annotations

import re

from bot.settings import DEFAULTS, ROOT, load

PAGE = ROOT / "docs" / "reference" / "settings.md"
EXAMPLE = ROOT / ".env.example"


def test_page_names_every_setting_with_its_default() -> None:
    rows = re.findall(r"^\| ([A-Z_]+) \| (.+?) \| ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(rows) == {name: f"`{default}`" if default else "none" for name, default in DEFAULTS.items()}


def test_example_names_every_setting_in_the_same_order() -> None:
    assert re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE) == list(DEFAULTS)


def test_example_as_it_is_gives_the_defaults() -> None:
    assert load({}, EXAMPLE) == load({}, None)
