"""The hours with a connection, as people type them."""

from __future__ import annotations

import pytest

from services.errors import WindowRefused
from services.reading.signal_windows import Window, read_window


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("jam 6 sampai 8 malam", (18, 20)), ("6-8 malam", (18, 20)), ("18.00-21.00", (18, 21)), ("18 - 21", (18, 21)),
        ("dari jam 5 sore sampai jam 9 malam", (17, 21)), ("jam 6 pagi s/d 9 pagi", (6, 9)),
        ("6 sampai 9 pagi", (6, 9)),
        ("jam 10 sampai jam 2 siang", (10, 14)), ("11 siang - 1 siang", (11, 13)), ("8 pagi sampai 4 sore", (8, 16)),
        ("8 pagi sampai 4", (8, 16)), ("7 malam sampai 9", (19, 21)), ("7 pagi - 9", (7, 9)), ("6 to 8 pm", (18, 20)),
        ("from 6 am to 9 am", (6, 9)), ("6am-9am", (6, 9)), ("pukul 06.00 hingga 08.00 WITA", (6, 8)),
        ("06:30-08:45", (7, 8)), ("jam 9 malam sampai 12 malam", (21, 0)), ("20.00-24.00", (20, 0)),
        ("22 sampai 2", (22, 2)), ("biasanya malam", (18, 21)), ("pagi", (6, 9)), ("Siang hari", (11, 14)),
        ("tiap sore ya bu", (15, 18)), ("morning", (6, 9)), ("in the evening", (18, 21)), ("subuh", (6, 9)),
        ("JAM 6 SAMPAI 8 MALAM", (18, 20)), ("jam 5 sampai 7 subuh", (5, 7)), ("12 siang sampai 2 siang", (12, 14)),
    ],
)  # fmt: skip
def test_window_is_understood(said: str, expected: Window) -> None:
    assert read_window(said) == expected


@pytest.mark.parametrize("said", ["kapan saja", "Kapan saja!", "selalu ada", "bebas bu", "any time", "24 jam"])
def test_any_time_is_no_window(said: str) -> None:
    assert read_window(said) is None


@pytest.mark.parametrize(
    "said",
    ["", "jam 25 sampai 27", "jam 6", "6-6", "besok", "<b>&", "x" * 5000, "18.75-20.00", "jam 6 sampai", "😀",
     "tidak ada",      "06.10-06.50", "6-8-10"],
)  # fmt: skip
def test_nonsense_is_refused(said: str) -> None:
    with pytest.raises(WindowRefused):
        read_window(said)
