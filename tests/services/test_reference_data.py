"""Loading districts and products into their tables."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import District, Product
from services import districts, products
from services.reference_data import Loaded, load_reference_data


async def test_loading_twice_changes_nothing(empty_session: AsyncSession) -> None:
    assert await load_reference_data(empty_session) == Loaded(added=18 + 37)
    empty_session.expunge_all()
    assert await load_reference_data(empty_session) == Loaded()
    assert await empty_session.scalar(select(func.count()).select_from(District)) == 18


async def test_a_changed_row_is_put_right_and_one_that_left_is_kept_inactive(session: AsyncSession) -> None:
    busang = await session.get_one(District, 640806)
    busang.name = "Busan"
    session.add(
        District(
            id=649999,
            code="64.99.99",
            code_bps="6499999",
            name="Lama",
            seat="-",
            latitude=0.0,
            longitude=117.0,
            is_remote=False,
            is_active=True,
        )
    )
    await session.flush()
    assert await load_reference_data(session) == Loaded(changed=1, retired=1)
    assert busang.name == "Busang"
    assert (await session.get_one(District, 649999)).is_active is False
    assert await load_reference_data(session) == Loaded()
    names = [row.name for row in await districts.active_districts(session)]
    assert (len(names), names[0], names == sorted(names)) == (18, "Batu Ampar", True)


async def test_products_are_as_the_content_has_them(session: AsyncSession) -> None:
    row = await session.get_one(Product, 1)
    assert (row.key, row.kbli_2025, row.is_industry, row.pirt, row.sni) == (
        "keripik-pisang",
        "10794",
        True,
        "ya",
        "tidak",
    )
    assert [row.id for row in await products.active_products(session)] == list(range(1, 38))
