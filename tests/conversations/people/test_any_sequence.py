"""Whatever an officer presses and types at these desks, nothing dies, and two taps at once count once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from random import Random

import pytest

from tests.conversations.checked_office import CheckedOffice
from tests.conversations.people.conftest import MADU, SITI, SITTI, acts, ids
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import businesses
from tests.driver import Person

SAID = ("/cari", "/cari siti", "/rujukan", "/audit", "siti", "081255551111", "???", "x" * 400, "<b>&_*", "Catatan baik")


async def test_whatever_is_pressed_and_typed_nothing_dies(office: CheckedOffice) -> None:
    chance, budi = Random(7), office.person(2, "Budi")
    await budi.says("/cari siti")
    for _ in range(60):
        seen = [
            key["callback_data"]
            for reply in budi.replies[-3:]
            for row in (reply.raw.get("reply_markup") or {}).get("inline_keyboard", [])
            for key in row
        ]
        if seen and chance.random() < 0.8:
            await budi.presses(chance.choice(seen))
        else:
            assert await budi.says(chance.choice(SAID)) != []
        assert office.dead == []


async def merging(office: CheckedOffice) -> str:
    found = await ids(office)
    return f"merge:yes:{found[SITI]}.{found[SITTI]}"


async def deciding(office: CheckedOffice) -> str:
    return f"people:decide_yes:{(await businesses(office))[2].id}.ikm"


async def handing_over(office: CheckedOffice) -> str:
    return f"referrals:one_yes:{(await businesses(office))[1].id}"


@pytest.mark.parametrize("what", [merging, deciding, handing_over])
async def test_two_taps_at_once_and_two_officers_count_once(
    office: CheckedOffice, ani: Person, budi: Person, what: Callable[[CheckedOffice], Awaitable[str]]
) -> None:
    data = await what(office)
    await presses_twice(ani, data)
    (refused,) = await budi.presses(data)
    assert refused.keys != ()
    assert len(await acts(office, "people_merged", "kind_decided", "referral_handed_over")) == 1
    assert len(office.person(MADU).hears()) == (what is deciding)
