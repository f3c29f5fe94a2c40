"""The log of acts, for administrators."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from documents.maker import Asking, Maker
from documents.tables.building import columns, draw, local, table
from documents.tables.table import Table
from services.audit_listing import Wanted, audit_to_export
from services.roles import Act

_HEADS = (
    ("number", 8), ("when", 17), ("who", 26), ("act", 26), ("about", 18), ("about_number", 10), ("name", 26),
    ("detail", 22),
)  # fmt: skip


async def gather(session: AsyncSession, asking: Asking) -> Table:
    """What /audit shows, with the same choice: `kind`, `by`, `about`, `days` of the params, each if it is there."""
    params = asking.params
    kind, days = params.get("kind"), params.get("days")
    wanted = Wanted(
        kind=str(kind) if kind else None,
        by_id=_number(params.get("by")),
        about_id=_number(params.get("about")),
        days=_number(days),
    )
    rows = [
        [
            told.entry.id, local(told.entry.at, asking.office.clock), told.by.name if told.by else None, told.entry.act,
            told.entry.about_kind, told.entry.about_id, told.about.name if told.about else None, told.entry.detail,
        ]
        for told in await audit_to_export(session, wanted, asking.now)
    ]  # fmt: skip
    return table(asking, "audit", columns(*_HEADS), rows)


def _number(value: int | str | None) -> int | None:
    return int(value) if value else None


AUDIT = Maker(Act.SEE_AUDIT, gather, draw)
