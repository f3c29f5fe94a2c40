"""The two messages after saving: short enough to be read, and the duties among the permits."""

from __future__ import annotations

import pytest

from content.text_faults import MOST_LINES, lines_on_screen
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import does, reach

MORE_LINES_OF_PRODUCTS = 3
"""Several products have a code and permits of their own."""


async def told(office: CheckedOffice, products: str, activities: str) -> tuple[str, str]:
    """What is said about kind and permits of a business that makes this."""
    siti = office.person(11)
    await reach(siti, "products")
    await does(siti, products, "!Sudah benar", activities, "selesai")
    _, kind, permits, *_ = await siti.says("simpan")
    return kind.text, permits.text


ONE = [("keripik pisang", "diolah"), ("keripik pisang", "diolah, dijual lagi"), ("sambal", "diolah"),
       ("depot air minum", "diolah"), ("keripik pisang", "dijual lagi"), ("madu hutan", "dipanen"),
       ("rompi rajut", "diolah"), ("amdk", "diolah")]  # fmt: skip


@pytest.mark.parametrize(("product", "activities"), ONE)
async def test_outcome_of_one_product_fits_the_screen(office: CheckedOffice, product: str, activities: str) -> None:
    for text in await told(office, product, activities):
        assert lines_on_screen(text) <= MOST_LINES, text


THREE = [("keripik pisang, amplang, sambal", "diolah"), ("keripik pisang, frozen food, kue kering", "diolah"),
         ("keripik pisang, frozen food, kue basah", "diolah"),
         ("dodol, amplang, keripik pisang", "diolah, dijual lagi"),
         ("sambal, frozen food, rompi rajut", "diolah")]  # fmt: skip


@pytest.mark.parametrize(("products", "activities"), THREE)
async def test_outcome_of_three_products_stays_short(office: CheckedOffice, products: str, activities: str) -> None:
    for text in await told(office, products, activities):
        assert lines_on_screen(text) <= MOST_LINES + MORE_LINES_OF_PRODUCTS, text


@pytest.mark.parametrize(("products", "activities"), [*ONE, *THREE])
async def test_outcome_in_english_is_as_short(office: CheckedOffice, products: str, activities: str) -> None:
    siti = office.person(11)
    await does(siti, "/bahasa", "!English", "/daftar", "yes", "Siti", "Dapur Siti", "Busang", products)
    await does(siti, "!That is right", activities, "done")
    _, *told_twice = await siti.presses("Save")
    for reply in told_twice:
        most = MOST_LINES + (MORE_LINES_OF_PRODUCTS if "," in products else 0)
        assert lines_on_screen(reply.text) <= most, reply.text


@pytest.mark.parametrize("products", [product for product, _ in THREE])
async def test_duty_of_halal_is_always_told(office: CheckedOffice, products: str) -> None:
    _, permits = await told(office, products, "diolah")
    assert "<b>Halal</b>: wajib" in permits


@pytest.mark.parametrize(("products", "activities"), [("depot air minum", "diolah"), ("sambal", "diolah, warung")])
async def test_doubtful_answer_begins_as_likely(office: CheckedOffice, products: str, activities: str) -> None:
    kind, _ = await told(office, products, activities)
    assert kind.startswith("Kemungkinan besar <b>")
    assert "Usaha ini" not in kind
