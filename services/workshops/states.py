"""The states of a class and of one producer's seat in it, with all that can happen in each."""

from __future__ import annotations

from enum import StrEnum

from models import SeatState, WorkshopState
from services.errors import WorkshopConflict
from services.states import Machine


class WorkshopEvent(StrEnum):
    """What can happen to a class."""

    AGREE = "agree"
    """The mentor says yes."""
    CONFIRM = "confirm"
    """When it is decided: enough seats are taken and the mentor has said yes."""
    CANCEL = "cancel"
    """Called off, or at the time of the decision too few seats were taken, or the mentor had not said yes."""
    HOLD = "hold"
    """It is over, and somebody has said who came."""


class SeatEvent(StrEnum):
    """What can happen between a producer and a class."""

    TAKE = "take"
    """A free seat, and nobody waits for it."""
    WAIT = "wait"
    """All seats are taken: the waiting list."""
    OFFER = "offer"
    """A seat was freed, and this one has waited longest."""
    ACCEPT = "accept"
    """The offered seat is taken in time."""
    EXPIRE = "expire"
    """The offered seat was not taken in time: the next is asked. One tap leads to the end of the waiting list again."""
    LEAVE = "leave"
    """Given back by the person, or the class is not held."""
    COME = "come"
    """The mentor says that they came."""
    MISS = "miss"
    """The mentor says that they did not come; it blocks nobody."""


_W, _S = WorkshopState, SeatState

WORKSHOP = Machine(
    "workshop",
    _W.INVITING,
    {
        (_W.INVITING, WorkshopEvent.AGREE): _W.INVITING,
        (_W.INVITING, WorkshopEvent.CONFIRM): _W.CONFIRMED,
        (_W.INVITING, WorkshopEvent.CANCEL): _W.CANCELLED,
        (_W.CONFIRMED, WorkshopEvent.CANCEL): _W.CANCELLED,
        (_W.CONFIRMED, WorkshopEvent.HOLD): _W.HELD,
    },
    WorkshopConflict,
)
SEAT = Machine(
    "seat",
    _S.INVITED,
    {
        (_S.INVITED, SeatEvent.TAKE): _S.TAKEN,
        (_S.LEFT, SeatEvent.TAKE): _S.TAKEN,
        (_S.INVITED, SeatEvent.WAIT): _S.WAITLISTED,
        (_S.LEFT, SeatEvent.WAIT): _S.WAITLISTED,
        (_S.INVITED, SeatEvent.LEAVE): _S.LEFT,
        (_S.WAITLISTED, SeatEvent.OFFER): _S.OFFERED,
        (_S.WAITLISTED, SeatEvent.LEAVE): _S.LEFT,
        (_S.OFFERED, SeatEvent.ACCEPT): _S.TAKEN,
        (_S.OFFERED, SeatEvent.EXPIRE): _S.LEFT,
        (_S.OFFERED, SeatEvent.LEAVE): _S.LEFT,
        (_S.TAKEN, SeatEvent.LEAVE): _S.LEFT,
        (_S.TAKEN, SeatEvent.COME): _S.CAME,
        (_S.TAKEN, SeatEvent.MISS): _S.MISSED,
    },
    WorkshopConflict,
)
