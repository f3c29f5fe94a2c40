"""Businesses: all of them, and those for Dinas Koperasi."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from documents.maker import Asking, Maker
from documents.tables.building import columns, draw, joined, local_day, table, text
from documents.tables.table import Cell, Table
from models import Business
from services.businesses import products_of, unlisted_of
from services.exports import lists
from services.office_clock import OfficeClock
from services.referrals import referrals_to_export
from services.roles import Act

classification = content.texts.load("classification")
pictures = content.texts.load("pictures")
_HEADS = (
    ("number", 8), ("business", 28), ("owner", 24), ("phone", 17), ("district", 18), ("village", 18), ("products", 34),
    ("kind", 10), ("scale", 11), ("workers", 12), ("permits", 22), ("year_begun", 9), ("registered", 13),
)  # fmt: skip


async def gather_all(session: AsyncSession, asking: Asking) -> Table:
    """Every business."""
    rows = [_row(each, asking.office.clock) async for each in lists.businesses(session)]
    return table(asking, "businesses", columns(*_HEADS), rows)


async def gather_referrals(session: AsyncSession, asking: Asking) -> Table:
    """Those that are on the referral list, or were."""
    office = asking.office.clock
    rows = [
        [*_row(each, office), local_day(each.handed_over_at, office)] for each in await referrals_to_export(session)
    ]
    return table(asking, "referrals", columns(*_HEADS, ("handed_over", 13)), rows)


def _row(business: Business, office: OfficeClock) -> Sequence[Cell]:
    kind, scale, workers = business.settled_kind, business.industry_scale, business.workers
    return [
        business.id, business.name, business.owner.name, business.phone, business.district.name, business.village,
        joined([*(product.name for product in products_of(business)), *unlisted_of(business)]),
        text[f"kind_{kind.value}"].plain(), classification[f"scale_{scale.value}"].plain() if scale else None,
        classification[f"button_workers_{workers}"].plain() if workers else None,
        joined([pictures[f"permit_{each.permit.value}"].plain() for each in business.permits]),
        business.year_begun, local_day(business.registered_at, office),
    ]  # fmt: skip


BUSINESSES = Maker(Act.EXPORT_PEOPLE, gather_all, draw)
REFERRALS = Maker(Act.EXPORT_PEOPLE, gather_referrals, draw)
