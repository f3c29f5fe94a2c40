"""The people of an audience, found in the database: each condition is a set of ids, and sets are put together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, false, or_, select, true, union

from durable.inbox import conversations
from models import (
    Account,
    Business,
    BusinessProduct,
    Consent,
    Helped,
    Meeting,
    MeetingState,
    PermitHeld,
    Person,
    PersonMerge,
    Product,
    Role,
    RoleKind,
)
from services.announcements.audience.value import Activeness, Audience
from services.reach import Line

HEARD_WITHIN = {Activeness.LAST_30_DAYS: timedelta(days=30), Activeness.NOT_FOR_90_DAYS: timedelta(days=90)}
HAS_MENTOR = (MeetingState.SCHEDULED, MeetingState.HELD)


def people_in(audience: Audience, line: Line, now: datetime) -> Select[int]:
    """The ids of the people, each once. Whoever staff found to be somebody else as well is only that one person.

    For those without a chat of their own their village helpers are among them too, each once: to pass it on.
    """
    agreed = select(Consent.person_id).where(Consent.withdrawn_at.is_(None))
    merged = select(PersonMerge.merged_id).where(PersonMerge.undone_at.is_(None))
    known = union(agreed, select(Role.person_id).where(Role.revoked_at.is_(None)))
    is_known = and_(Person.id.in_(known), Person.id.not_in(merged))
    fitting = select(Person.id).where(is_known, _fits(audience, line, now)).cte("fitting")
    helpers = select(Person.id).where(is_known, Person.id.in_(_helpers_of(fitting)), ~_is_excluded(audience, line, now))
    return select(union(select(fitting.c.id), helpers).subquery().c.id)


def _helpers_of(fitting: CTE) -> Select[int]:
    """Those who write for one of these who has no chat, while their role holds."""
    kader = select(Role.person_id).where(Role.revoked_at.is_(None), Role.kind == RoleKind.KADER)
    has_chat = select(Account.person_id)
    return select(Helped.kader_id).where(
        Helped.ended_at.is_(None), Helped.person_id.in_(select(fitting.c.id)), Helped.person_id.not_in(has_chat),
        Helped.kader_id.in_(kader),
    )  # fmt: skip


def _fits(audience: Audience, line: Line, now: datetime) -> ColumnElement[bool]:
    """Whether a person is one of these."""
    return and_(_is_somebody(audience), _is_active(audience, line, now), ~_is_excluded(audience, line, now))


def _is_excluded(audience: Audience, line: Line, now: datetime) -> ColumnElement[bool]:
    if audience.excluded is None or audience.excluded.is_empty:
        return false()
    return _fits(audience.excluded, line, now)


def _is_somebody(audience: Audience) -> ColumnElement[bool]:
    """A producer as described, or somebody with one of the roles."""
    ways: list[ColumnElement[bool]] = []
    if audience.asks_producers:
        ways.append(_is_producer(audience))
    if audience.roles:
        holders = select(Role.person_id).where(Role.revoked_at.is_(None), Role.kind.in_(sorted(audience.roles)))
        ways.append(Person.id.in_(holders))
    return or_(*ways) if ways else true()


def _is_producer(audience: Audience) -> ColumnElement[bool]:
    is_owner = Person.id.in_(select(Business.owner_id).where(*_of_business(audience)))
    if audience.has_mentor is None:
        return is_owner
    has_mentor = Person.id.in_(select(Meeting.producer_id).where(Meeting.state.in_(HAS_MENTOR)))
    return and_(is_owner, has_mentor if audience.has_mentor else ~has_mentor)


def _of_business(audience: Audience) -> list[ColumnElement[bool]]:
    """What one business of theirs has to be."""
    b, fits = Business, list[ColumnElement[bool]]()
    if audience.districts:
        fits.append(b.district_id.in_(sorted(audience.districts)))
    if audience.scales:
        fits.append(b.industry_scale.in_(sorted(audience.scales)))
    if audience.clusters or audience.products:
        fits.append(b.id.in_(_making(audience)))
    fits += [b.id.in_(_holding(permit)) for permit in sorted(audience.permits_held)]
    fits += [b.id.not_in(_holding(permit)) for permit in sorted(audience.permits_missing)]
    return fits


def _making(audience: Audience) -> Select[int]:
    """Businesses that make one of these. What owners named in their own words is in no cluster."""
    of_cluster = select(Product.id).where(Product.cluster.in_(sorted(audience.clusters)))
    made = BusinessProduct.product_id
    return select(BusinessProduct.business_id).where(or_(made.in_(sorted(audience.products)), made.in_(of_cluster)))


def _holding(permit: Any) -> Select[int]:
    return select(PermitHeld.business_id).where(PermitHeld.permit == permit)


def _is_active(audience: Audience, line: Line, now: datetime) -> ColumnElement[bool]:
    """Heard from lately, or not for long, in whichever of their chats here."""
    if audience.activeness is None:
        return true()
    c = conversations.c
    chats = select(Account.person_id).join(conversations, (c.bot == line.bot) & (c.chat_id == Account.chat_id))
    since = now - HEARD_WITHIN[audience.activeness]
    heard = Person.id.in_(chats.where(Account.channel == line.channel, c.last_heard_at >= since))
    return heard if audience.activeness is Activeness.LAST_30_DAYS else ~heard
