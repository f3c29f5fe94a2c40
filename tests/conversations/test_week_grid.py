"""The grid of a week: what each button does, and how the hours are told."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardButton

from content import language
from handlers.callbacks import button
from handlers.told_week import told_hours
from handlers.week_grid import WeekGrid
from services.errors import FieldRefused
from services.week import ALL_PARTS, PARTS, Part, hours_of

NONE: frozenset[int] = frozenset()


def make(label: str, what: str) -> InlineKeyboardButton:
    return button(label, "x", "hours", what)


def keys(grid: WeekGrid) -> list[tuple[str, ...]]:
    return [tuple(key.text for key in row) for row in grid.rows(make)]


def after(grid: WeekGrid, label: str, row: int) -> WeekGrid:
    """The grid after a press of the button with this label (or at this place) in this row."""
    data = next(key.callback_data for key in grid.rows(make)[row] if key.text == label)
    return grid.pressed(str(data).split(":", 2)[2])


def at(grid: WeekGrid, row: int, column: int) -> WeekGrid:
    return grid.pressed(str(grid.rows(make)[row][column].callback_data).split(":", 2)[2])


def test_empty_week() -> None:
    assert keys(WeekGrid(NONE)) == [
        ("Semua", "Pagi", "Siang", "Sore", "Malam"),
        *((day, "☐", "☐", "☐", "☐") for day in ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")),
    ]


def test_cell_turns_its_part_on_and_off() -> None:
    on = at(WeekGrid(NONE), 1, 3)
    assert on == WeekGrid(hours_of(0, Part.AFTERNOON))
    assert keys(on)[1] == ("Sen", "☐", "☐", "☑", "☐")
    assert at(on, 1, 3) == WeekGrid(NONE)


@pytest.mark.parametrize("what", ["on-0afternoon", "on-afternoon", "on-all", "on-h9", "on-d0", "off-h9", "off-all"])
def test_twin_of_a_double_tap_changes_nothing(what: str) -> None:
    once = WeekGrid(frozenset({9})).pressed(what)
    assert once.pressed(what) == once


def test_column_is_filled_before_it_is_emptied() -> None:
    started = WeekGrid(hours_of(2, Part.MORNING))
    full = after(started, "Pagi", 0)
    assert full == WeekGrid(frozenset(day * 24 + hour for day in range(7) for hour in PARTS[Part.MORNING]))
    assert after(full, "Pagi", 0) == WeekGrid(NONE)


def test_part_with_some_hours_is_half_and_gets_full() -> None:
    half = WeekGrid(frozenset({8}))
    assert keys(half)[1] == ("Sen", "½", "☐", "☐", "☐")
    assert at(half, 1, 1) == WeekGrid(hours_of(0, Part.MORNING))


def test_all_and_none() -> None:
    everything = after(WeekGrid(frozenset({6})), "Semua", 0)
    assert everything == WeekGrid(ALL_PARTS | {6})
    assert after(everything, "Kosong", 0) == WeekGrid(NONE)


def test_day_opens_into_its_hours() -> None:
    grid = after(WeekGrid(frozenset({24 + 6, 24 + 21})), "Sel", 2)
    assert keys(grid) == [
        ("☑ 06", "☐ 07", "☐ 08", "☐ 09"),
        ("☐ 10", "☐ 11", "☐ 12", "☐ 13"),
        ("☐ 14", "☐ 15", "☐ 16", "☐ 17"),
        ("☐ 18", "☐ 19", "☐ 20", "☑ 21"),
        ("Sehari penuh", "Ke semua hari"),
    ]
    assert after(grid, "☑ 21", 3) == WeekGrid(frozenset({24 + 6}), day=1)
    assert after(grid, "☐ 07", 0) == WeekGrid(frozenset({24 + 6, 24 + 7, 24 + 21}), day=1)
    assert after(grid, "Ke semua hari", 4) == WeekGrid(grid.chosen)


def test_whole_day_on_and_off() -> None:
    full = after(WeekGrid(NONE, day=6), "Sehari penuh", 4)
    assert full == WeekGrid(frozenset(range(6 * 24 + 6, 6 * 24 + 22)), day=6)
    assert after(full, "Kosongkan hari ini", 4) == WeekGrid(NONE, day=6)


@pytest.mark.parametrize(
    "what",
    ["", "on", "on-", "off-x", "on-7morning", "on-0noontime", "day-7", "day-", "day-x", "on-h168", "on-h5", "on-h22",
     "on-h-1", "on-h9999", "on-d7", "turn-all", "on-all-all", "week-1", "on-allx"],
)  # fmt: skip
def test_press_that_no_grid_has_is_refused(what: str) -> None:
    with pytest.raises(FieldRefused):
        WeekGrid(NONE).pressed(what)


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (NONE, "belum ada jam yang dipilih"),
        (hours_of(0, Part.AFTERNOON), "Senin: sore"),
        (hours_of(0, Part.AFTERNOON) | hours_of(2, Part.AFTERNOON), "Senin, Rabu: sore"),
        (hours_of(0, Part.MORNING) | {15, 16, 47}, "Senin: pagi, 15.00–17.00\nSelasa: 23.00–24.00"),
        ({6, 7} | hours_of(0, Part.MORNING) | {21}, "Senin: 06.00–08.00, pagi, 21.00–22.00"),
        (ALL_PARTS, "Setiap hari: pagi sampai malam"),
        (ALL_PARTS - hours_of(6, Part.EVENING), "Senin, Selasa, Rabu, Kamis, Jumat, Sabtu: pagi sampai malam\n"
                                                "Minggu: pagi, siang, sore"),
        (frozenset(range(0, 168, 2)) - {0}, "83 jam dalam seminggu"),
    ],
)  # fmt: skip
def test_hours_in_words(hours: frozenset[int], told: str) -> None:
    assert told_hours(hours) == told


def test_english() -> None:
    language.set("en")
    assert keys(WeekGrid(NONE))[0] == ("All", "Morn", "Noon", "Aft", "Eve")
    assert keys(WeekGrid(NONE))[1][0] == "Mon"
    assert told_hours(hours_of(6, Part.NOON)) == "Sunday: noon"
