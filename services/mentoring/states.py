"""The states of a request, of an offer to one mentor, and of a session, with all that can happen in each."""

from __future__ import annotations

from enum import StrEnum

from models import MeetingState, OfferState, RequestState
from services.errors import MeetingConflict, OfferConflict, RequestConflict
from services.states import Machine


class RequestEvent(StrEnum):
    """What can happen to a request."""

    OFFER = "offer"
    """A mentor is asked."""
    QUEUE = "queue"
    """Nobody who fits is free: the waiting list."""
    ESCALATE = "escalate"
    """Three mentors could not: staff."""
    BOOK = "book"
    """A session is booked, or a seat in a class is taken."""
    REOPEN = "reopen"
    """The mentor cancelled or was suspended: the search begins anew."""
    CLOSE = "close"
    """The session was held, a class answered it, or for two weeks nobody said what came of it."""
    CANCEL = "cancel"
    """The producer does not need it any more."""


class OfferEvent(StrEnum):
    """What can happen to an offer."""

    ACCEPT = "accept"
    """The mentor takes the proposed hour."""
    COUNTER = "counter"
    """The mentor proposes another hour."""
    DECLINE = "decline"
    """The mentor cannot."""
    AGREE = "agree"
    """The producer takes the mentor's hour."""
    REFUSE = "refuse"
    """The producer does not."""
    EXPIRE = "expire"
    """Nobody answered in time, though reminded."""
    WITHDRAW = "withdraw"
    """The request was cancelled, or the mentor went away."""


class MeetingEvent(StrEnum):
    """What can happen to a session."""

    PROPOSE_MOVE = "propose_move"
    """One side proposes another hour; the old one holds until the other agrees."""
    AGREE_MOVE = "agree_move"
    """The other side takes the new hour."""
    REFUSE_MOVE = "refuse_move"
    """The other side does not: the old hour stays."""
    SET_PLACE = "set_place"
    """One side says where, or gives the address of the call."""
    CANCEL = "cancel"
    """One side calls it off, or the mentor was suspended."""
    HOLD = "hold"
    """Somebody says that it was held."""
    MISS = "miss"
    """Somebody says that one of the two did not come."""
    RATE = "rate"
    """One side says how it was."""
    NOTE = "note"
    """An agreed action is noted."""
    FOLLOW_UP = "follow_up"
    """The producer answers "Sudah dicoba?"."""


_R, _O, _M = RequestState, OfferState, MeetingState

REQUEST = Machine(
    "request",
    _R.WAITING,
    {
        (_R.WAITING, RequestEvent.OFFER): _R.OFFERED,
        (_R.STAFF, RequestEvent.OFFER): _R.OFFERED,
        (_R.OFFERED, RequestEvent.OFFER): _R.OFFERED,
        (_R.OFFERED, RequestEvent.QUEUE): _R.WAITING,
        (_R.WAITING, RequestEvent.QUEUE): _R.WAITING,
        (_R.OFFERED, RequestEvent.ESCALATE): _R.STAFF,
        (_R.WAITING, RequestEvent.ESCALATE): _R.STAFF,
        (_R.OFFERED, RequestEvent.BOOK): _R.AGREED,
        (_R.WAITING, RequestEvent.BOOK): _R.AGREED,
        (_R.STAFF, RequestEvent.BOOK): _R.AGREED,
        (_R.AGREED, RequestEvent.REOPEN): _R.WAITING,
        (_R.AGREED, RequestEvent.CLOSE): _R.CLOSED,
        (_R.WAITING, RequestEvent.CLOSE): _R.CLOSED,
        (_R.STAFF, RequestEvent.CLOSE): _R.CLOSED,
        (_R.WAITING, RequestEvent.CANCEL): _R.CANCELLED,
        (_R.OFFERED, RequestEvent.CANCEL): _R.CANCELLED,
        (_R.STAFF, RequestEvent.CANCEL): _R.CANCELLED,
        (_R.AGREED, RequestEvent.CANCEL): _R.CANCELLED,
    },
    RequestConflict,
)
OFFER = Machine(
    "offer",
    _O.WAITING,
    {
        (_O.WAITING, OfferEvent.ACCEPT): _O.ACCEPTED,
        (_O.WAITING, OfferEvent.COUNTER): _O.COUNTERED,
        (_O.WAITING, OfferEvent.DECLINE): _O.DECLINED,
        (_O.WAITING, OfferEvent.EXPIRE): _O.EXPIRED,
        (_O.WAITING, OfferEvent.WITHDRAW): _O.WITHDRAWN,
        (_O.COUNTERED, OfferEvent.AGREE): _O.ACCEPTED,
        (_O.COUNTERED, OfferEvent.REFUSE): _O.DECLINED,
        (_O.COUNTERED, OfferEvent.COUNTER): _O.COUNTERED,
        (_O.COUNTERED, OfferEvent.DECLINE): _O.DECLINED,
        (_O.COUNTERED, OfferEvent.EXPIRE): _O.EXPIRED,
        (_O.COUNTERED, OfferEvent.WITHDRAW): _O.WITHDRAWN,
    },
    OfferConflict,
)
MEETING = Machine(
    "meeting",
    _M.SCHEDULED,
    {
        (_M.SCHEDULED, MeetingEvent.PROPOSE_MOVE): _M.SCHEDULED,
        (_M.SCHEDULED, MeetingEvent.AGREE_MOVE): _M.SCHEDULED,
        (_M.SCHEDULED, MeetingEvent.REFUSE_MOVE): _M.SCHEDULED,
        (_M.SCHEDULED, MeetingEvent.SET_PLACE): _M.SCHEDULED,
        (_M.SCHEDULED, MeetingEvent.CANCEL): _M.CANCELLED,
        (_M.SCHEDULED, MeetingEvent.HOLD): _M.HELD,
        (_M.SCHEDULED, MeetingEvent.MISS): _M.NO_SHOW,
        (_M.NO_SHOW, MeetingEvent.MISS): _M.NO_SHOW,
        (_M.HELD, MeetingEvent.RATE): _M.HELD,
        (_M.HELD, MeetingEvent.NOTE): _M.HELD,
        (_M.HELD, MeetingEvent.FOLLOW_UP): _M.HELD,
    },
    MeetingConflict,
)
