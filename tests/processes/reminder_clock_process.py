"""One of several clocks of reminders on one database, without any lease: it ticks until it is killed."""

from __future__ import annotations

import asyncio
import sys
from datetime import time

from bot.reminder_clock import ReminderClock
from durable.database import Database
from services.office_clock import OfficeClock


async def tick_forever(url: str, bot: int) -> None:
    reminding = ReminderClock(Database(url), bot, "telegram", OfficeClock(quiet_hours=(time(0), time(0))))
    while True:
        await reminding.tick()
        await asyncio.sleep(0.02)


if __name__ == "__main__":
    asyncio.run(tick_forever(sys.argv[1], int(sys.argv[2])))
