"""What came of a session, in the words of each side.

The first word decides: held, or not held because one did not come. The other side's word is kept beside it; where the
two differ staff see both. Nobody is blocked for not coming.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Outcome, RequestState, Side
from services.errors import MeetingConflict
from services.mentoring.meetings import end_move, open_or_end_request
from services.mentoring.states import MEETING, REQUEST, MeetingEvent, RequestEvent
from services.reminders import planning

_EVENTS = {
    Outcome.HELD: MeetingEvent.HOLD,
    Outcome.MENTOR_MISSED: MeetingEvent.MISS,
    Outcome.PRODUCER_MISSED: MeetingEvent.MISS,
}


async def settle(session: AsyncSession, meeting: Meeting, side: Side, outcome: Outcome, now: datetime) -> None:
    """Keeps what this side says; each side says it once. Raises MeetingConflict.

    A session that was held closes the request; where the mentor did not come the clock asks the next one,
    where the producer did not come it ends.
    """
    is_first = meeting.settled_at is None
    meeting.state = after_word(meeting, side, outcome, now)
    if meeting.state is MeetingState.NO_SHOW:
        meeting.mentor_missed |= outcome is Outcome.MENTOR_MISSED
        meeting.producer_missed |= outcome is Outcome.PRODUCER_MISSED
    if side is Side.MENTOR:
        meeting.mentor_says = outcome
    else:
        meeting.producer_says = outcome
        if outcome is not Outcome.HELD:
            await planning.drop_question(session, meeting.id, now)
    if is_first:
        meeting.settled_at = now
        end_move(meeting)
        await _settle_request(session, meeting, outcome, now)
    await session.flush()


def after_word(meeting: Meeting, side: Side, outcome: Outcome, now: datetime) -> MeetingState:
    """Where this word of this side leads; the second word never changes what the first has decided.

    Raises MeetingConflict when the session has not begun or was called off, or when this side has spoken already.
    """
    event = _EVENTS[outcome]
    decided = meeting.settled_at is not None and not MEETING.knows(meeting.state, event)
    after = meeting.state if decided else MEETING.after(meeting.state, event)
    if now < meeting.starts_at:
        raise MeetingConflict("refused_meeting_not_yet")
    if meeting.said_by(side) is not None:
        raise MeetingConflict("refused_meeting_settled")
    return after


async def _settle_request(session: AsyncSession, meeting: Meeting, outcome: Outcome, now: datetime) -> None:
    request = meeting.request
    if outcome is not Outcome.HELD:
        missing = Side.MENTOR if outcome is Outcome.MENTOR_MISSED else Side.PRODUCER
        await open_or_end_request(session, request, missing, now)
    elif request.state is RequestState.AGREED:
        request.state, request.closed_at = REQUEST.after(request.state, RequestEvent.CLOSE), now
