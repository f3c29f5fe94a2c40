"""Draws charts. Made for a phone of 360 points and slow networks: large letters, few colours, small files.

Dark and light tell the series apart, so that they do on grey paper too.
"""

from __future__ import annotations

import textwrap
from io import BytesIO

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from documents.pictures.chart import Bar, Chart

WIDTH = 720
MOST_BYTES = 60_000
_DPI = 100
_LABEL_LETTERS = 18
_TITLE_LETTERS = 40
_COLOURS = ("#0b4f5c", "#f0a53a", "#c9ced1")
"""Dark, middle and light: 27, 72 and 82 of 100 in brightness; thin edges part the last two."""
_INK, _FAINT = "#1c2529", "#5a666c"
_LETTERS = {"title": 19, "label": 15.5, "faint": 14.5}
_LINE = 30
"""The height of one line of bars."""
_LEFT = 0.355
_AXES = WIDTH * (0.985 - _LEFT)
_NOTE_GAP, _LETTER = 8, 12.5
"""What a note takes: the gap before it, and each of its letters."""


def png(chart: Chart, dpi: int = _DPI) -> bytes:
    """The picture, `WIDTH` wide at the usual dpi."""
    with mpl.rc_context({"font.family": "DejaVu Sans", "hatch.linewidth": 0.8}):
        figure = _figure(chart)
    raw = BytesIO()
    FigureCanvasAgg(figure).print_figure(raw, format="png", dpi=dpi)
    small = BytesIO()
    Image.open(raw).convert("RGB").quantize(32, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def _figure(chart: Chart) -> Figure:
    title = textwrap.wrap(chart.title, _TITLE_LETTERS)
    line = _LINE if chart.is_stacked else _LINE * 0.82 * len(chart.series)
    gap = 12 if chart.is_stacked else 16
    body = 90 if chart.is_empty else len(chart.bars) * (line + gap) + 10
    head, foot = 34 * len(title) + 42, 12 if chart.is_empty else 46
    height = head + body + foot
    figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor="white")
    top = 1 - 14 / height
    figure.text(0.03, top, "\n".join(title), size=_LETTERS["title"], weight="bold", color=_INK, va="top")
    figure.text(
        0.03,
        1 - (head - 22) / height,
        chart.subtitle[:1].upper() + chart.subtitle[1:],
        size=_LETTERS["faint"],
        color=_FAINT,
        va="center",
    )
    if chart.is_empty:
        middle = (foot + body / 2) / height
        words = textwrap.fill(chart.empty, _TITLE_LETTERS)
        figure.text(0.5, middle, words, size=_LETTERS["label"], color=_FAINT, ha="center", va="center")
        return figure
    axes = figure.add_axes((_LEFT, foot / height, _AXES / WIDTH, body / height))
    _draw_bars(axes, chart, line / (line + gap))
    _draw_legend(figure, chart, 23 / height)
    return figure


def _draw_bars(axes: Axes, chart: Chart, thickness: float) -> None:
    whole = _whole(chart)
    for place, bar in enumerate(chart.bars):
        if chart.is_stacked:
            _draw_stacked(axes, place, bar, thickness, whole)
        else:
            _draw_beside(axes, place, bar, thickness, whole)
    lines = 1 if chart.is_stacked else 2
    axes.set_yticks(range(len(chart.bars)), [_fitted(bar.label, lines) for bar in chart.bars])
    axes.tick_params(axis="y", length=0, labelsize=_LETTERS["label"], labelcolor=_INK, pad=8)
    axes.set_xticks([])
    axes.set_ylim(len(chart.bars) - 0.45, -0.55)
    axes.set_xlim(0, whole)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.spines["left"].set_color(_FAINT)


def _draw_stacked(axes: Axes, place: int, bar: Bar, thickness: float, whole: float) -> None:
    begins = 0.0
    for value, colour in zip(bar.values, _COLOURS, strict=False):
        axes.barh(place, value, thickness, begins, color=colour, edgecolor="white", linewidth=0.8 if value else 0)
        begins += value
    _write(axes, begins, place, bar.notes[0], whole)


def _draw_beside(axes: Axes, place: int, bar: Bar, thickness: float, whole: float) -> None:
    each = thickness / len(bar.values)
    for number, (value, note) in enumerate(zip(bar.values, bar.notes, strict=True)):
        middle = place - thickness / 2 + (number + 0.5) * each
        axes.barh(middle, value, each * 0.92, color=_COLOURS[number])
        _write(axes, value, middle, note, whole)


def _write(axes: Axes, at: float, line: float, note: str, whole: float) -> None:
    axes.text(at + whole * _NOTE_GAP / _AXES, line, note, size=_LETTERS["faint"], color=_INK, va="center")


def _draw_legend(figure: Figure, chart: Chart, height: float) -> None:
    patches = [mpl.patches.Patch(color=_COLOURS[at]) for at in range(len(chart.series))]
    figure.legend(
        patches, chart.series, loc="center left", bbox_to_anchor=(0.02, height), ncols=len(chart.series), frameon=False,
        fontsize=_LETTERS["faint"], handlelength=0.9, handleheight=0.9, columnspacing=1.2, handletextpad=0.5,
    )  # fmt: skip


def _whole(chart: Chart) -> float:
    """The value that would reach the right edge: so large that behind every bar its note fits."""

    def needed(length: float, note: str) -> float:
        return length * _AXES / (_AXES - 2 * _NOTE_GAP - _LETTER * len(note))

    if chart.is_stacked:
        return max(needed(sum(bar.values), bar.notes[0]) for bar in chart.bars)
    return max(needed(*pair) for bar in chart.bars for pair in zip(bar.values, bar.notes, strict=True))


def _fitted(label: str, lines: int) -> str:
    return "\n".join(textwrap.wrap(label, _LABEL_LETTERS, max_lines=lines, placeholder="…"))
