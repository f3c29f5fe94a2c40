"""One change of a mentor at a time."""

from __future__ import annotations

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor

_COLUMNS = [attribute.key for attribute in inspect(Mentor).column_attrs]


async def lock(session: AsyncSession, mentor: Mentor) -> None:
    """Holds the mentor's row until the transaction ends, and reads it as it is now: of two changes one is later.

    What was changed and not flushed yet is written first.
    """
    await session.flush()
    await session.refresh(mentor, _COLUMNS, with_for_update=True)
