"""What may be chosen, as it is stored. A changed value is a migration; words for people are in the content."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Enum


class RoleKind(StrEnum):
    """What a person does for the office beside having a business."""

    ADMIN = "admin"
    PETUGAS = "petugas"
    MENTOR = "mentor"
    KADER = "kader"
    PEMBACA = "pembaca"


class InvitationKind(StrEnum):
    """What following an invitation does."""

    REGISTER = "register"
    """Leads a producer to the registration and remembers who invited."""
    ROLE = "role"
    """Gives a role."""
    CLAIM = "claim"
    """Makes the first administrator."""


class Activity(StrEnum):
    """What is done to the material; the rules about them are in content/rules/classification.yaml."""

    PROCESSED = "processed"
    PACKED = "packed"
    RESOLD = "resold"
    GROWN = "grown"
    SERVED = "served"


class BusinessKind(StrEnum):
    """The three answers: industry, another small business, or both."""

    IKM = "ikm"
    UMKM = "umkm"
    IRISAN = "irisan"


class IndustryScale(StrEnum):
    """Permenperin 64/2016."""

    KECIL = "kecil"
    MENENGAH = "menengah"
    BESAR = "besar"


class UmkmScale(StrEnum):
    """PP 7/2021, article 35."""

    MIKRO = "mikro"
    KECIL = "kecil"
    MENENGAH = "menengah"
    BESAR = "besar"


class PermitNeed(StrEnum):
    """Whether a product needs a permit: yes, no, or it depends and an office must be asked."""

    YA = "ya"
    TIDAK = "tidak"
    TANYA = "tanya"


class Permit(StrEnum):
    """Permits and marks a business may hold already."""

    NIB = "nib"
    PIRT = "pirt"
    HALAL = "halal"
    BPOM_MD = "bpom_md"
    SNI = "sni"
    MEREK = "merek"


class FaqState(StrEnum):
    """Where a wording of an answer stands."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"


class FaqOrigin(StrEnum):
    """Whether a wording came from the files or from staff."""

    FILE = "file"
    STAFF = "staff"


class QuestionOutcome(StrEnum):
    """What the bot made of a question."""

    SURE = "sure"
    """Answered at once."""
    UNSURE = "unsure"
    """Asked back with up to three topics."""
    OUTSIDE = "outside"
    """Said to be none of ours; a person was offered."""
    URGENT = "urgent"
    """Went to staff at once, with first advice."""


class TicketState(StrEnum):
    """Where a question for staff stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    CLOSED = "closed"


class MessageKind(StrEnum):
    """What a message in a ticket is."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"


def stored_as_text(choices: type[StrEnum]) -> Enum:
    """A column of plain text that holds the values (not the names) of these choices and refuses others."""
    return Enum(
        choices,
        values_callable=lambda kinds: [kind.value for kind in kinds],
        native_enum=False,
        validate_strings=True,
        length=16,
    )
