"""The people of an announcement in words: simple, in both languages, never too long for their column."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings

from content import language
from content.districts import district_book
from content.products import product_book
from handlers.announcing.people.words import MOST_CHARACTERS, audience_words
from models import Cluster, IndustryScale, Permit, RoleKind
from services.announcements.audience import Activeness, Audience
from tests.services.announcements.test_audience import AUDIENCES

KALIORANG, SANGKULIRANG = 640810, 640805
EVERYTHING = Audience(
    roles=frozenset(RoleKind), districts=frozenset(place.id for place in district_book().districts),
    clusters=frozenset(Cluster), products=frozenset(product.number for product in product_book().products),
    scales=frozenset(IndustryScale), permits_held=frozenset(Permit), permits_missing=frozenset(Permit),
    has_mentor=False, activeness=Activeness.NOT_FOR_90_DAYS,
)  # fmt: skip
TOLD = [
    (Audience(), "Semua orang yang terdaftar", "Everybody who is registered"),
    (Audience(producers=True), "Semua pelaku usaha", "All producers"),
    (Audience(roles=frozenset({RoleKind.MENTOR})), "Mentor", "Mentor"),
    (
        Audience(
            clusters=frozenset({Cluster.PISANG}), districts=frozenset({KALIORANG, SANGKULIRANG}), has_mentor=False,
            permits_missing=frozenset({Permit.PIRT}), excluded=Audience(roles=frozenset({RoleKind.PETUGAS})),
        ),
        "Pelaku usaha klaster pisang di Sangkulirang, Kaliorang; belum punya P-IRT; tanpa mentor; kecuali petugas",
        "Producers of the clusters banana in Sangkulirang, Kaliorang; without P-IRT; without a mentor; except officer",
    ),
    (
        Audience(producers=True, roles=frozenset({RoleKind.MENTOR, RoleKind.KADER}),
                 activeness=Activeness.LAST_30_DAYS),
        "Semua pelaku usaha; juga mentor, kader desa; menulis dalam 30 hari ini",
        "All producers; also mentor, village helper; wrote within 30 days",
    ),
    (
        Audience(scales=frozenset({IndustryScale.KECIL}), products=frozenset({33, 34}), has_mentor=True,
                 permits_held=frozenset({Permit.NIB}),
                 excluded=Audience(districts=frozenset({KALIORANG}), permits_held=frozenset({Permit.HALAL}))),
        "Pelaku usaha skala kecil produk Tempe, Tahu; punya NIB; dengan mentor; kecuali pelaku usaha di Kaliorang, "
        "punya Halal",
        "Small producers of Tempe, Tofu; with NIB; with a mentor; except producers in Kaliorang, with Halal",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("audience", "in_indonesian", "in_english"), TOLD)
def test_people_are_told_in_words(audience: Audience, in_indonesian: str, in_english: str) -> None:
    assert audience_words(audience) == in_indonesian
    token = language.set("en")
    assert audience_words(audience) == in_english
    language.reset(token)


def test_many_names_are_told_by_the_first() -> None:
    told = audience_words(Audience(districts=EVERYTHING.districts))
    assert told == "Pelaku usaha di Muara Ancalong, Muara Wahau, Muara Bengkal dan 15 lainnya"


@pytest.mark.parametrize("spoken", ["id", "en"])
def test_the_longest_words_fit_their_column(spoken: str) -> None:
    token = language.set(spoken)
    told = audience_words(EVERYTHING.with_excluded(EVERYTHING))
    assert (len(told), told[-1]) == (MOST_CHARACTERS, "…")
    language.reset(token)


@settings(deadline=None)
@given(AUDIENCES)
def test_words_are_kept_as_they_are_told(audience: Audience) -> None:
    """Nothing in them changes when it is escaped on its way to the screen."""
    told = audience_words(audience)
    assert 0 < len(told) <= MOST_CHARACTERS
    assert html.escape(told, quote=False) == told
