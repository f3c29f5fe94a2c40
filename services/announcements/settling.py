"""What became of the calls: each recipient's end follows from the ends in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from durable.outbox import outbox
from durable.tables import Kind, OutboxState
from models import AnnouncementRecipient, RecipientState
from services.announcements.feeding import recipients

ABOUT = "announcement"
"""What the calls are about, with the announcement's id."""
MOST_CALLS = 10
"""Of one announcement to one person; their ids are neighbours."""
PARTLY = "partly"
"""The reason of somebody who got the beginning of it and not the rest."""
NOBODY_THERE = frozenset({"blocked", "deactivated", "chat_not_found", "never_started", "forbidden"})


@dataclass(frozen=True)
class End:
    """How one call stands."""

    state: OutboxState
    reason: str | None
    closed_at: datetime | None


@dataclass(frozen=True)
class Settled:
    """What became of it for one person."""

    person_id: int
    state: RecipientState
    reason: str | None
    closed_at: datetime


def calls_from(first: Any, announcement_id: Any) -> ColumnElement[bool]:
    """The rows of the outbox that are one recipient's calls, from this id on."""
    o, r = outbox.c, AnnouncementRecipient
    # All broadcasts are about announcements. With `+ 0` SQLite does not begin at the index of what is about this one,
    # which has as many rows as there are people.
    is_ours: ColumnElement[bool] = (o.kind == int(Kind.BROADCAST)) & (o.about_id + 0 == announcement_id)
    return o.id.between(first, first + (MOST_CALLS - 1)) & (o.chat_id == r.chat_id) & is_ours


async def ends(session: AsyncSession, announcement_id: int, now: datetime) -> list[Settled]:
    """Those of whom it is known now what became of it: read without a lock."""
    r, o = AnnouncementRecipient, outbox.c
    query = (
        select(r.person_id, o.state, o.reason, o.closed_at)
        .join(outbox, calls_from(r.outbox_id, announcement_id))
        .where(r.announcement_id == announcement_id, r.state == RecipientState.QUEUED)
        .order_by(r.position, o.id)
    )
    found = []
    for person_id, rows in groupby(await session.execute(query), lambda row: row.person_id):
        calls = [End(OutboxState(row.state), row.reason, row.closed_at) for row in rows]
        if all(call.state is not OutboxState.PENDING for call in calls):
            state, reason = verdict(calls)
            closed = [call.closed_at for call in calls if call.closed_at is not None]
            found.append(Settled(person_id, state, reason, min(closed, default=now)))
    return found


def verdict(calls: Sequence[End]) -> tuple[RecipientState, str | None]:
    """The state and its reason: accepted when every call was; otherwise the first that was not decides.

    Whoever got only the beginning counts as failed, so that staff learn that somebody has half of it.
    """
    missed = next((number for number, call in enumerate(calls) if call.state is not OutboxState.SENT), None)
    if missed is None:
        return RecipientState.ACCEPTED, None
    call = calls[missed]
    if call.state is OutboxState.UNKNOWN:
        return RecipientState.UNKNOWN, _code(call.reason)
    if missed:
        return RecipientState.FAILED, PARTLY
    if call.state is OutboxState.DROPPED:
        return RecipientState.DROPPED, _code(call.reason)
    return (RecipientState.BLOCKED if call.reason in NOBODY_THERE else RecipientState.FAILED), _code(call.reason)


def _code(reason: str | None) -> str | None:
    """A reason without the platform's words behind it."""
    return reason.partition(":")[0][:80] if reason else None


_settle = (
    update(recipients)
    .where(
        recipients.c.announcement_id == bindparam("announcement"), recipients.c.person_id == bindparam("person"),
        recipients.c.state == RecipientState.QUEUED,
    )
    .values({name: bindparam(f"new_{name}") for name in ("state", "reason", "closed_at")})
)  # fmt: skip


async def settle(session: AsyncSession, announcement_id: int, some: Sequence[Settled]) -> None:
    """Writes what became of it; what another clock has written stays."""
    rows = [
        {"announcement": announcement_id, "person": one.person_id, "new_state": one.state, "new_reason": one.reason,
         "new_closed_at": one.closed_at}
        for one in some
    ]  # fmt: skip
    if rows:
        await (await session.connection()).execute(_settle, rows)
