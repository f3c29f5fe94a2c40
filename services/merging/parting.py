"""A merge is undone: everything goes back to whose it was, and what came to it since goes along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, BookedQuarter, HelpRequest, Meeting, Person, PersonMerge, Reminder, Ticket
from services import audit, roles
from services.errors import MergeConflict, PersonMissing
from services.merging import conflicts, moving
from services.roles import Act


async def parted(session: AsyncSession, merge_id: int | None, by: Person | None) -> PersonMerge:
    """A merge that can be undone: the latest of its person. Raises NotAllowed, PersonMissing or MergeConflict."""
    person = roles.require(by, Act.MERGE_PEOPLE)
    row = await session.get(PersonMerge, merge_id or 0, with_for_update=True, populate_existing=True)
    if row is None:
        raise PersonMissing
    if row.undone_at is not None:
        raise MergeConflict
    later = select(PersonMerge.id).where(
        PersonMerge.id > row.id, PersonMerge.undone_at.is_(None),
        or_(PersonMerge.kept_id == row.kept_id, PersonMerge.merged_id == row.kept_id),
    )  # fmt: skip
    if await session.scalar(later.limit(1)) is not None:
        raise MergeConflict("refused_merge_later")
    conflicts.refuse_roles(person, await session.get_one(Person, row.kept_id))
    return row


async def part(session: AsyncSession, merge_id: int | None, by: Person | None, now: datetime) -> PersonMerge:
    """Undoes it. The same errors."""
    row = await parted(session, merge_id, by)
    assert by is not None
    kept, merged = await session.get_one(Person, row.kept_id), await session.get_one(Person, row.merged_id)
    moved = await _with_followers(session, kept.id, orjson.loads(row.moved))
    await moving.move_back(session, kept, merged, moved)
    row.undone_at, row.undone_by_id = now, by.id
    audit.record(session, by, "people_parted", "person", kept.id, now, str(merged.id))
    await session.flush()
    return row


async def _with_followers(session: AsyncSession, kept_id: int, moved: Mapping[str, Sequence[Any]]) -> moving.Moved:
    """With what came since and hangs on a row that goes back: requests, sessions with their time, questions."""
    whole = {name: set(keys) for name, keys in moved.items()}

    def add(name: str, found: Iterable[Any]) -> set[Any]:
        keys = whole.setdefault(name, set())
        keys.update(found)
        return keys

    of_businesses = select(HelpRequest.id).where(
        HelpRequest.producer_id == kept_id, HelpRequest.business_id.in_(whole.get("businesses.owner_id", ()))
    )
    requests = add("help_requests.producer_id", await session.scalars(of_businesses))
    of_requests = select(Meeting.id).where(Meeting.producer_id == kept_id, Meeting.request_id.in_(requests))
    meetings = add("meetings.producer_id", await session.scalars(of_requests))
    quarters = select(BookedQuarter.quarter).where(
        BookedQuarter.person_id == kept_id, BookedQuarter.meeting_id.in_(meetings)
    )
    add("booked_quarters.person_id", await session.scalars(quarters))
    reminders = select(Reminder.id).where(Reminder.person_id == kept_id, Reminder.meeting_id.in_(meetings))
    add("reminders.person_id", await session.scalars(reminders))
    chats = select(Account.channel, Account.chat_id).where(Account.id.in_(whole.get("accounts.person_id", ())))
    of_chats = select(Ticket.id).where(Ticket.asker_id == kept_id, tuple_(Ticket.channel, Ticket.chat_id).in_(chats))
    add("tickets.asker_id", await session.scalars(of_chats))
    return {name: list(keys) for name, keys in whole.items()}
