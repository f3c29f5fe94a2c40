"""How many businesses there are, by district and by cluster, and how many of them are new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, BusinessProduct, Cluster, District, Product
from services.statistics.periods import Period


@dataclass(frozen=True)
class Registered:
    """Of one district or cluster: all that were registered by the end of the period, and those new in it."""

    total: int = 0
    new: int = 0


async def registered(session: AsyncSession, period: Period) -> Registered:
    """All businesses."""
    return Registered(*(await session.execute(_counted(period))).one())


async def by_district(session: AsyncSession, period: Period) -> Mapping[str, Registered]:
    """{name of a district: its businesses} for every district, by name."""
    names = await session.scalars(select(District.name).where(District.is_active).order_by(District.name))
    found = dict.fromkeys(names, Registered())
    query = _counted(period).add_columns(District.name).join(District, District.id == Business.district_id)
    rows = await session.execute(query.group_by(District.name))
    return found | {name: Registered(total, new) for total, new, name in rows}


async def by_cluster(session: AsyncSession, period: Period) -> Mapping[Cluster | None, Registered]:
    """The same by cluster; a business with products of two counts in both. None: all its products are others."""
    query = _counted(period).add_columns(Product.cluster)
    query = query.join(BusinessProduct, BusinessProduct.business_id == Business.id)
    query = query.join(Product, Product.id == BusinessProduct.product_id)
    rows = await session.execute(query.group_by(Product.cluster))
    found: dict[Cluster | None, Registered] = dict.fromkeys(Cluster, Registered())
    found |= {Cluster(name): Registered(total, new) for total, new, name in rows}
    is_listed = select(BusinessProduct.id).where(
        BusinessProduct.business_id == Business.id, BusinessProduct.product_id.is_not(None)
    )
    others = (await session.execute(_counted(period).where(~is_listed.exists()))).one()
    return found | {None: Registered(*others)}


def _counted(period: Period) -> Select[int, int]:
    """All of them are counted, so no index would help."""
    is_new = Business.registered_at > period.start
    counts = func.count(Business.id.distinct()), func.count(Business.id.distinct()).filter(is_new)
    return select(*counts).where(Business.registered_at <= period.end)
