"""Asking staff in few words: a Monday morning, topics, and people who ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import FaqTopic, MessageKind, Ticket
from services import tickets
from services.tickets import Said
from services.working_time import USUAL_HOURS

WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)
OFFICE: dict[str, Any] = {"hours": USUAL_HOURS, "zone": WITA}
WORDS = "keripik pisang saya cepat melempem, gimana?"
SAME_WORDS = "gmn biar keripik pisang ga cepat melempem"
OTHER_WORDS = "label amplang harus pakai barcode?"
PHOTO = Said(MessageKind.PHOTO, None, "photo-1", "p1")
VOICE = Said(MessageKind.VOICE, None, "voice-1", "v1")
ANSWER = Said(MessageKind.TEXT, "Pakai kemasan yang rapat, Bu.")

Ask = Callable[..., Awaitable[Ticket]]


@pytest.fixture
def ask(session: AsyncSession) -> Ask:
    """Opens a ticket from a chat, with whatever is different about it."""

    async def open_(chat_id: int = 11, **different: Any) -> Ticket:
        told = {
            "channel": "telegram", "chat_id": chat_id, "asker": None, "asker_name": "Siti", "words": WORDS,
            "now": MONDAY, **OFFICE,
        }  # fmt: skip
        return await tickets.open_ticket(session, **(told | different))

    return open_


@pytest.fixture
async def topic_id(session: AsyncSession) -> int:
    """A topic that questions may be about."""
    topic = FaqTopic(key="keripik-melempem", changed_at=MONDAY)
    session.add(topic)
    await session.flush()
    return topic.id
