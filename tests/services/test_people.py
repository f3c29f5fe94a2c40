"""Persons, accounts and consent on both databases."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Business, BusinessProduct, Consent, Person
from services import audit, people
from services.errors import ConsentMissing, PersonNameRefused
from tests.services.conftest import NOW


async def test_unknown_chat_is_nobody(empty_session: AsyncSession) -> None:
    assert await people.person_of_account(empty_session, "telegram", 5) is None


async def test_ensure_person_makes_one_person_per_chat(empty_session: AsyncSession) -> None:
    first = await people.ensure_person(empty_session, "telegram", 5, NOW)
    again = await people.ensure_person(empty_session, "telegram", 5, NOW)
    other = await people.ensure_person(empty_session, "whatsapp", 5, NOW)
    assert again.id == first.id
    assert other.id != first.id
    assert [account.chat_id for account in await people.accounts_of(empty_session, first)] == [5]


async def test_large_chat_ids_are_kept(empty_session: AsyncSession) -> None:
    person = await people.ensure_person(empty_session, "telegram", 7_999_999_999_999, NOW)
    found = await people.person_of_account(empty_session, "telegram", 7_999_999_999_999)
    assert found is not None
    assert found.id == person.id


async def test_consent_is_kept_with_version_and_time(empty_session: AsyncSession) -> None:
    person = await people.give_consent(empty_session, "telegram", 5, "2026-11", NOW)
    await people.give_consent(empty_session, "telegram", 5, "2026-11", NOW + timedelta(days=1))
    empty_session.expunge_all()
    found = await people.person_of_account(empty_session, "telegram", 5)
    assert found is not None
    assert [(row.version, row.given_at, row.withdrawn_at) for row in found.consents] == [("2026-11", NOW, None)]
    assert [entry.act for entry in await audit.entries_about(empty_session, "person", person.id)] == ["consent_given"]


async def test_consent_to_a_new_version_replaces_the_old(empty_session: AsyncSession) -> None:
    later = NOW + timedelta(days=1)
    await people.give_consent(empty_session, "telegram", 5, "2026-11", NOW)
    person = await people.give_consent(empty_session, "telegram", 5, "2027-01", later)
    assert [(row.version, row.withdrawn_at) for row in person.consents] == [("2026-11", later), ("2027-01", None)]
    assert person.consent is not None
    assert person.consent.version == "2027-01"


async def test_withdrawing_consent_deletes_the_profile_and_keeps_the_fact(
    session: AsyncSession,
    new_person: Callable[..., Awaitable[Person]],
    new_business: Callable[..., Awaitable[Business]],
) -> None:
    person, other = await new_person(), await new_person()
    await people.rename_person(session, person, "siti aminah")
    await new_business(person)
    await new_business(person, name="Kedai Siti")
    kept = await new_business(other)
    assert await people.withdraw_consent(session, person, NOW + timedelta(days=1)) == 2
    assert person.name is None
    assert person.consent is None
    assert list(await session.scalars(select(Business.id))) == [kept.id]
    assert await session.scalar(select(func.count()).select_from(BusinessProduct)) == 1
    assert await session.scalar(select(func.count()).select_from(Consent)) == 2
    with pytest.raises(ConsentMissing):
        await people.withdraw_consent(session, person, NOW + timedelta(days=2))


async def test_consent_can_be_given_again(empty_session: AsyncSession) -> None:
    person = await people.give_consent(empty_session, "telegram", 5, "2026-11", NOW)
    await people.withdraw_consent(empty_session, person, NOW + timedelta(days=1))
    person = await people.give_consent(empty_session, "telegram", 5, "2026-11", NOW + timedelta(days=2))
    assert [row.withdrawn_at is None for row in person.consents] == [False, True]


async def test_name_is_kept_only_with_consent(
    empty_session: AsyncSession, new_person: Callable[..., Awaitable[Person]]
) -> None:
    person = await new_person(consent=False)
    with pytest.raises(ConsentMissing):
        await people.rename_person(empty_session, person, "Siti")
    agreed = await new_person()
    with pytest.raises(PersonNameRefused):
        await people.rename_person(empty_session, agreed, "😀")
    await people.rename_person(empty_session, agreed, "nama saya siti")
    assert agreed.name == "Siti"


async def test_account_keeps_its_person(empty_session: AsyncSession) -> None:
    await people.ensure_person(empty_session, "telegram", 5, NOW)
    assert await empty_session.scalar(select(func.count()).select_from(Account)) == 1
