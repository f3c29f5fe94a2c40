"""Forgetting what a producer asked mentors and agreed on with them. Times, topics and stars stay: they name nobody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import AgreedAction, ChangeReason, HelpRequest, Meeting, MeetingState, Side
from services.mentoring import meetings, requests, rooms


async def forget_requests(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Cancels what is open or booked; empties words, files, places, contacts and agreed actions.

    A mentor whose session is off hears of it on the next card.
    """
    query = select(Meeting).where(
        Meeting.producer_id == person_id, Meeting.state == MeetingState.SCHEDULED, Meeting.starts_at > now
    )
    for meeting in list(await session.scalars(query.order_by(Meeting.id).with_for_update())):
        await meetings.cancel(session, meeting, Side.PRODUCER, ChangeReason.OTHER, now)
        meeting.mentor_told_at = None
    mine = HelpRequest.producer_id == person_id
    for request in list(await session.scalars(select(HelpRequest).where(mine, HelpRequest.state.in_(requests.OPEN)))):
        await requests.lock(session, request)
        if request.state in requests.OPEN:
            await requests.cancel_request(session, request, now)
    await session.flush()
    await rooms.close_all_of(session, Side.PRODUCER, person_id, now)
    empty = {"words": None, "file_kind": None, "file_id": None, "unique_id": None}
    await session.execute(update(HelpRequest).where(mine).values(empty))
    of_mine = Meeting.producer_id == person_id
    held = select(Meeting.id).where(of_mine).scalar_subquery()
    await session.execute(delete(AgreedAction).where(AgreedAction.meeting_id.in_(held)))
    await session.execute(update(Meeting).where(of_mine).values(place=None, producer_contact=None))
