"""Who may do what. `allowed` is the one function that decides; nothing else looks at roles to decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, HelpRequest, Meeting, Offer, Person, Role, RoleKind, Workshop
from services import audit
from services.errors import LastAdminConflict, NotAllowed


class Act(StrEnum):
    """Everything that needs a right."""

    REGISTER_BUSINESS = "register_business"
    SEE_BUSINESS = "see_business"
    CHANGE_BUSINESS = "change_business"
    DECIDE_CLASSIFICATION = "decide_classification"
    MARK_REFERRAL = "mark_referral"
    SEE_PRODUCERS = "see_producers"
    SEE_DIAGNOSTICS = "see_diagnostics"
    SEE_STATISTICS = "see_statistics"
    ANSWER_TICKETS = "answer_tickets"
    """To see what people ask, and to answer, claim, part and close it."""
    EDIT_FAQ = "edit_faq"
    ASK_FOR_MENTOR = "ask_for_mentor"
    """To ask for a mentor for a business of one's own, and to go on with or cancel such a request."""
    ANSWER_OFFER = "answer_offer"
    CHANGE_MEETING = "change_meeting"
    """To put off, cancel, rate, talk in and report a session that one is a side of."""
    BE_MENTOR = "be_mentor"
    """To keep a mentor's profile, hours and card."""
    APPROVE_MENTOR = "approve_mentor"
    SUSPEND_MENTOR = "suspend_mentor"
    MATCH_REQUESTS = "match_requests"
    SEE_MEETINGS = "see_meetings"
    SETTLE_REPORTS = "settle_reports"
    OPEN_WORKSHOP = "open_workshop"
    RUN_WORKSHOP = "run_workshop"
    """To change or call off a class: its mentor, and staff."""
    ANNOUNCE = "announce"
    """To make, agree to, stop, correct and withdraw announcements, and to see what became of them."""
    SEE_PEOPLE = "see_people"
    """To look people up, with all that the office knows of them, and to note something about them."""
    MERGE_PEOPLE = "merge_people"
    ERASE_PEOPLE = "erase_people"
    """To delete all data of somebody who asked the office for it."""
    SEE_AUDIT = "see_audit"
    MAKE_REPORT = "make_report"
    """To have pictures, reports and tables made: figures of all, no names beyond what the role may see."""
    EXPORT_PEOPLE = "export_people"
    """Tables with names and numbers of people."""
    ISSUE_LETTER = "issue_letter"
    GET_LETTER = "get_letter"
    """To have a letter made that one may have: a mentor one's own, staff any."""
    MAKE_POSTER = "make_poster"
    HELP_PRODUCERS = "help_producers"
    """To register and ask for producers who have no chat of their own."""
    GIVE_TO_HELPER = "give_to_helper"
    """To see who is without a helper, and to find them one."""
    INVITE_MENTOR = "invite_mentor"
    INVITE_PRODUCER = "invite_producer"
    INVITE_TO_ROLE = "invite_to_role"
    GRANT_ROLE = "grant_role"
    REVOKE_ROLE = "revoke_role"
    MOVE_CLOCK = "move_clock"
    """In a demo only."""


_STAFF = frozenset({RoleKind.ADMIN, RoleKind.PETUGAS})
_RIGHTS: Mapping[Act, frozenset[RoleKind]] = {
    Act.REGISTER_BUSINESS: frozenset(),
    Act.SEE_BUSINESS: _STAFF,
    Act.CHANGE_BUSINESS: frozenset(),
    Act.DECIDE_CLASSIFICATION: _STAFF,
    Act.MARK_REFERRAL: _STAFF,
    Act.SEE_PRODUCERS: _STAFF,
    Act.SEE_DIAGNOSTICS: _STAFF,
    Act.SEE_STATISTICS: _STAFF | {RoleKind.PEMBACA},
    Act.ANSWER_TICKETS: _STAFF,
    Act.EDIT_FAQ: _STAFF,
    Act.ASK_FOR_MENTOR: frozenset(),
    Act.ANSWER_OFFER: frozenset(),
    Act.CHANGE_MEETING: frozenset(),
    Act.BE_MENTOR: frozenset({RoleKind.MENTOR}),
    Act.APPROVE_MENTOR: _STAFF,
    Act.SUSPEND_MENTOR: _STAFF,
    Act.MATCH_REQUESTS: _STAFF,
    Act.SEE_MEETINGS: _STAFF,
    Act.SETTLE_REPORTS: _STAFF,
    Act.OPEN_WORKSHOP: _STAFF | {RoleKind.MENTOR},
    Act.RUN_WORKSHOP: _STAFF,
    Act.ANNOUNCE: _STAFF,
    Act.SEE_PEOPLE: _STAFF,
    Act.MERGE_PEOPLE: _STAFF,
    Act.ERASE_PEOPLE: _STAFF,
    Act.SEE_AUDIT: frozenset({RoleKind.ADMIN}),
    Act.MAKE_REPORT: _STAFF | {RoleKind.PEMBACA},
    Act.EXPORT_PEOPLE: _STAFF,
    Act.ISSUE_LETTER: _STAFF,
    Act.GET_LETTER: _STAFF | {RoleKind.MENTOR},
    Act.MAKE_POSTER: _STAFF | {RoleKind.KADER},
    Act.HELP_PRODUCERS: frozenset({RoleKind.KADER}),
    Act.GIVE_TO_HELPER: _STAFF,
    Act.INVITE_MENTOR: _STAFF,
    Act.INVITE_PRODUCER: _STAFF | {RoleKind.KADER},
    Act.INVITE_TO_ROLE: frozenset({RoleKind.ADMIN}),
    Act.GRANT_ROLE: frozenset({RoleKind.ADMIN}),
    Act.REVOKE_ROLE: frozenset({RoleKind.ADMIN}),
    Act.MOVE_CLOCK: frozenset({RoleKind.ADMIN}),
}
"""The roles that may do each act to any row. Readers see figures, never a person: a name is nothing to count."""
_OF_OWNERS = frozenset({Act.SEE_BUSINESS, Act.CHANGE_BUSINESS, Act.ASK_FOR_MENTOR})
"""What people may do to a business of theirs, once they agreed; and they may register for themselves."""


