"""Bars of letters: as wide as a phone's line at most, and in the right proportion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from content.text_faults import LINE_CHARACTERS
from handlers.statistics.bars import Bar, drawn


def test_bars_are_in_proportion() -> None:
    assert drawn([Bar("Halal", "20", 20), Bar("Cara daftar PIRT", "10", 10), Bar("Merek", "0", 0)]) == (
        "Halal                20 ███████\n"
        "Cara daftar PIRT     10 ███▌\n"
        "Merek                 0"
    )  # fmt: skip


def test_what_is_not_nothing_can_be_seen() -> None:
    assert drawn([Bar("a", "1000", 1000), Bar("b", "1", 1)]).split("\n")[1] == "b                     1 ▏"


def test_long_label_is_cut() -> None:
    assert drawn([Bar("x" * 21, "5", 5)]).startswith("x" * 17 + "…    5 █")


def test_no_bars_and_only_empty_ones() -> None:
    assert drawn([]) == ""
    assert drawn([Bar("a", "0", 0)]) == "a                     0"


@given(st.lists(st.tuples(st.text("ab <&", min_size=1), st.integers(0, 99999)), max_size=10))
def test_no_line_is_wider_than_a_phone(rows: list[tuple[str, int]]) -> None:
    lines = drawn([Bar(label, str(size), size) for label, size in rows]).split("\n")
    assert [line for line in lines if len(line) > LINE_CHARACTERS] == []
