"""Sessions in bulk, each with a reminder of an hour before for both sides: for measuring and for races."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from models import (
    Account,
    Expertise,
    HelpRequest,
    Meeting,
    MeetingState,
    Occasion,
    Person,
    Reminder,
    ReminderState,
    RequestState,
    Way,
)

DISTRICT = 640804
_AT_ONCE = 2000
_BEFORE, _AFTER = timedelta(hours=1), timedelta(minutes=10)


async def seed(
    connection: AsyncConnection, channel: str, starts: Sequence[datetime], now: datetime, first_chat: int = 1
) -> None:
    """One session for each of these beginnings, between two people of its own, reminded an hour before.

    The people of the n-th session (from 0) have the ids 2n + 1 (mentor) and 2n + 2, and chats in the same order. The
    districts must be loaded.
    """
    for first in range(0, len(starts), _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, len(starts)))
        rows = [_rows(number, channel, starts[number], now, first_chat - 1) for number in numbers]
        for model in (Person, Account, HelpRequest, Meeting, Reminder):
            await connection.execute(insert(model), [row for each in rows for row in each[model]])


def _rows(
    number: int, channel: str, starts_at: datetime, now: datetime, chats_from: int
) -> dict[type, list[dict[str, Any]]]:
    """What one session is made of, table by table."""
    one, mentor, producer = number + 1, 2 * number + 1, 2 * number + 2
    people = (mentor, producer)
    return {
        Person: [{"id": each, "name": f"Orang {each}", "created_at": now} for each in people],
        Account: [
            {"channel": channel, "chat_id": chats_from + each, "person_id": each, "created_at": now} for each in people
        ],
        HelpRequest: [
            {
                "id": one, "producer_id": producer, "district_id": DISTRICT, "topic": Expertise.PACKAGING,
                "way": Way.PHONE, "state": RequestState.AGREED, "opened_at": now,
            }
        ],
        Meeting: [
            {
                "id": one, "request_id": one, "mentor_id": mentor, "producer_id": producer,
                "topic": Expertise.PACKAGING, "way": Way.PHONE, "starts_at": starts_at,
                "ends_at": starts_at + timedelta(hours=1), "state": MeetingState.SCHEDULED, "booked_at": now,
            }
        ],
        Reminder: [
            {
                "person_id": each, "occasion": Occasion.HOUR_BEFORE, "meeting_id": one, "starts_at": starts_at,
                "due_at": starts_at - _BEFORE, "useful_until": starts_at + _AFTER, "state": ReminderState.PENDING,
            }
            for each in people
        ],
    }  # fmt: skip
