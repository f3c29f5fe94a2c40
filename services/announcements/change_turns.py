"""Corrections and withdrawals, a few people at a time: who is next, and what became of those before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from durable.dispatch import sent_messages
from durable.inbox import conversations
from durable.outbox import outbox
from durable.tables import OutboxState
from models import (
    Announcement,
    AnnouncementRecipient,
    AnnouncementState,
    RecipientState,
    Rsvp,
    Withdrawal,
)
from services.announcements.changing import is_to_change
from services.announcements.feeding import Receiver, recipients
from services.announcements.settling import ABOUT, MOST_CALLS, calls_from
from services.reach import Line

NO_MESSAGE, NOT_CORRECTED = "no_message", "not_corrected"
"""Reasons of somebody who got it and has the former words still."""
TOO_OLD = "too_old_to_delete"
"""The engine's code for a message that the platform does not delete any more."""


@dataclass(frozen=True)
class Having:
    """Somebody who has it, and the messages of each of its calls."""

    receiver: Receiver
    messages: Mapping[int, list[int]]
    rsvp: Rsvp | None
    has_read: bool


async def next_changes(session: AsyncSession, announcement: Announcement, line: Line, most: int) -> list[Having]:
    """The next so many whose messages are to be changed, held; the announcement is held already."""
    if not announcement.revision and announcement.withdrawn_at is None:
        return []
    r, c = AnnouncementRecipient, conversations.c
    query = (
        select(r.person_id, r.chat_id, r.outbox_id, r.rsvp, r.read_at, c.language)
        .outerjoin(conversations, (c.bot == line.bot) & (c.chat_id == r.chat_id))
        .where(*is_to_change(announcement))
        .order_by(r.position)
        .limit(most)
        .with_for_update(of=r, skip_locked=True)
    )
    rows = (await session.execute(query)).all()
    messages = await _messages(session, announcement.id, [row.person_id for row in rows])
    return [
        Having(
            Receiver(row.person_id, row.chat_id, row.language), messages.get(row.person_id, {}), row.rsvp,
            row.read_at is not None,
        )
        for row in rows
    ]  # fmt: skip


async def _messages(session: AsyncSession, announcement_id: int, people: list[int]) -> dict[int, dict[int, list[int]]]:
    r, s = AnnouncementRecipient, sent_messages.c
    query = (
        select(r.person_id, s.outbox_id - r.outbox_id, s.message_id)
        .join(sent_messages, s.outbox_id.between(r.outbox_id, r.outbox_id + (MOST_CALLS - 1)))
        .where(r.announcement_id == announcement_id, r.person_id.in_(people))
        .where(s.chat_id == r.chat_id, s.about_kind == ABOUT, s.about_id + 0 == announcement_id)
        .order_by(r.person_id, s.outbox_id, s.message_id)
    )
    found: dict[int, dict[int, list[int]]] = {}
    for person_id, call, message_id in (await session.execute(query)).all():
        found.setdefault(person_id, {}).setdefault(call, []).append(message_id)
    return found


_one = (recipients.c.announcement_id == bindparam("announcement")) & (recipients.c.person_id == bindparam("person"))
_correct = update(recipients).where(_one).values(
    change_outbox_id=bindparam("call"), revision=bindparam("new_revision"), reason=bindparam("new_reason")
)  # fmt: skip
_take_back = update(recipients).where(_one).values(
    change_outbox_id=bindparam("call"), withdrawal=bindparam("new_withdrawal")
)  # fmt: skip


async def changes_queued(session: AsyncSession, announcement: Announcement, calls: Mapping[int, int | None]) -> None:
    """These people's changes are in the outbox: {person: the first call's id; None: nothing can be changed}."""
    if not calls:
        return
    connection = await session.connection()
    ours: list[dict[str, object]] = [
        {"announcement": announcement.id, "person": person, "call": call} for person, call in calls.items()
    ]
    if announcement.withdrawn_at is not None:
        await connection.execute(
            _take_back,
            [row | {"new_withdrawal": Withdrawal.QUEUED if row["call"] else Withdrawal.FAILED} for row in ours],
        )
    else:
        now = {"new_revision": announcement.revision}
        await connection.execute(
            _correct, [row | now | {"new_reason": None if row["call"] else NO_MESSAGE} for row in ours]
        )


@dataclass(frozen=True)
class Changed:
    """What became of a change for one person; `withdrawal` is None for a correction."""

    person_id: int
    withdrawal: Withdrawal | None
    reason: str | None


async def changes_ended(session: AsyncSession, announcement_id: int) -> list[Changed]:
    """Those whose change is over: read without a lock."""
    r, o = AnnouncementRecipient, outbox.c
    query = (
        select(r.person_id, r.withdrawal, r.reason, o.state, o.reason.label("end_reason"))
        .join(outbox, calls_from(r.change_outbox_id, announcement_id))
        .where(r.announcement_id == announcement_id, r.change_outbox_id.is_not(None))
        .order_by(o.id)
    )
    found = []
    for person_id, rows in groupby(await session.execute(query), lambda row: row.person_id):
        calls = list(rows)
        if any(call.state == OutboxState.PENDING for call in calls):
            continue
        is_done = all(call.state == OutboxState.SENT for call in calls)
        if calls[0].withdrawal is None:
            found.append(Changed(person_id, None, None if is_done else NOT_CORRECTED))
        elif any(call.end_reason == TOO_OLD for call in calls):
            found.append(Changed(person_id, Withdrawal.TOO_LATE, calls[0].reason))
        else:
            found.append(Changed(person_id, Withdrawal.DONE if is_done else Withdrawal.FAILED, calls[0].reason))
    return found


_settle = (
    update(recipients)
    .where(_one, recipients.c.change_outbox_id.is_not(None))
    .values(change_outbox_id=None, withdrawal=bindparam("new_withdrawal"), reason=bindparam("new_reason"))
)


async def settle_changes(session: AsyncSession, announcement_id: int, some: Sequence[Changed]) -> None:
    """Writes what became of these changes."""
    rows = [
        {"announcement": announcement_id, "person": one.person_id, "new_withdrawal": one.withdrawal,
         "new_reason": one.reason}
        for one in some
    ]  # fmt: skip
    if rows:
        await (await session.connection()).execute(_settle, rows)


async def close_if_done(session: AsyncSession, announcement: Announcement, now: datetime) -> bool:
    """Whether nothing is left to be done for it, which is noted: it has ended, and nothing of it is under way."""
    r = AnnouncementRecipient
    if announcement.state not in (AnnouncementState.SENT, AnnouncementState.CANCELLED):
        return False
    mine = r.announcement_id == announcement.id
    for left in (
        (mine, r.state.in_((RecipientState.WAITING, RecipientState.QUEUED))),
        (mine, r.change_outbox_id.is_not(None)),
        is_to_change(announcement),
    ):
        if await session.scalar(select(r.person_id).where(*left).limit(1)) is not None:
            return False
    announcement.closed_at = now
    await session.flush()
    return True
