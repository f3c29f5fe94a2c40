"""One process of mentors who say yes: `python -m tests.processes.booking_racer URL FIRST STEP`.

Says `ready`, waits for a line, then accepts every STEP-th offer from FIRST on, ten at a time, each in a transaction of
its own as an update has. Prints how many were booked and how many were told that the hour is taken.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from durable import clock
from durable.away import is_away
from durable.database import Database
from models import Offer
from services.errors import BookedConflict
from services.mentoring import answering
from services.office_clock import OfficeClock

_AT_ONCE = 10


async def race(url: str, first: int, step: int) -> Counter[str]:
    """Accepts this process's share of the offers."""
    database = Database(url)
    async with database.session() as session:
        ids = iter(list(await session.scalars(select(Offer.id).order_by(Offer.id)))[first::step])
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    came: Counter[str] = Counter()
    await asyncio.gather(*(_accepts(database, ids, came) for _ in range(_AT_ONCE)))
    await database.close()
    return came


async def _accepts(database: Database, ids: Iterator[int], came: Counter[str]) -> None:
    for offer_id in ids:
        while True:
            try:
                async with database.session() as session:
                    offer = await session.get_one(Offer, offer_id)
                    await answering.accept(session, offer, clock.now(), OfficeClock())
                came["booked"] += 1
            except BookedConflict:
                came["taken"] += 1
            except Exception as error:
                if not is_away(error):
                    raise
                came["again"] += 1  # as the engine does: nobody is at fault
                continue
            break


if __name__ == "__main__":
    print(json.dumps(asyncio.run(race(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))))
