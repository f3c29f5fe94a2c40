"""The office's tables. Importing this package makes all of them known to the one base."""

from models.audit import AuditEntry
from models.businesses import Business, BusinessActivity, BusinessProduct, PermitHeld
from models.choices import (
    Activity,
    BusinessKind,
    IndustryScale,
    InvitationKind,
    Permit,
    PermitNeed,
    RoleKind,
    UmkmScale,
)
from models.invitations import Invitation, InvitationUse
from models.people import Account, Consent, Person, Role
from models.places import District
from models.products import Product

__all__ = [
    "Account",
    "Activity",
    "AuditEntry",
    "Business",
    "BusinessActivity",
    "BusinessKind",
    "BusinessProduct",
    "Consent",
    "District",
    "IndustryScale",
    "Invitation",
    "InvitationKind",
    "InvitationUse",
    "Permit",
    "PermitHeld",
    "PermitNeed",
    "Person",
    "Product",
    "Role",
    "RoleKind",
    "UmkmScale",
]
