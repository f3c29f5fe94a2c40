"""Where there is room for a line only."""

from __future__ import annotations

import pytest

from services.reading.shortening import shortened


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Pasar murah", "Pasar murah"),
        ("Pasar\n  murah", "Pasar murah"),
        ("Pasar murah di Sangatta", "Pasar murah…"),
        ("Pasar murah, di Sangatta", "Pasar murah…"),
        ("Pasar murah ya Bu", "Pasar murah…"),
        ("Pasarmurahdisangatta", "Pasarmurahdis…"),
        ("Ya pasarmurahdisangatta", "Ya pasarmurah…"),
        ("", ""),
    ],
)
def test_beginning_ends_with_a_whole_word_where_it_can(words: str, told: str) -> None:
    assert shortened(words, 14) == told
