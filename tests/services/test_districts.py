"""Districts as people write them, and the nearest to a location."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.districts import district_book
from services.districts import MOST_GUESSES, match_district, nearest_district

SURE = {
    "Sangatta Utara": "Sangatta Utara",
    "sgt utara": "Sangatta Utara",
    "sangata utara": "Sangatta Utara",
    "sangatta utr": "Sangatta Utara",
    "North Sangatta": "Sangatta Utara",
    "sgt sel": "Sangatta Selatan",
    "sangatta selatan": "Sangatta Selatan",
    "wahau": "Muara Wahau",
    "m. wahau": "Muara Wahau",
    "muara wahu": "Muara Wahau",
    "MUARA WAHAU": "Muara Wahau",
    "mwahau": "Muara Wahau",
    "kombeng": "Kongbeng",
    "kongbeng": "Kongbeng",
    "kec. muara ancalong": "Muara Ancalong",
    "ancalong": "Muara Ancalong",
    "di muara bengkal bu": "Muara Bengkal",
    "bengkal": "Muara Bengkal",
    "busang": "Busang",
    "busag": "Busang",
    "Kecamatan Busang, Kutai Timur": "Busang",
    "mesangat": "Long Mesangat",
    "lg mesangat": "Long Mesangat",
    "tlk pandan": "Teluk Pandan",
    "telukpandan": "Teluk Pandan",
    "rntau plung": "Rantau Pulung",
    "batuampar": "Batu Ampar",
    "kali orang": "Kaliorang",
    "kaliorng": "Kaliorang",
    "sandran": "Sandaran",
    "sangklirang": "Sangkulirang",
    "kawubun": "Kaubun",
    "karagan": "Karangan",
    "tellen": "Telen",
    "bangalon": "Bengalon",
    "bengalon, kutim": "Bengalon",
    "sangatta utara kampung baru": "Sangatta Utara",
}

GUESSES = {
    "sangatta": ["Sangatta Utara", "Sangatta Selatan"],
    "Sangata": ["Sangatta Utara", "Sangatta Selatan"],
    "muara": ["Muara Wahau", "Muara Ancalong", "Muara Bengkal"],
    "sepaso": ["Bengalon"],
    "selangkau": ["Kaliorang"],
    "muara wahau atau kongbeng": ["Muara Wahau", "Kongbeng"],
    "busang hulu": ["Busang"],
}

NONE = ["", "😀", "kutai timur", "pirt itu apa bu?", "keripik pisang", "123", "x" * 5000, "tidak tahu"]

OUTSIDE = {
    "Samarinda": "Samarinda",
    "di bontang": "Bontang",
    "tanjung redeb berau": "Berau",
    "muara badak": "Muara Badak",
}


@pytest.mark.parametrize("text", SURE)
def test_district_is_found_for_sure(text: str) -> None:
    found = match_district(text).sure
    assert (found and found.name) == SURE[text]


@pytest.mark.parametrize("text", GUESSES)
def test_district_is_guessed(text: str) -> None:
    match = match_district(text)
    assert (match.sure, [row.name for row in match.guesses]) == (None, GUESSES[text])


@pytest.mark.parametrize("text", NONE)
def test_no_district_is_found(text: str) -> None:
    match = match_district(text)
    assert (match.sure, match.guesses, match.outside) == (None, (), None)


@pytest.mark.parametrize("text", OUTSIDE)
def test_place_outside_the_regency_is_named(text: str) -> None:
    match = match_district(text)
    assert (match.sure, match.guesses, match.outside) == (None, (), OUTSIDE[text])


@given(st.sampled_from(district_book().districts), st.data())
def test_every_name_with_one_letter_missing_still_leads_there(row: object, data: st.DataObject) -> None:
    district = next(known for known in district_book().districts if known is row)
    cut = data.draw(st.integers(0, len(district.name) - 1))
    match = match_district(district.name[:cut] + district.name[cut + 1 :])
    assert district in {match.sure, *match.guesses}


@given(st.text(max_size=300))
def test_any_text_gets_a_match_of_one_kind_only(text: str) -> None:
    match = match_district(text)
    assert sum([match.sure is not None, bool(match.guesses), match.outside is not None]) <= 1
    assert len(match.guesses) == len(set(match.guesses)) <= MOST_GUESSES


@pytest.mark.parametrize("row", district_book().districts, ids=lambda row: row.name)
def test_seat_of_each_district_is_nearest_to_itself(row: object) -> None:
    district = next(known for known in district_book().districts if known is row)
    nearest = nearest_district(*district.seat_point)
    assert (nearest.district, round(nearest.km), nearest.is_outside) == (district, 0, False)


@pytest.mark.parametrize(
    ("point", "is_outside"),
    [((-0.5, 117.15), False), ((-1.27, 116.83), True), ((-6.2, 106.8), True), ((2.16, 117.5), False), ((90, 0), True)],
    ids=["Samarinda", "Balikpapan", "Jakarta", "Berau", "pole"],
)
def test_far_points_are_outside(point: tuple[float, float], is_outside: bool) -> None:
    assert nearest_district(*point).is_outside is is_outside


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_has_a_nearest_district(latitude: float, longitude: float) -> None:
    assert 0 <= nearest_district(latitude, longitude).km <= 20_100
