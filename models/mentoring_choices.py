"""What may be chosen about mentors, requests and sessions, as it is stored. Words for people are in the content."""

from __future__ import annotations

from enum import StrEnum


class MentorKind(StrEnum):
    """Where a mentor comes from."""

    CAMPUS = "campus"
    """A college or university."""
    CREATIVE = "creative"
    """A creative community."""
    GROWN = "grown"
    """An IKM that has grown."""
    OFFICE = "office"
    """A public office."""


class MentorState(StrEnum):
    """Where a mentor stands. Only active ones are matched."""

    APPLIED = "applied"
    """Waits for staff's yes."""
    ACTIVE = "active"
    """In service: requests are offered, sessions and classes held."""
    RESTING = "resting"
    """Asked for it, or was silent for two weeks; comes back by one tap or at `rests_until`."""
    SUSPENDED = "suspended"
    """Taken out by staff after a report."""
    DECLINED = "declined"
    """Staff said no to the application."""
    LEFT = "left"
    """Gave the role up, or it was taken back."""


class Expertise(StrEnum):
    """What a mentor can help with, and what a request is about."""

    PRODUCTION = "production"
    PACKAGING = "packaging"
    LABEL = "label"
    PERMITS = "permits"
    """P-IRT and BPOM."""
    HALAL = "halal"
    SNI = "sni"
    DESIGN = "design"
    PRICE = "price"
    ONLINE = "online"
    """Photos and selling online."""
    RETAIL = "retail"
    """Modern shops."""
    EXPORT = "export"


class Cluster(StrEnum):
    """The clusters of products; the values are those of content/products.yaml."""

    PISANG = "pisang"
    KAKAO = "kakao"
    PANGAN_OLAHAN = "pangan-olahan"
    AMDK = "amdk"
    KERAJINAN = "kerajinan"


class Way(StrEnum):
    """How two people meet."""

    CHAT = "chat"
    PHONE = "phone"
    VIDEO = "video"
    VISIT = "visit"


class Spoken(StrEnum):
    """Languages that people here speak, by their ISO 639 codes. Indonesian is taken for granted."""

    INDONESIAN = "id"
    JAVANESE = "jv"
    BUGINESE = "bug"
    BANJAR = "bjn"
    KUTAI = "vkt"
    KENYAH = "xkl"
    ENGLISH = "en"


class Pace(StrEnum):
    """A mentor's answer to "Minggu ini bisa?"."""

    FULL = "full"
    LESS = "less"
    """Half of the usual number of sessions, at least one."""
    NONE = "none"


class RequestState(StrEnum):
    """Where a producer's request for a mentor stands."""

    OFFERED = "offered"
    """A mentor is being asked, or the producer is asked about another hour."""
    WAITING = "waiting"
    """On the waiting list: nobody who fits is free; tried again by batch."""
    STAFF = "staff"
    """Three mentors could not: staff find a way, such as a class."""
    AGREED = "agreed"
    """A session is booked."""
    CLOSED = "closed"
    """The session was held, a class answered it, or for two weeks nobody said what came of the session."""
    CANCELLED = "cancelled"
    """The producer does not need it any more."""


class OfferState(StrEnum):
    """Where the question to one mentor stands."""

    WAITING = "waiting"
    """The mentor is to answer."""
    COUNTERED = "countered"
    """The mentor proposed another hour; the producer is to answer."""
    ACCEPTED = "accepted"
    """Both said yes to the hour: a session is booked."""
    DECLINED = "declined"
    """The mentor cannot, or the producer did not take the mentor's hour."""
    EXPIRED = "expired"
    """No answer in time, though reminded."""
    WITHDRAWN = "withdrawn"
    """The request was cancelled, or the mentor went away, before an answer."""


class NoMatch(StrEnum):
    """Why a batch of matching finds no mentor for a request."""

    NO_TOPIC = "no_topic"
    """No mentor in service has the topic."""
    NO_WAY = "no_way"
    """None of them meets in this way, or visits this district."""
    ASKED = "asked"
    """All who fit were asked before."""
    NO_TIME = "no_time"
    """No common hour."""
    NO_CAPACITY = "no_capacity"
    """Those who fit have taken on all that they can."""


