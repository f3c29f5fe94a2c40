"""Announcements for tests, as if they had been made and sent before the test began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Announcement,
    AnnouncementPart,
    AnnouncementRecipient,
    AnnouncementState,
    NewsTopic,
    PartKind,
    Person,
    RecipientState,
    Repeat,
)
from services.announcements.audience import Audience


async def add_announcement(session: AsyncSession, author: Person, at: datetime, **different: Any) -> Announcement:
    """A text to everybody on a market, sent at this instant; other values as named."""
    told: dict[str, Any] = {
        "topic": NewsTopic.MARKET, "title": "Pasar <murah>", "audience": Audience().to_json(),
        "audience_words": "Semua", "asks_rsvp": False, "state": AnnouncementState.SENT, "created_at": at,
        "send_at": at, "ends_at": at + timedelta(days=3), "repeat": Repeat.NEVER, "started_at": at, "closed_at": at,
        "parts": [AnnouncementPart(place=0, call=0, kind=PartKind.TEXT, words="Pasar &lt;murah&gt; hari Sabtu")],
    }  # fmt: skip
    announcement = Announcement(author_id=author.id, **(told | different))
    session.add(announcement)
    await session.flush()
    return announcement


async def add_recipients(
    session: AsyncSession, announcement: Announcement, people: Sequence[tuple[int, int]], at: datetime
) -> list[AnnouncementRecipient]:
    """(person, chat) pairs who have it."""
    rows = [
        AnnouncementRecipient(
            announcement_id=announcement.id, person_id=person, chat_id=chat, position=position, is_canary=position < 10,
            state=RecipientState.ACCEPTED, closed_at=at,
        )
        for position, (person, chat) in enumerate(people)
    ]  # fmt: skip
    session.add_all(rows)
    await session.flush()
    return rows
