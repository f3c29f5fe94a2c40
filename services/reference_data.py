"""Loads districts and products from the content into their tables; what left the content is kept, but inactive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.districts import district_book
from content.products import product_book
from models import District, PermitNeed, Product


@dataclass(frozen=True)
class Loaded:
    """How many rows were added, changed and made inactive."""

    added: int = 0
    changed: int = 0
    retired: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        return Loaded(self.added + other.added, self.changed + other.changed, self.retired + other.retired)


async def load_reference_data(session: AsyncSession) -> Loaded:
    """Makes both tables as the content is; a second time changes nothing."""
    districts = await _load(session, District, _districts())
    return districts + await _load(session, Product, _products())


async def _load(session: AsyncSession, table: type[District | Product], wanted: Iterable[dict[str, Any]]) -> Loaded:
    rows: list[District | Product] = list(await session.scalars(select(table)))
    existing = {row.id: row for row in rows}
    added = changed = 0
    for values in wanted:
        row = existing.pop(values["id"], None)
        if row is None:
            session.add(table(**values))
            added += 1
        elif _changed(row, values):
            changed += 1
    retired = [row for row in existing.values() if row.is_active]
    for row in retired:
        row.is_active = False
    await session.flush()
    return Loaded(added, changed, len(retired))


def _changed(row: Any, values: dict[str, Any]) -> bool:
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _districts() -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "code": row.code,
            "code_bps": row.code_bps,
            "name": row.name,
            "seat": row.seat,
            "latitude": row.middle[0],
            "longitude": row.middle[1],
            "is_remote": row.is_remote,
            "is_active": True,
        }
        for row in district_book().districts
    ]


def _products() -> list[dict[str, Any]]:
    return [
        {
            "id": row.number,
            "key": row.id,
            "name": row.name_id,
            "name_en": row.name_en,
            "cluster": row.cluster,
            "kbli_2020": row.kbli_2020,
            "kbli_2025": row.kbli_2025,
            "is_industry": row.is_industry,
            "is_active": True,
            **{permit: PermitNeed(need) for permit, need in row.permits.items()},
        }
        for row in product_book().products
    ]
