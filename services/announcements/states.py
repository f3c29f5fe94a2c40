"""The states of an announcement, with all that can happen in each."""

from __future__ import annotations

from models import AnnouncementEvent as E
from models import AnnouncementState as S
from services.errors import AnnouncementConflict
from services.states import Machine

ANNOUNCEMENT = Machine(
    "announcement",
    S.APPROVING,
    {
        (S.APPROVING, E.APPROVE): S.SCHEDULED,
        (S.APPROVING, E.REJECT): S.REJECTED,
        (S.APPROVING, E.CANCEL): S.CANCELLED,
        (S.SCHEDULED, E.CANCEL): S.CANCELLED,
        (S.SCHEDULED, E.START): S.CANARY,
        (S.CANARY, E.CANARY_PASSED): S.SENDING,
        (S.CANARY, E.HALT): S.HALTED,
        (S.CANARY, E.PAUSE): S.PAUSED,
        (S.CANARY, E.CANCEL): S.CANCELLED,
        (S.CANARY, E.FINISH): S.SENT,
        (S.SENDING, E.HALT): S.HALTED,
        (S.SENDING, E.PAUSE): S.PAUSED,
        (S.SENDING, E.CANCEL): S.CANCELLED,
        (S.SENDING, E.FINISH): S.SENT,
        (S.PAUSED, E.GO_ON): S.SENDING,
        (S.PAUSED, E.CANCEL): S.CANCELLED,
        (S.PAUSED, E.FINISH): S.SENT,
        (S.HALTED, E.GO_ON): S.SENDING,
        (S.HALTED, E.CANCEL): S.CANCELLED,
        (S.HALTED, E.FINISH): S.SENT,
    },
    AnnouncementConflict,
)
