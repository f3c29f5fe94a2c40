"""Which permits are told first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import content.texts
from content.products import product_book
from models.choices import Activity, Permit
from services.permits import first_permits

MADE, PACKED, RESOLD, GROWN, SERVED = Activity

CASES = {
    "keripik-pisang": ["permit_nib", "permit_pirt", "permit_halal", "permit_merek"],
    "frozen-food": ["permit_nib", "permit_bpom_md", "permit_halal", "permit_merek"],
    "kakao-bubuk-kemasan": ["permit_nib", "permit_bpom_md", "permit_halal", "permit_sni", "permit_merek"],
    "amdk": ["permit_nib", "permit_bpom_md", "permit_halal", "permit_sni", "permit_merek"],
    "kue-basah": ["permit_nib", "permit_halal", "permit_slhs", "permit_merek"],
    "depot-air-minum-isi-ulang": ["permit_nib", "permit_slhs", "permit_halal_ask", "permit_merek"],
    "sambal": ["permit_nib", "permit_halal", "permit_pirt_ask", "permit_bpom_md_ask", "permit_merek"],
    "kue-kering": ["permit_nib", "permit_pirt", "permit_halal", "permit_sni_ask", "permit_merek"],
    "anyaman-rotan": ["permit_nib", "permit_merek"],
}


def told(*args: object, **kwargs: object) -> list[str]:
    return [step.says for step in first_permits(*args, **kwargs)]  # type: ignore[arg-type]


@pytest.mark.parametrize("row", CASES)
def test_permits_of_a_product_in_their_order(row: str) -> None:
    assert told([MADE], [product_book().by_id(row)], most=9) == CASES[row]


def test_each_permit_names_the_products_it_is_for() -> None:
    chips, frozen = product_book().by_id("keripik-pisang"), product_book().by_id("frozen-food")
    steps = {step.says: step.products for step in first_permits([MADE], [chips, frozen], most=9)}
    assert steps == {
        "permit_nib": (),
        "permit_pirt": (chips,),
        "permit_bpom_md": (frozen,),
        "permit_halal": (chips, frozen),
        "permit_merek": (),
    }


def test_a_duty_is_told_before_what_must_be_asked_about() -> None:
    made = [product_book().by_id("keripik-pisang"), product_book().by_id("sambal")]
    assert told([MADE], made, most=3) == ["permit_nib", "permit_pirt", "permit_halal"]


def test_only_the_first_are_told_and_held_ones_are_left_out() -> None:
    chips = [product_book().by_id("keripik-pisang")]
    assert told([MADE], chips, most=2) == ["permit_nib", "permit_pirt"]
    assert told([MADE], chips, held={Permit.NIB, Permit.HALAL}) == ["permit_pirt", "permit_merek"]


def test_traders_and_stalls_are_told_what_concerns_them() -> None:
    chips = [product_book().by_id("keripik-pisang")]
    assert told([RESOLD], chips) == ["permit_nib"]
    assert told([SERVED], [], True) == ["permit_nib", "permit_slhs"]


def test_own_words_are_sent_to_oss() -> None:
    assert told([MADE], [], True) == ["permit_nib", "permit_unlisted", "permit_merek"]


@given(
    st.sets(st.sampled_from(Activity), min_size=1),
    st.lists(st.sampled_from(product_book().products), max_size=5, unique_by=lambda row: row.id),
    st.booleans(),
)
def test_permits_are_told_once_and_have_words(does: set[Activity], makes: list[object], own: bool) -> None:
    keys = told(does, makes, own, most=20)
    texts = content.texts.load("classification")
    assert keys[0] == "permit_nib"
    assert len(keys) == len(set(keys))
    assert [key for key in keys if key not in texts] == []
