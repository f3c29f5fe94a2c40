"""Hours of the week as mentors and producers type them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import HoursRefused
from services.reading.week_words import SaidHours, read_week
from services.week import ALL_PARTS, EVERY_HOUR, PARTS, Part

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
DAYS = range(7)
M, N, A, E = (tuple(PARTS[part]) for part in Part)
ALL_DAY = (*M, *N, *A, *E)


def hours(*groups: tuple[int | Iterable[int], Iterable[int]]) -> frozenset[int]:
    """Each group is a day (or days) and its hours."""
    return frozenset(
        day * 24 + hour for days, times in groups for day in ([days] if isinstance(days, int) else days)
        for hour in times
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("senin sore", hours((MON, A))),
        ("Senin Sore.", hours((MON, A))),
        ("senin sore, rabu pagi", hours((MON, A), (WED, M))),
        ("senin sore rabu pagi", hours((MON, A), (WED, M))),
        ("senin, rabu sore", hours(([MON, WED], A))),
        ("senin dan rabu sore", hours(([MON, WED], A))),
        ("senin pagi, sore", hours((MON, M + A))),
        ("senin pagi dan sore, kamis malam", hours((MON, M + A), (THU, E))),
        ("senin sore, rabu", hours((MON, A), (WED, ALL_DAY))),
        ("sore", hours((DAYS, A))),
        ("sore saja", hours((DAYS, A))),
        ("pagi sama malam", hours((DAYS, M + E))),
        ("pagi senin, sore rabu", hours((MON, M), (WED, A))),
        ("pagi senin, sore", hours((MON, M + A))),
        ("siang hari kerja", hours((range(5), N))),
        ("tiap hari sore", hours((DAYS, A))),
        ("setiap hari pagi pagi", hours((DAYS, M))),
        ("hari kerja pagi", hours((range(5), M))),
        ("saya bisa hari kerja pagi ya bu", hours((range(5), M))),
        ("akhir pekan", hours(([SAT, SUN], ALL_DAY))),
        ("weekend siang", hours(([SAT, SUN], N))),
        ("kapan saja", ALL_PARTS),
        ("Kapan aja bisa", ALL_PARTS),
        ("bebas", ALL_PARTS),
        ("semua sore", hours((DAYS, A))),
        ("senin-kamis sore", hours((range(4), A))),
        ("senin – kamis sore", hours((range(4), A))),
        ("senin sampai kamis pagi", hours((range(4), M))),
        ("senin s/d jumat malam", hours((range(5), E))),
        ("sabtu-senin malam", hours(([SAT, SUN, MON], E))),
        ("jum'at sore", hours((FRI, A))),
        ("jum’at sore", hours((FRI, A))),
        ("jumat petang", hours((FRI, A))),
        ("senen pagi, kemis pagi", hours(([MON, THU], M))),
        ("rebo sore", hours((WED, A))),
        ("ahad siang", hours((SUN, N))),
        ("minggu pagi", hours((SUN, M))),
        ("selasa seharian", hours((TUE, ALL_DAY))),
        ("selasa", hours((TUE, ALL_DAY))),
        ("senin jam 9", hours((MON, [9]))),
        ("senin jam 9-11", hours((MON, [9, 10]))),
        ("senin 09.00-12.00", hours((MON, [9, 10, 11]))),
        ("senin 9:00 – 12:00 WITA", hours((MON, [9, 10, 11]))),
        ("senin jam 9 sampai jam 11", hours((MON, [9, 10]))),
        ("senin jam 9, 10", hours((MON, [9, 10]))),
        ("hari kerja 16-18, sabtu 9-12", hours((range(5), [16, 17]), (SAT, [9, 10, 11]))),
        ("senin jam 3", hours((MON, [15]))),
        ("senin jam 2-4", hours((MON, [14, 15]))),
        ("senin jam 2-4 sore", hours((MON, [14, 15]))),
        ("senin 3 sore", hours((MON, [15]))),
        ("senin 7 malam", hours((MON, [19]))),
        ("senin 7-9 malam", hours((MON, [19, 20]))),
        ("senin 7 pagi", hours((MON, [7]))),
        ("senin 6-9 pagi", hours((MON, [6, 7, 8]))),
        ("senin 11 siang", hours((MON, [11]))),
        ("senin 12 siang", hours((MON, [12]))),
        ("senin 1 siang", hours((MON, [13]))),
        ("senin 9 pagi sampai 3 sore", hours((MON, range(9, 15)))),
        ("senin 9 sampai 3 sore", hours((MON, range(9, 15)))),
        ("senin 9.30-12", hours((MON, [10, 11]))),
        ("senin pagi sampai sore", hours((MON, M + N + A))),
        ("senin pagi sampai jam 12", hours((MON, [8, 9, 10, 11]))),
        ("senin 5-23 pagi", None),
        ("senin 19-23", hours((MON, [19, 20, 21]))),
        ("monday afternoon, weekdays 9-11", hours((MON, A), (range(5), [9, 10]))),
        ("every day in the evening", hours((DAYS, E))),
        ("Saturday and Sunday mornings", hours(([SAT, SUN], M))),
        ("any time", ALL_PARTS),
        ("malam tiap hari", hours((DAYS, E))),
    ],
)  # fmt: skip
def test_hours_that_are_named(said: str, expected: frozenset[int] | None) -> None:
    if expected is None:
        with pytest.raises(HoursRefused):
            read_week(said)
    else:
        assert read_week(said) == SaidHours(expected)


@pytest.mark.parametrize(
    ("said", "chosen", "expected"),
    [
        ("tidak jumat", hours(([THU, FRI], A)), hours((THU, A))),
        ("hapus jumat sore", hours((FRI, M + A)), hours((FRI, M))),
        ("jumat sore", hours((THU, A)), hours(([THU, FRI], A))),
        ("kapan saja kecuali jumat", hours((FRI, M)), hours(([MON, TUE, WED, THU, SAT, SUN], ALL_DAY))),
        ("tiap hari sore kecuali jumat dan sabtu", (), hours(([MON, TUE, WED, THU, SUN], A))),
        ("hari kerja selain jumat sore", (), hours((range(4), ALL_DAY), (FRI, M + N + E))),
        ("kecuali minggu", (), hours((range(6), ALL_DAY))),
        ("tidak kapan saja", hours((DAYS, range(6, 22))), frozenset()),
        ("not on friday", hours((FRI, [6, 21])), frozenset()),
    ],
)
def test_hours_that_are_taken_away(said: str, chosen: frozenset[int], expected: frozenset[int]) -> None:
    assert read_week(said).added_to(chosen) == expected


@pytest.mark.parametrize(
    "said",
    [
        "", " ", "...", "saya bisa", "jam", "keripik pisang", "senin depan", "besok sore", "31 februari",
        "senin jam 25",
        "senin 3000", "senin jam 9.75", "senin jam 23-24", "senin jam 11-9", "sampai senin", "senin sampai",
        "senin-jumat-sabtu-", "hari kerja sampai akhir pekan", "kecuali", "tidak", "rabu tidak", "tidak kecuali senin",
        "senin kecuali", "x" * 301, "sabtu saptu lusa",
    ],
)  # fmt: skip
def test_words_that_name_no_hours(said: str) -> None:
    with pytest.raises(HoursRefused) as refused:
        read_week(said)
    assert refused.value.reason == "refused_hours"


@pytest.mark.parametrize("said", ["malam minggu", "malam jumat", "pagi senin, malam rabu"])
def test_night_before_a_day_is_asked_back_about(said: str) -> None:
    with pytest.raises(HoursRefused) as refused:
        read_week(said)
    assert refused.value.reason == "refused_hours_night"


WORDS = [
    "senin",
    "jum'at",
    "-",
    "sampai",
    "pagi",
    "malam",
    "jam",
    "9",
    "24",
    "3.30",
    "kecuali",
    "tidak",
    "tiap hari",
    "dan",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_any_text_gives_hours_or_a_kind_no(said: str) -> None:
    try:
        found = read_week(said)
    except HoursRefused:
        return
    assert found.adds | found.takes <= EVERY_HOUR
    assert found.adds | found.takes
