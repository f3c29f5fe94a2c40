"""What must never be in the tables, whatever the code above does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base
from models import (
    Account,
    Business,
    BusinessKind,
    BusinessProduct,
    Consent,
    District,
    Invitation,
    InvitationKind,
    InvitationUse,
    PermitNeed,
    Person,
    Product,
    Role,
    RoleKind,
)
from tests.databases import Fresh, taken_back
from tests.prepared import all_tables

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def business(**different: Any) -> Business:
    told: dict[str, Any] = {
        "owner_id": 1,
        "registered_through": "draft:1",
        "registered_at": NOW,
        "changed_at": NOW,
        "name": "Dapur Siti",
        "district_id": 1,
        "kind": BusinessKind.IKM,
        "also_trades": False,
        "is_small_by_umkm_rule": False,
        "needs_decision": False,
        "classified_at": NOW,
    }
    return Business(**(told | different))


def invitation(**different: Any) -> Invitation:
    told: dict[str, Any] = {
        "token": "t" * 22,
        "kind": InvitationKind.ROLE,
        "role": RoleKind.MENTOR,
        "uses_left": 1,
        "inviter_id": 1,
        "created_at": NOW,
        "expires_at": LATER,
    }
    return Invitation(**(told | different))


@pytest.fixture
async def session(originals: Fresh, kind_of_database: str) -> AsyncIterator[AsyncSession]:
    """A session on tables that hold one person, one district and one product."""
    async with taken_back(originals(kind_of_database, all_tables)) as session:
        session.add_all(
            [
                Person(id=1, created_at=NOW),
                District(
                    id=1,
                    code="1",
                    code_bps="1",
                    name="A",
                    seat="A",
                    latitude=0,
                    longitude=0,
                    is_remote=False,
                    is_active=True,
                ),
                Product(
                    id=1,
                    key="a",
                    name="A",
                    name_en="A",
                    cluster="pisang",
                    kbli_2020="10794",
                    is_industry=True,
                    is_active=True,
                    **dict.fromkeys(("pirt", "bpom_md", "sni", "halal", "slhs"), PermitNeed.TIDAK),
                ),
            ]
        )
        await session.flush()
        yield session


ALLOWED = {
    "plain business": [business()],
    "umkm": [business(kind=BusinessKind.UMKM)],
    "irisan by trade": [business(kind=BusinessKind.IRISAN, also_trades=True)],
    "doubtful": [business(needs_decision=True, decision_reasons="honey")],
    "decided": [business(decided_kind=BusinessKind.IKM, decided_at=NOW)],
    "revoked and active role": [
        Role(person_id=1, kind=RoleKind.MENTOR, granted_at=NOW, revoked_at=LATER),
        Role(person_id=1, kind=RoleKind.MENTOR, granted_at=LATER),
    ],
    "two kinds of role": [
        Role(person_id=1, kind=RoleKind.MENTOR, granted_at=NOW),
        Role(person_id=1, kind=RoleKind.KADER, granted_at=NOW),
    ],
    "invitation": [invitation()],
    "invitation to register": [invitation(kind=InvitationKind.REGISTER, role=None)],
}

NEVER = {
    "two businesses of one talk": [business(), business()],
    "business without owner": [business(owner_id=99)],
    "business without district": [business(district_id=99)],
    "umkm with an overlap": [business(kind=BusinessKind.UMKM, also_trades=True)],
    "irisan without reason": [business(kind=BusinessKind.IRISAN)],
    "ikm that trades too": [business(also_trades=True)],
    "doubt without reason": [business(needs_decision=True)],
    "reason without doubt": [business(decision_reasons="honey")],
    "decision without time": [business(decided_kind=BusinessKind.IKM)],
    "year that is none": [business(year_begun=19)],
    "photo with one id": [business(photo_file_id="x")],
    "product neither listed nor free": [business(id=1), BusinessProduct(business_id=1, position=0)],
    "product both listed and free": [
        business(id=1),
        BusinessProduct(business_id=1, position=0, product_id=1, free_text="x"),
    ],
    "product twice": [
        business(id=1),
        BusinessProduct(business_id=1, position=0, product_id=1),
        BusinessProduct(business_id=1, position=1, product_id=1),
    ],
    "role twice": [
        Role(person_id=1, kind=RoleKind.MENTOR, granted_at=NOW),
        Role(person_id=1, kind=RoleKind.MENTOR, granted_at=LATER),
    ],
    "role revoked before granted": [Role(person_id=1, kind=RoleKind.MENTOR, granted_at=LATER, revoked_at=NOW)],
    "two consents in force": [
        Consent(person_id=1, version="1", given_at=NOW),
        Consent(person_id=1, version="2", given_at=NOW),
    ],
    "one chat twice": [
        Account(channel="telegram", chat_id=5, person_id=1, created_at=NOW),
        Account(channel="telegram", chat_id=5, person_id=1, created_at=NOW),
    ],
    "invitation with negative uses": [invitation(uses_left=-1)],
    "invitation with a short token": [invitation(token="t")],
    "invitation to a role without role": [invitation(role=None)],
    "invitation to register with role": [invitation(kind=InvitationKind.REGISTER)],
    "one token twice": [invitation(), invitation()],
    "invitation used twice by one": [
        invitation(id=1),
        InvitationUse(invitation_id=1, person_id=1, used_at=NOW),
        InvitationUse(invitation_id=1, person_id=1, used_at=NOW),
    ],
}


def copied(row: Base) -> Base:
    """A fresh object: the same one cannot be stored in two databases."""
    table = row.__class__
    return table(**{name: value for name, value in row.__dict__.items() if not name.startswith("_")})


async def stored(session: AsyncSession, *rows: Base) -> None:
    """Stores the rows one after another, and none of them if one is refused."""
    async with session.begin_nested():
        for row in rows:
            session.add(row)
            await session.flush()


@pytest.mark.parametrize("case", ALLOWED)
async def test_what_may_be_can_be_stored(session: AsyncSession, case: str) -> None:
    session.add_all(copied(row) for row in ALLOWED[case])
    await session.flush()


@pytest.mark.parametrize("case", NEVER)
async def test_what_must_never_be_is_refused(session: AsyncSession, case: str) -> None:
    with pytest.raises(IntegrityError):
        await stored(session, *[copied(row) for row in NEVER[case]])


async def test_unknown_choice_is_refused(session: AsyncSession) -> None:
    with pytest.raises(StatementError):
        await stored(session, Role(person_id=1, kind="raja", granted_at=NOW))


async def test_naive_time_is_refused(session: AsyncSession) -> None:
    with pytest.raises(StatementError):
        await stored(session, Role(person_id=1, kind=RoleKind.MENTOR, granted_at=NOW.replace(tzinfo=None)))
