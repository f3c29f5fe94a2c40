"""Why a mentor is suggested, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from content import language
from handlers.matching.reasons import told_part, told_reasons
from models import Cluster, Expertise, Spoken
from services.matching import Reason
from services.office_clock import WITA

TUESDAY = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)  # four o'clock in the afternoon where the office is
REASONS = (
    Reason("told_reason_topic", (("topic", Expertise.PACKAGING),)),
    Reason("told_reason_helped", (("count", 4), ("cluster", Cluster.PISANG))),
    Reason("told_reason_time", (("starts_at", TUESDAY),)),
    Reason("told_reason_district", (("district", "Kaliorang"),)),
    Reason("told_reason_language", (("language", Spoken.JAVANESE),)),
    Reason("told_reason_rating", (("stars", 4.78),)),
)


def test_reasons_are_one_line() -> None:
    assert told_reasons(REASONS) == (
        "ahli kemasan, pernah bantu 4 usaha pisang, bisa Selasa sore, dari Kaliorang, bisa bahasa Jawa, dinilai 4,8"
    )


def test_reasons_are_told_in_english() -> None:
    token = language.set("en")
    try:
        assert told_reasons(REASONS) == (
            "knows packaging, has helped 4 banana businesses, free Tuesday afternoon, from Kaliorang, "
            "speaks Javanese, rated 4.8"
        )
    finally:
        language.reset(token)


def test_reasons_beyond_the_first_few_are_left_out() -> None:
    assert told_reasons(REASONS, most=2) == "ahli kemasan, pernah bantu 4 usaha pisang"


@pytest.mark.parametrize(("count", "told"), [(1, "pernah bantu 1 usaha kakao"), (2, "pernah bantu 2 usaha kakao")])
def test_helped_businesses_are_counted(count: int, told: str) -> None:
    assert told_reasons([Reason("told_reason_helped", (("count", count), ("cluster", Cluster.KAKAO)))]) == told


def test_knowing_the_cluster_is_told() -> None:
    assert told_reasons([Reason("told_reason_cluster", (("cluster", Cluster.PANGAN_OLAHAN),))]) == (
        "kenal usaha pangan olahan"
    )


@pytest.mark.parametrize(
    ("hour", "told"),
    [(0, "pagi"), (7, "pagi"), (10, "pagi"), (11, "siang"), (14, "siang"), (15, "sore"), (17, "sore"), (18, "malam"),
     (23, "malam")],
)  # fmt: skip
def test_hours_have_their_part_of_the_day(hour: int, told: str) -> None:
    assert told_part(datetime(2026, 12, 1, hour, 0, tzinfo=WITA)) == told
