"""The office's tables. Importing this package makes all of them known to the one base."""

from models.audit import AuditEntry
from models.businesses import Business, BusinessActivity, BusinessProduct, PermitHeld
from models.choices import (
    Activity,
    BusinessKind,
    FaqOrigin,
    FaqState,
    IndustryScale,
    InvitationKind,
    MessageKind,
    Permit,
    PermitNeed,
    QuestionOutcome,
    RoleKind,
    TicketState,
    UmkmScale,
)
from models.faq import FaqTopic, FaqVersion
from models.invitations import Invitation, InvitationUse
from models.people import Account, Consent, Person, Role
from models.places import District
from models.products import Product
from models.questions import AnswerGiven, Question
from models.tickets import Ticket, TicketMessage

__all__ = [
    "Account",
    "Activity",
    "AnswerGiven",
    "AuditEntry",
    "Business",
    "BusinessActivity",
    "BusinessKind",
    "BusinessProduct",
    "Consent",
    "District",
    "FaqOrigin",
    "FaqState",
    "FaqTopic",
    "FaqVersion",
    "IndustryScale",
    "Invitation",
    "InvitationKind",
    "InvitationUse",
    "MessageKind",
    "Permit",
    "PermitHeld",
    "PermitNeed",
    "Person",
    "Product",
    "Question",
    "QuestionOutcome",
    "Role",
    "RoleKind",
    "Ticket",
    "TicketMessage",
    "TicketState",
    "UmkmScale",
]
