"""What a business is: a table of cases, and what must hold for every case."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product as every
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import content.texts
from content.products import product_book
from content.rules.classification import MEASURES, classification_table
from models.choices import Activity, BusinessKind, IndustryScale, UmkmScale
from services.classification import Classification, Figures, classify
from services.conditions import CONDITIONS
from services.errors import ActivitiesRefused, FieldRefused
from services.ranges import range_keys, range_of

MADE, PACKED, RESOLD, GROWN, SERVED = Activity
IKM, UMKM, IRISAN = BusinessKind

CHIPS, AMPLANG, HONEY, BEANS, COCOA, DEPOT, RATTAN = (
    "keripik-pisang",
    "kerupuk-ikan",
    "madu-murni-kemasan",
    "biji-kakao-fermentasi-kering",
    "kakao-bubuk-kemasan",
    "depot-air-minum-isi-ulang",
    "anyaman-rotan",
)


@dataclass(frozen=True)
class Case:
    does: tuple[Activity, ...]
    makes: tuple[str, ...]
    expected: tuple[BusinessKind, bool, bool, tuple[str, ...]]
    """Kind, whether it trades too, whether it is small by PP 7/2021, doubts."""
    own_words: tuple[str, ...] = ()
    workers: str | None = None
    investment: str | None = None
    capital: str | None = None
    yearly_sales: str | None = None


NO = (False, False, ())
CASES = {
    "chips": Case((MADE,), (CHIPS,), (IKM, *NO)),
    "chips, packed by herself": Case((MADE, PACKED), (CHIPS,), (IKM, *NO)),
    "chips of own bananas": Case((MADE, GROWN), (CHIPS,), (IKM, *NO)),
    "chips and amplang": Case((MADE,), (CHIPS, AMPLANG), (IKM, *NO)),
    "unknown goods made": Case((MADE,), (), (IKM, *NO), own_words=("kue cucur",)),
    "nothing told of goods": Case((MADE,), (), (IKM, *NO)),
    "chips and resells": Case((MADE, RESOLD), (CHIPS,), (IRISAN, True, False, ())),
    "chips and a stall": Case((MADE, SERVED), (CHIPS,), (IRISAN, True, False, ("eatery",))),
    "chips, all at once": Case((MADE, PACKED, RESOLD, GROWN, SERVED), (CHIPS,), (IRISAN, True, False, ("eatery",))),
    "weaving": Case((MADE,), (RATTAN,), (IKM, *NO)),
    "cocoa powder": Case((MADE,), (COCOA,), (IKM, *NO)),
    "chips bought and sold": Case((RESOLD,), (CHIPS,), (UMKM, *NO)),
    "chips repacked": Case((PACKED,), (CHIPS,), (UMKM, *NO)),
    "repacked and resold": Case((PACKED, RESOLD), (CHIPS,), (UMKM, *NO)),
    "harvest": Case((GROWN,), (), (UMKM, *NO), own_words=("sayur",)),
    "stall": Case((SERVED,), (), (UMKM, *NO), own_words=("nasi kuning",)),
    "stall that resells": Case((SERVED, RESOLD), (), (UMKM, *NO), own_words=("mie",)),
    "honey packed": Case((PACKED,), (HONEY,), (UMKM, False, False, ("honey",))),
    "honey made": Case((MADE,), (HONEY,), (UMKM, False, False, ("honey",))),
    "honey grown": Case((GROWN,), (HONEY,), (UMKM, False, False, ("honey",))),
    "beans dried": Case((MADE,), (BEANS,), (UMKM, False, False, ("cocoa_drying",))),
    "beans grown": Case((GROWN,), (BEANS,), (UMKM, False, False, ("cocoa_drying",))),
    "beans and cocoa powder": Case((MADE,), (BEANS, COCOA), (IKM, False, False, ("cocoa_drying", "mixed_goods"))),
    "honey and chips": Case((MADE,), (HONEY, CHIPS), (IKM, False, False, ("honey", "mixed_goods"))),
    "honey and unknown": Case((MADE,), (HONEY,), (IKM, False, False, ("honey", "mixed_goods")), own_words=("kue",)),
    "depot": Case((MADE,), (DEPOT,), (IKM, False, False, ("depot_water",))),
    "depot, said to be sold": Case((RESOLD,), (DEPOT,), (UMKM, False, False, ("depot_water",))),
    "alone, small": Case((MADE,), (CHIPS,), (IKM, *NO), workers="1", investment="under_10m"),
    "micro by sales": Case((MADE,), (CHIPS,), (IRISAN, False, True, ()), yearly_sales="upto_60m"),
    "micro by capital": Case((MADE,), (CHIPS,), (IRISAN, False, True, ()), capital="50m_1b"),
    "micro by both": Case((MADE,), (CHIPS,), (IRISAN, False, True, ()), capital="upto_50m", yearly_sales="500m_2b"),
    "small by both": Case((MADE,), (CHIPS,), (IRISAN, False, True, ()), capital="1b_5b", yearly_sales="2b_15b"),
    "micro and small": Case(
        (MADE,), (CHIPS,), (IRISAN, False, True, ("scales_disagree",)), capital="upto_50m", yearly_sales="2b_15b"
    ),
    "micro and medium": Case(
        (MADE,), (CHIPS,), (IKM, False, False, ("scales_disagree",)), capital="upto_50m", yearly_sales="15b_50b"
    ),
    "medium by both": Case((MADE,), (CHIPS,), (IKM, *NO), capital="5b_10b", yearly_sales="15b_50b"),
    "medium by capital": Case((MADE,), (CHIPS,), (IKM, *NO), capital="5b_10b"),
    "both reasons": Case((MADE, RESOLD), (CHIPS,), (IRISAN, True, True, ()), yearly_sales="upto_60m"),
    "trader, micro": Case((RESOLD,), (CHIPS,), (UMKM, *NO), capital="upto_50m"),
    "trader, scales disagree": Case(
        (RESOLD,), (CHIPS,), (UMKM, False, False, ("scales_disagree",)), capital="upto_50m", yearly_sales="2b_15b"
    ),
    "trader beyond umkm": Case((RESOLD,), (CHIPS,), (UMKM, False, False, ("beyond_umkm",)), capital="over_10b"),
    "large industry": Case((MADE,), (CHIPS,), (IKM, False, False, ("large",)), workers="20_up", investment="over_15b"),
    "industry beyond umkm": Case((MADE,), (CHIPS,), (IKM, *NO), capital="over_10b", yearly_sales="over_50b"),
}

SCALES = {
    ("1", "under_10m"): IndustryScale.KECIL,
    ("10_19", "100m_1b"): IndustryScale.KECIL,
    ("10_19", "1b_15b"): IndustryScale.MENENGAH,
    ("2_4", "over_15b"): IndustryScale.MENENGAH,
    ("20_up", "under_10m"): IndustryScale.MENENGAH,
    ("20_up", "1b_15b"): IndustryScale.MENENGAH,
    ("20_up", "over_15b"): IndustryScale.BESAR,
    ("5_9", None): None,
    ("20_up", None): None,
    (None, "under_10m"): None,
    (None, "1b_15b"): IndustryScale.MENENGAH,
    (None, None): None,
}


def answer(case: Case) -> Classification:
    makes = [product_book().by_id(row) for row in case.makes]
    figures = Figures(case.workers, case.investment, case.capital, case.yearly_sales)
    return classify(case.does, makes, case.own_words, figures)


@pytest.mark.parametrize("name", CASES)
def test_case_is_classified(name: str) -> None:
    found = answer(CASES[name])
    assert (found.kind, found.also_trades, found.is_small_by_umkm_rule, found.doubts) == CASES[name].expected


@pytest.mark.parametrize(("workers", "investment"), SCALES)
def test_industry_scale_by_workers_and_investment(workers: str | None, investment: str | None) -> None:
    found = classify([MADE], figures=Figures(workers=workers, investment=investment))
    assert found.industry_scale == SCALES[workers, investment]


@pytest.mark.parametrize(
    ("capital", "sales", "expected"),
    [
        ("50m_1b", None, (UmkmScale.MIKRO, None, False)),
        ("1b_5b", "2b_15b", (UmkmScale.KECIL, UmkmScale.KECIL, False)),
        (None, "15b_50b", (None, UmkmScale.MENENGAH, False)),
        ("over_10b", "upto_60m", (UmkmScale.BESAR, UmkmScale.MIKRO, True)),
    ],
)
def test_both_umkm_scales_are_given(capital: str | None, sales: str | None, expected: tuple[Any, ...]) -> None:
    found = classify([RESOLD], figures=Figures(capital=capital, yearly_sales=sales))
    assert (found.umkm_scale_by_capital, found.umkm_scale_by_sales, found.scales_disagree) == expected


def test_reasons_and_offices_of_an_overlap_are_told_apart() -> None:
    found = answer(CASES["both reasons"])
    assert found.reasons == ("reason_processed", "reason_trades_too", "reason_small_by_umkm_rule")
    assert found.offices == ("office_disperindag", "office_dinkop")


def test_reasons_of_another_umkm_are_its_activities() -> None:
    assert answer(CASES["repacked and resold"]).reasons == ("reason_only_packed", "reason_only_resold")
    assert answer(CASES["honey made"]).reasons == ("reason_goods_not_industry",)


def test_referral_waits_for_staff_when_in_doubt() -> None:
    assert answer(CASES["stall"]).is_referred is True
    assert answer(CASES["honey packed"]).is_referred is False
    assert answer(CASES["chips"]).is_referred is False


def test_kbli_is_told_for_industry_only_and_unsure_codes_are_marked() -> None:
    made = answer(CASES["beans and cocoa powder"]).kbli
    assert [(row.code_2025, row.code_2020, row.is_sure) for row in made] == [
        (None, "01270", False),
        ("10731", "10731", True),
    ]
    assert answer(CASES["chips bought and sold"]).kbli == ()
    assert answer(CASES["unknown goods made"]).unlisted == ("kue cucur",)


def test_no_activity_and_unknown_ranges_are_refused() -> None:
    with pytest.raises(ActivitiesRefused):
        classify([])
    with pytest.raises(FieldRefused):
        classify([MADE], figures=Figures(workers="many"))


anything = st.builds(
    lambda does, makes, own, figures: (does, makes, own, figures),
    st.sets(st.sampled_from(Activity), min_size=1),
    st.lists(st.sampled_from(product_book().products), max_size=4, unique_by=lambda row: row.id),
    st.lists(st.sampled_from(["kue cucur", "es teh"]), max_size=1),
    st.builds(Figures, **{measure: st.sampled_from([None, *range_keys(measure)]) for measure in MEASURES}),
)


@given(anything)
def test_every_answer_is_whole(case: tuple[Any, ...]) -> None:
    does, makes, own, figures = case
    found = classify(does, makes, own, figures)
    texts = content.texts.load("classification")
    assert (found.kind is IRISAN) == (found.also_trades or found.is_small_by_umkm_rule)
    assert (found.kind is UMKM) == (not found.is_industry)
    assert found.reasons
    assert len(found.doubts) == len(found.doubt_texts)
    assert [key for key in (found.says, *found.reasons, *found.offices, *found.doubt_texts) if key not in texts] == []
    assert not (found.is_referred and found.is_industry)


@given(anything)
def test_without_processing_it_is_never_an_industry(case: tuple[Any, ...]) -> None:
    does, makes, own, figures = case
    if does != {MADE}:
        assert classify(does - {MADE}, makes, own, figures).kind is UMKM


@given(anything, st.randoms())
def test_the_order_of_products_does_not_matter(case: tuple[Any, ...], chance: Any) -> None:
    does, makes, own, figures = case
    shuffled = list(makes)
    chance.shuffle(shuffled)
    one, other = classify(does, makes, own, figures), classify(does, shuffled, own, figures)
    assert (one.kind, one.doubts, one.reasons) == (other.kind, other.doubts, other.reasons)


@given(st.sampled_from(MEASURES), st.integers(0, 10**12))
def test_every_figure_lies_in_exactly_one_range(measure: str, figure: int) -> None:
    inside = [key for key, bound in classification_table().ranges[measure].items() if bound.holds(figure)]
    assert inside == [range_of(measure, figure)]


def test_every_threshold_is_an_edge_of_a_range() -> None:
    table = classification_table()
    across = [
        (measure, key, bound)
        for row in (*table.industry_scale, *table.umkm_scale)
        for measure, bound in row.bounds.items()
        for key, told in table.ranges[measure].items()
        if not bound.covers(told) and (bound.holds(told.low) or (told.high is not None and bound.holds(told.high)))
    ]
    assert across == []


def test_known_figures_always_give_one_scale() -> None:
    for workers, investment in every(range_keys("workers"), range_keys("investment")):
        assert classify([MADE], figures=Figures(workers=workers, investment=investment)).industry_scale is not None


def test_the_table_uses_only_conditions_that_are_known() -> None:
    table = classification_table()
    whens = [table.industry, table.trades_too, table.small_by_umkm_rule]
    whens += [row.when for row in (*table.kinds, *table.reasons, *table.doubts)]
    assert {name for when in whens for name in when} - set(CONDITIONS) == set()
    assert list(table.activities) == [activity.value for activity in Activity]
    assert {row.kind for row in table.kinds} == {kind.value for kind in BusinessKind}
