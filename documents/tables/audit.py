"""The log of acts, for administrators."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from documents.maker import Asking, Maker
from documents.tables.building import columns, draw, local, table
from documents.tables.table import Cell, Table
from services.audit_listing import Told, Wanted, audit_to_export
from services.office_clock import OfficeClock
from services.roles import Act

words = content.texts.load("audit")
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
    found = await audit_to_export(session, wanted, asking.now)
    rows = [_row(told, asking.office.clock) for told in found]
    return table(asking, "audit", columns(*_HEADS), rows)


def _row(told: Told, office: OfficeClock) -> list[Cell]:
    entry = told.entry
    return [
        entry.id, local(entry.at, office), told.by.name if told.by else None, _said("act", entry.act),
        _said("about", entry.about_kind), entry.about_id, told.about.name if told.about else None, entry.detail,
    ]  # fmt: skip


def _said(kind: str, key: str) -> str:
    """In words, where there are any."""
    found = f"{kind}_{key}"
    return words[found].plain() if found in words else key


def _number(value: int | str | None) -> int | None:
    return int(value) if value else None


AUDIT = Maker(Act.SEE_AUDIT, gather, draw)
