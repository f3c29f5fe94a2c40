"""How a clock works through what is due: each in a transaction of its own, and a fault in one holds up no other.

Without this the first row with a fault would end every tick, and whoever comes after it would wait for ever.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from durable.away import is_away
from durable.database import Database

logger = logging.getLogger(__name__)

Do = Callable[[AsyncSession, int], Awaitable[object]]


async def one_by_one(database: Database, job: str, ids: Iterable[int], do: Do) -> list[int]:
    """Does it for each; gives those of which something came.

    What fails is undone and logged, and the next look finds it again. A database that is away is no fault of a
    row: that ends the tick.
    """
    done = []
    for row in ids:
        try:
            async with database.session() as session:
                if await do(session, row):
                    done.append(row)
        except Exception as error:
            if is_away(error):
                raise
            logger.exception("row_not_done", extra={"job": job, "row": row, "error": type(error).__name__})
    return done
