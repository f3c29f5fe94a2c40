"""The beginning of what was written, where there is room for a line only."""

from __future__ import annotations

_LEAST_SHARE = 0.6
"""Of the room is used before a word is cut in two: a single long word has no better end."""


def shortened(words: str, most: int) -> str:
    """On one line, at most so long; it ends with a whole word and a sign that there is more."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    cut = line[:most]  # one letter more than fits: where it is a space, the last word is whole
    end = cut.rfind(" ")
    return cut[: end if end >= most * _LEAST_SHARE else most - 1].rstrip(" ,;:.-") + "…"
