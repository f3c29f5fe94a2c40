"""Sessions and classes of which nobody has said what came of them: after two weeks nobody is asked any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    HelpRequest,
    Meeting,
    MeetingState,
    RequestState,
    SeatState,
    Workshop,
    WorkshopSeat,
    WorkshopState,
)
from services.mentoring.states import REQUEST, RequestEvent

ASKED_FOR = timedelta(days=14)
"""For so long people are asked for a word about a session or class that is over."""


async def close_unanswered(session: AsyncSession, now: datetime, most: int) -> Sequence[int]:
    """Closes the requests that would wait for such a word for ever; gives their ids. The session stays as it is."""
    m, s, w = Meeting, WorkshopSeat, Workshop
    until = now - ASKED_FOR
    of_sessions = select(m.request_id).where(m.state == MeetingState.SCHEDULED, m.ends_at <= until)
    of_classes = select(s.request_id).join(w, w.id == s.workshop_id)
    of_classes = of_classes.where(
        w.state == WorkshopState.CONFIRMED, w.ends_at <= until, s.state == SeatState.TAKEN, s.request_id.is_not(None)
    )
    waiting = select(HelpRequest).where(
        HelpRequest.state == RequestState.AGREED, HelpRequest.id.in_(union(of_sessions, of_classes))
    )
    locked = waiting.order_by(HelpRequest.id).limit(most).with_for_update(skip_locked=True, key_share=True)
    requests = list(await session.scalars(locked.execution_options(populate_existing=True)))
    for request in requests:
        request.state, request.closed_at = REQUEST.after(request.state, RequestEvent.CLOSE), now
    await session.flush()
    return [request.id for request in requests]