class DeclineReason(StrEnum):
    """Why an offer comes to nothing."""

    BUSY = "busy"
    FAR = "far"
    NOT_MINE = "not_mine"
    """Not the mentor's field."""
    HOUR = "hour"
    """No hour fits both."""
    OTHER = "other"


class MeetingState(StrEnum):
    """Where a booked session of two people stands."""

    SCHEDULED = "scheduled"
    """It is booked and lies ahead, or nobody has said yet what became of it."""
    HELD = "held"
    """Both came."""
    NO_SHOW = "no_show"
    """At least one of the two did not come; who is in two columns."""
    CANCELLED = "cancelled"
    """It was called off, with a reason."""


class Outcome(StrEnum):
    """What one side says of a session afterwards."""

    HELD = "held"
    MENTOR_MISSED = "mentor_missed"
    PRODUCER_MISSED = "producer_missed"


class Side(StrEnum):
    """The two sides of a session."""

    MENTOR = "mentor"
    PRODUCER = "producer"

    @property
    def other(self) -> Side:
        """The side across."""
        return Side.PRODUCER if self is Side.MENTOR else Side.MENTOR


class ChangeReason(StrEnum):
    """Why a session is put off or cancelled."""

    BUSY = "busy"
    ILL = "ill"
    NO_SIGNAL = "no_signal"
    ROAD = "road"
    """The road or the river cannot be used."""
    SOLVED = "solved"
    """No longer needed."""
    SUSPENDED = "suspended"
    """Staff suspended the mentor; never chosen by people."""
    OTHER = "other"


class Tried(StrEnum):
    """An answer to "Sudah dicoba?"."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    NEEDS_HELP = "needs_help"


class ReportState(StrEnum):
    """Where a report about somebody's behaviour stands."""

    OPEN = "open"
    SUSPENDED = "suspended"
    """Settled by suspending the mentor."""
    SETTLED = "settled"
    """Settled otherwise."""


class WorkshopState(StrEnum):
    """Where a class for several producers stands."""

    INVITING = "inviting"
    """Seats can be taken; not sure yet that it is held."""
    CONFIRMED = "confirmed"
    """Enough people and the mentor's yes: it will be held."""
    HELD = "held"
    """It is over, and it is known who came."""
    CANCELLED = "cancelled"
    """It is not held: called off, too few people, or without the mentor's yes."""


class SeatState(StrEnum):
    """Where one producer stands with a class."""

    INVITED = "invited"
    """Asked, or may join; no answer yet."""
    TAKEN = "taken"
    """Has a seat; the time is booked."""
    WAITLISTED = "waitlisted"
    """Waits for a seat to be freed."""
    OFFERED = "offered"
    """A freed seat is kept for them until `offer_ends_at`."""
    LEFT = "left"
    """Has no seat: declined, gave it up, did not take an offered one in time, or the class was not held."""
    CAME = "came"
    """Was there."""
    MISSED = "missed"
    """Had a seat and was not there."""


class Occasion(StrEnum):
    """What a reminder is for."""

    DAY_BEFORE = "day_before"
    HOUR_BEFORE = "hour_before"
    RATE = "rate"
    """After the session: how was it, was it held at all?"""
    TRIED_7 = "tried_7"
    TRIED_30 = "tried_30"


class ReminderState(StrEnum):
    """Where a reminder stands."""

    PENDING = "pending"
    QUEUED = "queued"
    """It is in the outbox, alone or merged with others; `outbox_id` names the message."""
    DROPPED = "dropped"
    """Of no use any more; `drop_reason` says why."""


class DropReason(StrEnum):
    """Why a reminder was not sent."""

    TOO_LATE = "too_late"
    OFF = "off"
    """The session was cancelled or moved."""
    NOT_WANTED = "not_wanted"
    """The person has turned this reminder off."""
    NO_CHAT = "no_chat"
    """The person has no account here, or has blocked the bot."""
    FAULT = "fault"
    """Its message could not be made, by a fault of ours; the log has it."""
