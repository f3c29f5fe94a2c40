"""Where a mentor stands, and all that can happen there."""

from __future__ import annotations

from enum import StrEnum

from models import MentorState
from services.errors import MentorConflict
from services.states import Machine


class MentorEvent(StrEnum):
    """What can happen to a mentor."""

    APPLY = "apply"
    """Asks to be a mentor; staff are to say yes or no."""
    JOIN = "join"
    """Follows an invitation of staff: that is the yes."""
    APPROVE = "approve"
    """Staff say yes to the application."""
    DECLINE = "decline"
    """Staff say no to the application."""
    SUSPEND = "suspend"
    """Staff take the mentor out of service."""
    RESTORE = "restore"
    """Staff take a suspended mentor back into service."""
    REST = "rest"
    """Asks for a rest, or was silent for two weeks."""
    WAKE = "wake"
    """Comes back from a rest."""
    LEAVE = "leave"
    """Gives the role up, or it is taken back. Who is suspended stays so: leaving is no way out of it."""


_S, _E = MentorState, MentorEvent

MENTOR = Machine(
    "mentor",
    _S.APPLIED,
    {
        (_S.APPLIED, _E.JOIN): _S.ACTIVE,
        (_S.APPLIED, _E.APPROVE): _S.ACTIVE,
        (_S.APPLIED, _E.DECLINE): _S.DECLINED,
        (_S.APPLIED, _E.LEAVE): _S.LEFT,
        (_S.ACTIVE, _E.SUSPEND): _S.SUSPENDED,
        (_S.ACTIVE, _E.REST): _S.RESTING,
        (_S.ACTIVE, _E.LEAVE): _S.LEFT,
        (_S.RESTING, _E.SUSPEND): _S.SUSPENDED,
        (_S.RESTING, _E.REST): _S.RESTING,
        (_S.RESTING, _E.WAKE): _S.ACTIVE,
        (_S.RESTING, _E.LEAVE): _S.LEFT,
        (_S.SUSPENDED, _E.RESTORE): _S.ACTIVE,
        (_S.SUSPENDED, _E.LEAVE): _S.SUSPENDED,
        (_S.DECLINED, _E.APPLY): _S.APPLIED,
        (_S.DECLINED, _E.JOIN): _S.ACTIVE,
        (_S.DECLINED, _E.APPROVE): _S.ACTIVE,
        (_S.DECLINED, _E.LEAVE): _S.DECLINED,
        (_S.LEFT, _E.APPLY): _S.APPLIED,
        (_S.LEFT, _E.JOIN): _S.ACTIVE,
        (_S.LEFT, _E.LEAVE): _S.LEFT,
    },
    MentorConflict,
)
