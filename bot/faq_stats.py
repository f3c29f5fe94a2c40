"""`python -m bot faq stats`: what was asked and answered, for whoever keeps the bot. /statistik shows the same."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.settings import Settings
from durable import clock
from durable.database import Database
from services.statistics import Statistics, statistics
from services.statistics.periods import LastDays


def show(settings: Settings, days: int) -> int:
    """Prints the figures of the last so many days as JSON; the exit code."""
    print(json.dumps(asyncio.run(stats(settings, days)), indent=2, ensure_ascii=False))
    return 0


async def stats(settings: Settings, days: int) -> dict[str, Any]:
    """The figures of the last so many days, as JSON would have them. Nothing is written."""
    database = Database(settings.database_url)
    try:
        async with database.read() as connection, AsyncSession(bind=connection) as session:
            await clock.load_offset(connection)
            period = LastDays(days, clock.now())
            found = await statistics(session, period, hours=settings.office_hours, zone=settings.timezone)
            return {"days": days, **_plain(found)}
    finally:
        await database.close()


def _plain(found: Statistics) -> dict[str, Any]:
    tickets = found.tickets
    return {
        "questions": found.questions,
        "people": found.people,
        "outcomes": {outcome.value: count for outcome, count in found.outcomes.items()},
        "answers": found.answers,
        "rated": found.rated,
        "helped": found.helped,
        "share_helped": round(found.helped / found.rated, 4) if found.rated else None,
        "topics": [
            {"topic": row.key, "given": row.given, "rated": row.rated, "helped": row.helped} for row in found.topics
        ],
        "tickets": {
            "opened": tickets.opened,
            "answered": tickets.answered,
            "median_working_hours": tickets.median_hours,
        },
        "unanswered_words": [{"words": row.words, "people": row.people} for row in found.unanswered],
    }
