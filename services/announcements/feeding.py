"""Who gets an announcement next: a few people at a time, and those left out whose case has changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from durable.inbox import conversations
from models import (
    Announcement,
    AnnouncementRecipient,
    AnnouncementState,
    Consent,
    NewsStop,
    NewsTopic,
    RecipientState,
    Role,
)
from services.announcements.finding import RUNNING
from services.reach import Line

recipients: Table = AnnouncementRecipient.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Receiver:
    """Somebody whose turn it is, and the language of the chat."""

    person_id: int
    chat_id: int
    language: str | None


@dataclass(frozen=True)
class Turn:
    """Those who get it now, and how many were left out; neither: nobody waits."""

    receivers: list[Receiver]
    left_out: int

    def __bool__(self) -> bool:
        return bool(self.receivers or self.left_out)


async def next_turn(session: AsyncSession, announcement: Announcement, line: Line, most: int, now: datetime) -> Turn:
    """The next so many people, held until the end of the transaction; the announcement is held already.

    Whoever stopped the topic, took the consent back or blocked the bot since the beginning is left out. While the
    first ten are waited for, nobody else has a turn.
    """
    if announcement.state not in RUNNING:
        return Turn([], 0)
    r, c = AnnouncementRecipient, conversations.c
    stop = exists().where(
        NewsStop.person_id == r.person_id, NewsStop.topic.in_((announcement.topic, NewsTopic.ALL))
    )  # fmt: skip
    belongs = or_(
        exists().where(Consent.person_id == r.person_id, Consent.withdrawn_at.is_(None)),
        exists().where(Role.person_id == r.person_id, Role.revoked_at.is_(None)),
    )
    query = (
        select(r.person_id, r.chat_id, c.language, c.unreachable_at, c.unreachable_reason,
               stop.label("has_stopped"), belongs.label("belongs"))
        .outerjoin(conversations, (c.bot == line.bot) & (c.chat_id == r.chat_id))
        .where(r.announcement_id == announcement.id, r.state == RecipientState.WAITING)
        .order_by(r.position)
        .limit(most)
        .with_for_update(of=r, skip_locked=True)
    )  # fmt: skip
    if announcement.state is AnnouncementState.CANARY:
        query = query.where(r.is_canary)
    receivers, left_out = [], []
    for row in await session.execute(query):
        if row.has_stopped or not row.belongs:
            reason = "stopped" if row.has_stopped else "left"
            left_out.append((row.person_id, RecipientState.STOPPED, reason))
        elif row.unreachable_at is not None:
            left_out.append((row.person_id, RecipientState.BLOCKED, row.unreachable_reason))
        else:
            receivers.append(Receiver(row.person_id, row.chat_id, row.language))
    if left_out:
        await (await session.connection()).execute(
            _leave_out,
            [
                {
                    "announcement": announcement.id,
                    "person": person,
                    "new_state": state,
                    "new_reason": reason,
                    "now": now,
                }
                for person, state, reason in left_out
            ],
        )
    return Turn(receivers, len(left_out))


_one = (recipients.c.announcement_id == bindparam("announcement")) & (recipients.c.person_id == bindparam("person"))
_leave_out = update(recipients).where(_one).values(
    state=bindparam("new_state"), reason=bindparam("new_reason"), closed_at=bindparam("now")
)  # fmt: skip
_queue = update(recipients).where(_one).values(
    state=RecipientState.QUEUED, outbox_id=bindparam("outbox"), revision=bindparam("new_revision")
)  # fmt: skip


async def queued(session: AsyncSession, announcement: Announcement, calls: Mapping[int, int]) -> None:
    """These people's calls are in the outbox, in the words of now: {person: the first call's id}."""
    if calls:
        rows = [
            {"announcement": announcement.id, "person": person, "outbox": call, "new_revision": announcement.revision}
            for person, call in calls.items()
        ]
        await (await session.connection()).execute(_queue, rows)
