"""The facts in the content hang together: districts, products, rules, permits, holidays, refusals."""

from __future__ import annotations

import inspect
import re
from datetime import date
from pathlib import Path

import content.texts
from content.districts import district_book
from content.holidays import holiday_years, is_holiday
from content.products import product_book
from content.rules.classification import classification_table
from content.rules.permits import permit_rows
from content.yaml_files import read_yaml
from services import errors
from services.reading.folding import folded

CODE = Path(__file__).parents[2]


def test_there_are_eighteen_districts_in_order_of_their_codes() -> None:
    rows = district_book().districts
    assert [row.id for row in rows] == list(range(640801, 640819))
    assert len({row.name for row in rows} | {row.code_bps for row in rows}) == 36


def test_no_spelling_means_two_districts() -> None:
    spellings = [
        (spelling, row.name)
        for row in district_book().districts
        for spelling in {folded(name) for name in (row.name, *row.aliases, *row.places)}
    ]
    assert len({spelling for spelling, _ in spellings}) == len(spellings)


def test_points_of_districts_lie_in_the_regency() -> None:
    for row in district_book().districts:
        for latitude, longitude in (row.middle, row.seat_point):
            assert 0.0 < latitude < 2.0
            assert 116.0 < longitude < 119.2


def test_numbers_and_ids_of_products_are_their_own() -> None:
    rows = product_book().products
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert len({row.id for row in rows}) == len(rows)


def test_no_keyword_means_two_products() -> None:
    keywords = [folded(keyword) for row in product_book().products for keyword in row.keywords]
    assert len(set(keywords)) == len(keywords)


def test_products_are_industry_as_their_code_says() -> None:
    divisions = classification_table().industry_divisions
    wrong = [
        row.id
        for row in product_book().products
        if row.is_industry != (int((row.kbli_2025 or row.kbli_2020)[:2]) in divisions)
    ]
    assert wrong == []


def test_permits_of_products_are_one_of_three_answers() -> None:
    said = {need for row in product_book().products for need in row.permits.values()}
    assert said == {"ya", "tidak", "tanya"}


def test_every_row_of_the_rules_names_a_source_that_is_there() -> None:
    raw = read_yaml("rules/classification.yaml")
    named = [row["source"] for part in ("industry_scale", "umkm_scale", "doubts") for row in raw[part]]
    named += [source for row in raw["activities"] for source in row["sources"]]
    named += [source for row in (raw["industry"], *raw["overlap"].values()) for source in row["sources"]]
    named += [raw["industry"]["divisions"]["source"]]
    assert set(named) == set(raw["sources"])


def test_every_source_has_page_status_and_date() -> None:
    rows = [*read_yaml("rules/classification.yaml")["sources"].values(), *read_yaml("rules/permits.yaml")["permits"]]
    assert {row["status"] for row in rows} == {"verified", "recalled"}
    assert all(isinstance(row["checked"], date) for row in rows)
    assert all(row.get("page") or row.get("source") for row in rows)


def test_every_word_the_rules_name_exists_and_every_word_of_theirs_is_named() -> None:
    table = classification_table()
    named = {row.says for row in (*table.kinds, *table.reasons, *table.doubts)}
    named |= {office for row in table.kinds for office in row.offices}
    named |= {says for row in permit_rows() for says in row.says.values()}
    named |= {f"button_{measure}_{key}" for measure, ranges in table.ranges.items() for key in ranges}
    named |= {f"{kind}_activity_{activity}" for activity in table.activities for kind in ("button", "told")}
    named |= {f"scale_{row.scale}" for row in table.umkm_scale}
    mine = re.compile(
        r"(reason|doubt|permit|office|scale|button_(workers|investment|capital|yearly_sales|activity))_.*"
    )
    keys = set(content.texts.load("classification").keys())
    assert named - keys == set()
    assert {key for key in keys if mine.fullmatch(key)} - named == set()


def test_every_refusal_has_its_words_and_every_word_its_refusal() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.OfficeError)]
    reasons = {kind.usual_reason for kind in kinds}
    for path in (*(CODE / "services").rglob("*.py"), *(CODE / "handlers").rglob("*.py")):
        reasons |= set(re.findall(r"\"(refused_\w+)\"", path.read_text(encoding="utf-8")))
    # Some of the words for a question's own refusals stand with the question.
    in_questions = set(content.texts.load("questions").keys())
    refusals = set(content.texts.load("refusals").keys())
    assert refusals - reasons == set()
    assert reasons - refusals - in_questions == set()


def test_errors_say_why_and_never_what_a_person_wrote() -> None:
    error = errors.PersonNameRefused("refused_too_long", most=60)
    assert (error.reason, error.values) == ("refused_too_long", {"most": 60})
    assert str(error) == "A person's name needs letters, and not too many. (refused_too_long)"
    assert errors.PersonNameRefused().reason == "refused_person_name"


def test_holidays_of_a_complete_year_are_all_there() -> None:
    years = holiday_years()
    assert (years[2026].is_complete, len(years[2026].days)) == (True, 17)
    assert years[2027].is_complete is False
    assert years[2027].missing != ()
    assert all(day.year == year for year, row in years.items() for day in row.days)
    assert (is_holiday(date(2026, 12, 25)), is_holiday(date(2026, 12, 26)), is_holiday(date(2031, 1, 1))) == (
        True,
        False,
        False,
    )
