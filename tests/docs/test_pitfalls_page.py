"""The page of pitfalls tells the truth about which tests exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import pitfalls

HEAD = "| # | what happened | where | comes with | tests |\n"


def test_page_has_every_row_once() -> None:
    page = pitfalls.PAGE.read_text(encoding="utf-8")
    assert [int(cells[0]) for cells in pitfalls.rows(page)] == list(range(1, 45))


def test_page_names_exactly_the_tests_that_exist() -> None:
    page = pitfalls.PAGE.read_text(encoding="utf-8")
    assert pitfalls.with_tests(page, pitfalls.marked_tests()) == page


@pytest.mark.parametrize(
    "source",
    [
        "@pytest.mark.pitfall(7)\ndef test_a(): ...",
        "@pytest.mark.parametrize('x', [1])\n@pytest.mark.pitfall(7)\nasync def test_a(): ...",
        "pytestmark = [pytest.mark.pitfall(7)]\ndef test_a(): ...",
        "class TestThing:\n    @pytest.mark.pitfall(7)\n    def test_a(self): ...",
    ],
)
def test_a_marker_is_found_wherever_pytest_finds_it(tmp_path: Path, source: str) -> None:
    (tmp_path / "test_x.py").write_text(source)
    assert pitfalls.marked_tests(tmp_path) == {7: ["test_x.py::test_a"]}


def test_a_row_without_its_test_is_listed() -> None:
    page = f"{HEAD}| 1 | a | b | now | - |\n| 2 | a | b | later | - |\n| 3 | a | b | now | - |\n"
    assert pitfalls.untested_now(page, {3: ["test_x.py::test_a"]}) == [1]
