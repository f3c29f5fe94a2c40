"""Answers that cannot be taken: what is wrong and what would do is said, and the question stays open."""

from __future__ import annotations

from typing import Any

import pytest

import content.texts
from services.districts import match_district
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import draft, reach, texts, where

refusals = content.texts.load("refusals")
questions = content.texts.load("questions")

THIRTEEN = ", ".join(f"barang {chr(97 + n)}{chr(110 - n)}x" for n in range(13))
REFUSED = [
    ("owner", "12345", "refused_name_digits", {}),
    ("owner", "???", "refused_person_name", {}),
    ("name", "???", "refused_business_name", {}),
    ("district", "???", "refused_district", {}),
    ("owner", "Siti 081234567", "refused_name_phone", {}),
    ("owner", "Siti 2", "refused_name_digits", {}),
    ("owner", "Siti https://x.id", "refused_name_link", {}),
    ("owner", "S" * 90, "refused_too_long", {"most": 60}),
    ("owner", "tidak ada", "refused_person_name", {}),
    ("name", "-", "refused_business_name", {}),
    ("name", "belum punya", "refused_business_name", {}),
    ("name", "D" * 200, "refused_too_long", {"most": 80}),
    ("district", "qwertyuiop", "refused_district", {}),
    ("district", "Bontang", "refused_district_outside", {"place": "Bontang"}),
    ("products", "😀", "refused_products", {"most": 12}),
    ("products", "p" * 700, "refused_too_long", {"most": 600}),
    ("products", THIRTEEN, "refused_products", {"most": 12}),
    ("activities", "selesai", "refused_activities", {}),
]  # fmt: skip


@pytest.mark.parametrize(("state", "said", "reason", "values"), REFUSED)
async def test_refusal_says_what_would_do(
    office: CheckedOffice, state: str, said: str, reason: str, values: dict[str, Any]
) -> None:
    siti = office.person(11)
    await reach(siti, state)
    shown = siti.replies[-1].keys  # the question's own buttons, and the ways out
    before = (await draft(siti)).get("answers")
    refused = await siti.says(said)
    assert texts(refused) == [refusals[reason].format(**values)]
    assert refused[0].keys == shown
    assert (await where(siti), (await draft(siti)).get("answers")) == (("register", state), before)


async def test_activity_that_is_none_is_refused(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "activities")
    assert texts(await siti.says("entahlah")) == [questions.refused_toggle]


async def test_refusal_shows_what_was_chosen_so_far(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "activities")
    (chosen,) = await siti.says("diolah")
    (refused,) = await siti.says("entahlah")
    assert refused.keys == chosen.keys
    assert (await siti.presses("Selesai"))[0].text.startswith("<b>7 dari 7</b>")


async def test_refusal_shows_the_products_told_so_far(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "products")
    (noted,) = await siti.says("dodol, sale")
    (refused,) = await siti.says("p" * 700)
    assert refused.keys == noted.keys


async def test_location_outside_is_refused(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "district")
    refused = await siti.sends(location={"latitude": -6.2, "longitude": 106.8})
    assert texts(refused) == [refusals.refused_location_outside]
    assert await where(siti) == ("register", "district")


@pytest.mark.parametrize("data", ["0.999999", "0.page-99", "0.page--1", "0.page-x", "0.", "0.-1", "0.64.08"])
async def test_district_that_does_not_exist_is_refused(office: CheckedOffice, data: str) -> None:
    siti = office.person(11)
    await reach(siti, "district")
    assert texts(await siti.presses(f"register:district:{data}")) == [refusals.refused_choice]
    assert await where(siti) == ("register", "district")


async def test_refused_answer_is_followed_by_a_good_one(office: CheckedOffice) -> None:
    siti = office.person(11)
    await reach(siti, "district")
    await siti.says("Bontang")
    assert match_district("sangata utara").sure is not None
    await siti.says("sangata utara")
    assert await where(siti) == ("register", "products")
