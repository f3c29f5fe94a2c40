"""One change of a mentor at a time."""

from __future__ import annotations

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, MentorState

_COLUMNS = [attribute.key for attribute in inspect(Mentor).column_attrs]


async def lock(session: AsyncSession, mentor: Mentor) -> None:
    """Holds the mentor's row until the transaction ends, and reads it as it is now: of two changes one is later.

    What was changed and not flushed yet is written first.
    """
    await session.flush()
    await session.refresh(mentor, _COLUMNS, with_for_update={"key_share": True})


async def held_state(session: AsyncSession, mentor_id: int) -> MentorState | None:
    """Where the mentor stands, which nobody changes until the transaction ends; None for who is no mentor.

    Whatever is given to a mentor asks for it: else a suspension at the same moment would miss what is just being given.
    """
    query = select(Mentor.state).where(Mentor.person_id == mentor_id).with_for_update(read=True)
    found: MentorState | None = await session.scalar(query)
    return found