def allowed(person: Person | None, act: Act, row: object = None) -> bool:
    """Whether this person may do this to this row now. Somebody unknown may do nothing.

    `row` is what it is done to: a Business (or the Person, for REGISTER_BUSINESS), a HelpRequest, an Offer, a Meeting
    or a Workshop; None = no row in particular.
    """
    if person is None:
        return False
    if person.role_kinds & _RIGHTS[act]:
        return True
    if RoleKind.MENTOR in person.role_kinds and _is_own_as_mentor(person, act, row):
        return True
    return _is_own(person, act, row)


def stands_for(person: Person | None) -> frozenset[int]:
    """Whose businesses, requests and sessions (as producer) are this person's to see, change and ask for.

    One's own, once one agreed; and those of the people whom a village helper helps, while the role lasts. They agreed
    to that themselves, so a helper needs no consent of an own.
    """
    if person is None:
        return frozenset()
    own = {person.id} if person.consent is not None else set()
    if person.role_kinds & _RIGHTS[Act.HELP_PRODUCERS]:
        own |= {helped.person_id for helped in person.helping}
    return frozenset(own)


def require(person: Person | None, act: Act, row: object = None) -> Person:
    """The person, who may do this; raises NotAllowed otherwise."""
    if person is None or not allowed(person, act, row):
        raise NotAllowed
    return person


def who_may(act: Act) -> frozenset[RoleKind]:
    """The roles that may do this to any row: for finding everybody who is to be told of something."""
    return _RIGHTS[act]


def _is_own(person: Person, act: Act, row: object) -> bool:
    if isinstance(row, Business):
        return act in _OF_OWNERS and row.owner_id in stands_for(person)
    if isinstance(row, HelpRequest):
        return act is Act.ASK_FOR_MENTOR and row.producer_id in stands_for(person)
    if isinstance(row, Meeting):
        return act is Act.CHANGE_MEETING and row.producer_id in stands_for(person)
    return act is Act.REGISTER_BUSINESS and isinstance(row, Person) and row.id in stands_for(person)


def _is_own_as_mentor(person: Person, act: Act, row: object) -> bool:
    """What a mentor may do to what was given to this mentor; it rests on the role, not on a producer's consent."""
    if isinstance(row, Offer):
        return act is Act.ANSWER_OFFER and row.mentor_id == person.id
    if isinstance(row, Meeting):
        return act is Act.CHANGE_MEETING and row.mentor_id == person.id
    if isinstance(row, Workshop):
        return act is Act.RUN_WORKSHOP and row.mentor_id == person.id
    return False


async def grant(session: AsyncSession, person: Person, kind: RoleKind, by: Person, now: datetime) -> Role:
    """Gives a role; one that the person has already stays as it is. Raises NotAllowed."""
    require(by, Act.GRANT_ROLE)
    return await give(session, person, kind, by, now)


async def give(session: AsyncSession, person: Person, kind: RoleKind, by: Person | None, now: datetime) -> Role:
    """The same without asking for a right: for settings (`by` None) and invitations (`by` the inviter)."""
    existing = next((role for role in person.roles if role.kind == kind and role.revoked_at is None), None)
    if existing is not None:
        return existing
    role = Role(kind=kind, granted_by_id=by.id if by else None, granted_at=now)
    person.roles.append(role)
    audit.record(session, by, "role_granted", "person", person.id, now, kind.value)
    await session.flush()
    return role


async def revoke(session: AsyncSession, person: Person, kind: RoleKind, by: Person, now: datetime) -> bool:
    """Takes a role away; False when the person had it not. Raises NotAllowed or LastAdminConflict."""
    require(by, Act.REVOKE_ROLE)
    return await take(session, person, kind, by, now)


async def take(session: AsyncSession, person: Person, kind: RoleKind, by: Person, now: datetime) -> bool:
    """The same without asking for a right: for those who give a role up, and mentors whom staff suspend."""
    role = next((role for role in person.roles if role.kind == kind and role.revoked_at is None), None)
    if role is None:
        return False
    if kind == RoleKind.ADMIN and await _is_last_admin(session):
        raise LastAdminConflict
    role.revoked_at, role.revoked_by_id = now, by.id
    audit.record(session, by, "role_revoked", "person", person.id, now, kind.value)
    await session.flush()
    return True


async def holders(session: AsyncSession, kind: RoleKind) -> list[Person]:
    """Everybody who has the role now, longest first."""
    query = select(Person).join(Role, Role.person_id == Person.id)
    query = query.where(Role.kind == kind, Role.revoked_at.is_(None)).order_by(Role.granted_at, Role.id)
    return list(await session.scalars(query))


async def _is_last_admin(session: AsyncSession) -> bool:
    """Locks the admins' rows (on PostgreSQL), so that two revocations at once cannot leave none."""
    query = select(Role.id).where(Role.kind == RoleKind.ADMIN, Role.revoked_at.is_(None)).with_for_update()
    return len(list(await session.scalars(query))) <= 1


async def has_admin(session: AsyncSession) -> bool:
    """Whether anybody is administrator."""
    query = select(func.count()).select_from(Role).where(Role.kind == RoleKind.ADMIN, Role.revoked_at.is_(None))
    return bool(await session.scalar(query))
