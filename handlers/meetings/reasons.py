"""Why a session is put off or called off: one tap."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.meetings.names import act
from handlers.questions.question import in_columns
from handlers.replies import Rows
from models import ChangeReason, Meeting, Side

TO_MOVE = (ChangeReason.BUSY, ChangeReason.ILL, ChangeReason.NO_SIGNAL, ChangeReason.ROAD, ChangeReason.OTHER)
_TO_CANCEL = {Side.MENTOR: TO_MOVE, Side.PRODUCER: (ChangeReason.SOLVED, *TO_MOVE)}


def to_cancel(side: Side) -> Sequence[ChangeReason]:
    """The reasons of this side: only a producer has no need any more."""
    return _TO_CANCEL[side]


def reason_rows(meeting: Meeting, step: str, reasons: Sequence[ChangeReason]) -> Rows:
    """A button for each, and the way back to the session."""
    buttons = [act(f"reason_{reason.value}", step, meeting, reason.value) for reason in reasons]
    return [*in_columns(buttons, 2), [act("back", "view", meeting)]]
