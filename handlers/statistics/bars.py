"""A picture made of letters: lines of a label, a number and a bar, in a font whose letters are all as wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LINE_CHARACTERS = 31
"""What a phone of 360 px shows in one line of these letters; a block is wider than a letter there."""
_LABEL = 18
_NUMBER = 4
_BAR = LINE_CHARACTERS - _LABEL - _NUMBER - 2
_EIGHTHS = " ▏▎▍▌▋▊▉█"


@dataclass(frozen=True)
class Bar:
    """One line: what it is about, what is written, and how long the bar is in comparison with the others."""

    label: str
    number: str
    size: float


def drawn(bars: Sequence[Bar]) -> str:
    """The lines, to be put between <code> tags. The bar stands last: where a phone draws it too wide nothing shifts."""
    largest = max((bar.size for bar in bars), default=0) or 1
    return "\n".join(_line(bar, bar.size / largest) for bar in bars)


def _line(bar: Bar, share: float) -> str:
    return f"{_cut(bar.label):<{_LABEL}} {bar.number:>{_NUMBER}} {_blocks(share)}".rstrip()


def _cut(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"


def _blocks(share: float) -> str:
    """A bar of this share of the whole width; what is not nothing can be seen."""
    eighths = max(round(share * _BAR * 8), 1 if share > 0 else 0)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
