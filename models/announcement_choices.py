"""What may be chosen about announcements, as it is stored. Words for people are in the content."""

from __future__ import annotations

from enum import StrEnum


class NewsTopic(StrEnum):
    """What an announcement is about; people may stop single topics."""

    TRAINING = "training"
    MARKET = "market"
    """Fairs, markets, exhibitions."""
    PERMITS = "permits"
    SUPPORT = "support"
    """Programmes, equipment, finance."""
    OFFICE = "office"
    """Whatever else the office has to say."""
    ALL = "all"
    """Only of people who stop everything; no announcement has it."""


class PartKind(StrEnum):
    """What one message of an announcement is. Photos and videos with the same `call` are one album."""

    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    DOCUMENT = "document"
    LOCATION = "location"


class AnnouncementState(StrEnum):
    """Where an announcement stands."""

    APPROVING = "approving"
    """Waits for a second member of staff."""
    SCHEDULED = "scheduled"
    """Agreed to; goes out at `send_at`."""
    CANARY = "canary"
    """The first ten get it; the others wait for what becomes of them."""
    SENDING = "sending"
    """Everybody gets it, at the pace."""
    PAUSED = "paused"
    """Staff stopped it for now."""
    HALTED = "halted"
    """Stopped by itself: too many of it failed."""
    SENT = "sent"
    """Nobody is left who is to get it."""
    CANCELLED = "cancelled"
    """Staff ended it; who has it already keeps it, unless it is withdrawn."""
    REJECTED = "rejected"
    """The second member of staff said no."""


class AnnouncementEvent(StrEnum):
    """What can happen to an announcement."""

    APPROVE = "approve"
    """A second member of staff agrees, or the first one where nobody else is active."""
    REJECT = "reject"
    """The second member of staff says no."""
    START = "start"
    """Its time has come: its people are chosen, and the first ten get it."""
    CANARY_PASSED = "canary_passed"
    """What became of the first ten is known and no worse than the limit."""
    HALT = "halt"
    """Too much of it failed."""
    PAUSE = "pause"
    """Staff stop it for now; it holds within a second."""
    GO_ON = "go_on"
    """Staff let it go on where it stood."""
    CANCEL = "cancel"
    """Staff end it."""
    FINISH = "finish"
    """Nobody is left who is to get it, or its end has come."""


class Repeat(StrEnum):
    """How often an announcement comes again: each time as an announcement of its own."""

    NEVER = "never"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class RecipientState(StrEnum):
    """What became of an announcement for one person. All but the first two are ends."""

    WAITING = "waiting"
    QUEUED = "queued"
    """In the outbox."""
    ACCEPTED = "accepted"
    """The platform took it; whether it was delivered nobody tells."""
    BLOCKED = "blocked"
    """The person blocked the bot, is deactivated, or the chat is gone."""
    FAILED = "failed"
    UNKNOWN = "unknown"
    """No answer came: it may have arrived, and is not sent again."""
    STOPPED = "stopped"
    """The person had stopped this topic before their turn came."""
    DROPPED = "dropped"
    """The announcement was cancelled or over before their turn came."""
    FETCHED = "fetched"
    """Not sent: looked up by the person in the list of the latest."""


class Withdrawal(StrEnum):
    """What became of taking a sent message back."""

    QUEUED = "queued"
    DONE = "done"
    TOO_LATE = "too_late"
    """Telegram deletes messages for 48 hours."""
    FAILED = "failed"


class Rsvp(StrEnum):
    """Whether somebody comes."""

    GOING = "going"
    NOT_GOING = "not_going"
    WAITLISTED = "waitlisted"
