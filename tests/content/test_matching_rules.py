"""The weights of matching: read strictly, and explained to people in both languages."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bot.settings import ROOT
from content.rules.matching import matching_rules, read_rules
from content.yaml_files import ContentError, read_yaml


@pytest.fixture
def raw() -> Any:
    return copy.deepcopy(read_yaml("rules/matching.yaml"))


def test_weights_are_a_hundred_together() -> None:
    assert sum(vars(matching_rules().weights).values()) == 100


def test_page_tells_the_weights() -> None:
    page = (ROOT / "docs" / "reference" / "matching.md").read_text(encoding="utf-8")
    told = {
        row.split("|")[1].strip(): int(row.split("|")[2])
        for row in page.splitlines()
        if row.startswith("| ") and row.split("|")[2].strip().isdecimal()
    }
    assert told == vars(matching_rules().weights)


@pytest.mark.parametrize(
    ("part", "line", "field", "value", "says"),
    [
        ("weights", "topic", "points", 16, "together must be 100, they are 101"),
        ("weights", "topic", "points", -15, "topic must be more than 0"),
        ("weights", "topic", "points", "15", "topic must be a number"),
        ("weights", "topic", "points", True, "topic must be a number"),
        ("weights", "topic", "en", "", "topic needs a sentence in id and en"),
        ("weights", "topic", "why", "x", "topic needs points: and a sentence"),
        ("bounds", "many_hours", "is", 2.5, "many_hours must be a whole number"),
        ("bounds", "far_km", "is", 0, "far_km must be more than 0"),
        ("bounds", "lead_hours", "is", 336, "lead_hours must end before horizon_days do"),
        ("bounds", "usual_stars", "is", 6, "usual_stars must be 1 to 5"),
    ],
)
def test_wrong_line_is_refused_with_what_is_wrong(
    raw: Any, part: str, line: str, field: str, value: object, says: str
) -> None:
    raw[part][line][field] = value
    with pytest.raises(ContentError, match=says):
        read_rules(raw)


@pytest.mark.parametrize("part", ["weights", "bounds"])
def test_missing_or_unknown_lines_are_refused(raw: Any, part: str) -> None:
    raw[part]["speed"] = next(iter(raw[part].values()))
    with pytest.raises(ContentError, match="needs exactly the lines"):
        read_rules(raw)
    del raw[part]
    with pytest.raises(ContentError, match="needs weights: and bounds:"):
        read_rules(raw)
