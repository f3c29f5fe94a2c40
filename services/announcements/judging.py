"""Whether an announcement may go on: the first ten first, then a look at the latest hundred, again and again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from durable.outbox import outbox
from durable.tables import OutboxState
from models import Announcement, AnnouncementEvent, AnnouncementRecipient, AnnouncementState, RecipientState
from services.announcements.settling import calls_from
from services.announcements.states import ANNOUNCEMENT

CANARY_TAKES = timedelta(minutes=2)
CANARY_SHARE = 0.2
LOOKED_AT = 100
SHARE, LEAST = 0.05, 5
"""It stops when more than this share of the latest hundred failed, and at least so many."""
CANARY_FAILED, MANY_FAILED = "canary_failed", "many_failed"
BAD = (RecipientState.FAILED, RecipientState.UNKNOWN)
"""Somebody who blocked the bot is no failure of ours."""
_GOOD = (RecipientState.ACCEPTED, RecipientState.BLOCKED)
_OPEN = (RecipientState.WAITING, RecipientState.QUEUED)


async def judge(session: AsyncSession, announcement: Announcement, now: datetime) -> AnnouncementEvent | None:
    """What happens to it as things stand, done already; None when it goes on as it is. It is held by the caller."""
    await _end_waiting(session, announcement, now)
    event, reason = None, None
    if announcement.state is AnnouncementState.CANARY:
        event, reason = await _after_first_ten(session, announcement, now), CANARY_FAILED
    elif announcement.state is AnnouncementState.SENDING and await _many_failed(session, announcement):
        event, reason = AnnouncementEvent.HALT, MANY_FAILED
    if event is AnnouncementEvent.HALT and not await _is_any(session, announcement, RecipientState.WAITING):
        event = None  # there is nobody to be spared: the report will tell
    if event is None and not await _is_any(session, announcement, *_OPEN):
        event = AnnouncementEvent.FINISH
    if event is None or not ANNOUNCEMENT.knows(announcement.state, event):
        return None
    announcement.state = ANNOUNCEMENT.after(announcement.state, event)
    announcement.halt_reason = reason if event is AnnouncementEvent.HALT else None
    await session.flush()
    return event


async def _end_waiting(session: AsyncSession, announcement: Announcement, now: datetime) -> None:
    """After its end nobody gets it any more; what is in the outbox ends there by itself."""
    if announcement.ends_at <= now and announcement.state not in (AnnouncementState.SENT, AnnouncementState.CANCELLED):
        await drop_waiting(session, announcement.id, "too_late", now)


async def drop_waiting(session: AsyncSession, announcement_id: int, reason: str, now: datetime) -> None:
    """Whoever waits does not get it."""
    r = AnnouncementRecipient
    waiting = update(r).where(r.announcement_id == announcement_id, r.state == RecipientState.WAITING)
    dropped = waiting.values(state=RecipientState.DROPPED, reason=reason, closed_at=now)
    await session.execute(dropped.execution_options(synchronize_session=False))


async def _after_first_ten(
    session: AsyncSession, announcement: Announcement, now: datetime
) -> AnnouncementEvent | None:
    """Passed or not; None while that is open.

    After two minutes a call that was tried in vain counts as failed. One that nobody tried yet, as in quiet hours or
    while the bot was away, is waited for.
    """
    r = AnnouncementRecipient
    first = select(r.state, func.count()).where(r.announcement_id == announcement.id, r.is_canary)
    states = {state: count for state, count in (await session.execute(first.group_by(r.state))).all()}
    people, bad = sum(states.values()), sum(states.get(state, 0) for state in BAD)
    left = sum(states.get(state, 0) for state in _OPEN)
    assert announcement.started_at is not None
    if left and now - announcement.started_at >= CANARY_TAKES:
        tried = await _tried_in_vain(session, announcement.id)
        bad, left = bad + tried, left - tried
    if bad > CANARY_SHARE * people:
        return AnnouncementEvent.HALT
    return None if left else AnnouncementEvent.CANARY_PASSED


async def _tried_in_vain(session: AsyncSession, announcement_id: int) -> int:
    r, o = AnnouncementRecipient, outbox.c
    tried = (
        select(func.count(func.distinct(r.person_id)))
        .join(outbox, calls_from(r.outbox_id, announcement_id))
        .where(r.announcement_id == announcement_id, r.is_canary, r.state == RecipientState.QUEUED)
        .where(o.state == OutboxState.PENDING, o.attempts > 0)
    )
    return await session.scalar(tried) or 0


async def _many_failed(session: AsyncSession, announcement: Announcement) -> bool:
    """Of the latest hundred whose end is known, without those that staff know of already."""
    latest = [
        (position, state in BAD) for state in (*BAD, *_GOOD) for position in await _latest(session, announcement, state)
    ]
    looked_at = sorted(latest, reverse=True)[:LOOKED_AT]
    bad = sum(is_bad for _, is_bad in looked_at)
    return bad >= LEAST and bad > SHARE * len(looked_at)


async def _latest(session: AsyncSession, announcement: Announcement, state: RecipientState) -> list[int]:
    r = AnnouncementRecipient
    query = select(r.position).where(r.announcement_id == announcement.id, r.state == state)
    query = query.where(r.position > announcement.judged_from).order_by(r.position.desc()).limit(LOOKED_AT)
    return list(await session.scalars(query))


async def _is_any(session: AsyncSession, announcement: Announcement, *states: RecipientState) -> bool:
    r = AnnouncementRecipient
    query = select(r.person_id).where(r.announcement_id == announcement.id, r.state.in_(states)).limit(1)
    return await session.scalar(query) is not None
