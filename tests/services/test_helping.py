"""Village helpers: what they may do for whom, until when, and in whose chat things are told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base
from models import Business, HelpRequest, Meeting, Person, RoleKind
from services import audit, helping, people, reach, roles
from services.errors import (
    ConsentMissing,
    HelpConflict,
    InvitationConflict,
    InvitationExpired,
    InvitationMissing,
    NotAllowed,
    PersonMissing,
)
from services.reach import Line
from services.roles import Act, allowed, stands_for
from tests.services.conftest import NOW

K = RoleKind.KADER
NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]
OWN = {Act.SEE_BUSINESS, Act.CHANGE_BUSINESS, Act.ASK_FOR_MENTOR}
LATER = NOW + timedelta(days=1)


async def a_helped(session: AsyncSession, kader: Person, name: str = "siti") -> Person:
    return await helping.begin(session, kader, name, "2026-11", NOW)


async def chat_of(session: AsyncSession, person: Person) -> tuple[int, tuple[int, str] | None] | None:
    chat = (await people.chats_of(session, "telegram", [person.id])).get(person.id)
    return (int(chat), chat.whom) if chat is not None else None


async def test_helper_may_do_for_the_helped_what_the_owner_may(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    kader, other = await new_person(K, consent=False), await new_person(K)
    siti = await a_helped(session, kader)
    business = await new_business(siti)
    assert {act for act in Act if allowed(kader, act, business)} >= OWN
    assert allowed(kader, Act.REGISTER_BUSINESS, siti)
    assert not allowed(kader, Act.REGISTER_BUSINESS, kader)
    assert allowed(kader, Act.ASK_FOR_MENTOR, HelpRequest(producer_id=siti.id))
    assert allowed(kader, Act.CHANGE_MEETING, Meeting(producer_id=siti.id, mentor_id=other.id))
    assert {act for act in OWN if allowed(other, act, business)} == set()
    assert {act for act in OWN if allowed(siti, act, business)} == OWN


async def test_consent_is_noted_with_who_read_it_aloud(empty_session: AsyncSession, new_person: NewPerson) -> None:
    kader = await new_person(K)
    siti = await a_helped(empty_session, kader)
    assert siti.name == "Siti"
    assert [(row.version, row.given_at, row.given_through_id) for row in siti.consents] == [("2026-11", NOW, kader.id)]
    entries = await audit.entries_about(empty_session, "person", siti.id)
    assert [(entry.act, entry.person_id) for entry in entries] == [
        ("help_begun", kader.id), ("consent_given", kader.id),
    ]  # fmt: skip


async def test_help_ends_with_the_role_and_comes_back_with_it(
    empty_session: AsyncSession, new_person: NewPerson
) -> None:
    admin, kader = await new_person(RoleKind.ADMIN), await new_person(K)
    siti = await a_helped(empty_session, kader)
    assert stands_for(kader) == {kader.id, siti.id}
    await roles.revoke(empty_session, kader, K, admin, LATER)
    assert stands_for(kader) == {kader.id}
    assert await helping.helped_by(empty_session, kader) == []
    assert await chat_of(empty_session, siti) is None
    assert [each.id for each in await helping.without_helper(empty_session)] == [siti.id]
    await roles.grant(empty_session, kader, K, admin, LATER)
    assert stands_for(kader) == {kader.id, siti.id}
    assert await helping.without_helper(empty_session) == []


async def test_helped_are_told_in_the_helpers_chat(empty_session: AsyncSession, new_person: NewPerson) -> None:
    kader = await new_person(K)
    siti, wati = await a_helped(empty_session, kader), await a_helped(empty_session, kader, "wati")
    (account,) = await people.accounts_of(empty_session, kader)
    assert await chat_of(empty_session, kader) == (account.chat_id, None)
    assert await chat_of(empty_session, siti) == (account.chat_id, (siti.id, "Siti"))
    found = await people.chats_of(empty_session, "telegram", [siti.id, wati.id, kader.id])
    assert len({chat.key for chat in found.values()}) == 3
    assert await people.chats_of(empty_session, "whatsapp", [siti.id]) == {}


async def test_person_loaded_from_the_chat_knows_whom_to_help(
    empty_session: AsyncSession, new_person: NewPerson
) -> None:
    kader = await new_person(K)
    siti = await a_helped(empty_session, kader)
    (account,) = await people.accounts_of(empty_session, kader)
    number, chat_id = siti.id, account.chat_id
    empty_session.expunge_all()
    found = await people.person_of_account(empty_session, "telegram", chat_id)
    assert stands_for(found) == {kader.id, number}


async def test_end_keeps_what_was_told(session: AsyncSession, new_person: NewPerson, new_business: NewBusiness) -> None:
    kader = await new_person(K)
    siti = await a_helped(session, kader)
    business = await new_business(siti)
    await helping.end(session, kader, siti.id, LATER)
    assert not allowed(kader, Act.SEE_BUSINESS, business)
    assert (siti.name, siti.consent is not None) == ("Siti", True)
    assert [each.id for each in await helping.without_helper(session)] == [siti.id]
    with pytest.raises(PersonMissing):
        await helping.end(session, kader, siti.id, LATER)


async def test_forget_deletes_and_ends(session: AsyncSession, new_person: NewPerson, new_business: NewBusiness) -> None:
    kader = await new_person(K)
    siti = await a_helped(session, kader)
    await new_business(siti)
    await helping.forget(session, kader, siti.id, LATER)
    assert (siti.name, siti.consent, stands_for(kader)) == (None, None, {kader.id})
    assert list(await session.scalars(select(Business.id))) == []
    assert await helping.without_helper(session) == []
    entries = await audit.entries_about(session, "person", siti.id)
    assert [(entry.act, entry.person_id) for entry in entries][-1] == ("consent_withdrawn", kader.id)
    with pytest.raises(ConsentMissing):
        await people.withdraw_consent(session, siti, LATER)


async def test_own_phone_ends_the_help(empty_session: AsyncSession, new_person: NewPerson) -> None:
    kader, stranger = await new_person(K), await new_person()
    siti = await a_helped(empty_session, kader)
    first = await helping.make_link(empty_session, kader, siti.id, NOW)
    link = await helping.make_link(empty_session, kader, siti.id, NOW)
    assert await helping.helped_through(empty_session, first.token) is None
    helped = await helping.helped_through(empty_session, link.token)
    assert helped is not None
    (chat,) = [account.chat_id for account in await people.accounts_of(empty_session, stranger)]
    with pytest.raises(HelpConflict):
        await helping.take_over(empty_session, helped, link.token, "telegram", chat, NOW)
    assert await helping.take_over(empty_session, helped, link.token, "telegram", 5, NOW) is siti
    await empty_session.refresh(kader, ["helping"])
    assert stands_for(kader) == {kader.id}
    assert stands_for(await people.person_of_account(empty_session, "telegram", 5)) == {siti.id}
    assert await chat_of(empty_session, siti) == (5, None)
    with pytest.raises(InvitationMissing):
        await helping.take_over(empty_session, helped, link.token, "telegram", 6, NOW)
    assert link.uses_left == 0


async def test_link_for_an_own_phone_is_good_for_a_week(empty_session: AsyncSession, new_person: NewPerson) -> None:
    kader = await new_person(K)
    siti = await a_helped(empty_session, kader)
    link = await helping.make_link(empty_session, kader, siti.id, NOW)
    helped = await helping.helped_through(empty_session, link.token)
    assert helped is not None
    with pytest.raises((InvitationExpired, InvitationConflict)):
        await helping.take_over(empty_session, helped, link.token, "telegram", 5, NOW + timedelta(days=8))


async def test_staff_find_another_helper(empty_session: AsyncSession, new_person: NewPerson) -> None:
    officer, kader, other = await new_person(RoleKind.PETUGAS), await new_person(K), await new_person(K)
    siti = await a_helped(empty_session, kader)
    with pytest.raises(PersonMissing):  # one helper at once
        await helping.give(empty_session, siti.id, other, officer, LATER)
    await helping.end(empty_session, kader, siti.id, LATER)
    with pytest.raises(NotAllowed):
        await helping.give(empty_session, siti.id, other, other, LATER)
    with pytest.raises(HelpConflict):
        await helping.give(empty_session, siti.id, officer, officer, LATER)
    await helping.give(empty_session, siti.id, other, officer, LATER)
    assert (stands_for(kader), stands_for(other)) == ({kader.id}, {other.id, siti.id})


async def test_who_has_an_own_chat_cannot_be_helped(empty_session: AsyncSession, new_person: NewPerson) -> None:
    officer, kader, owner = await new_person(RoleKind.PETUGAS), await new_person(K), await new_person()
    with pytest.raises(PersonMissing):
        await helping.give(empty_session, owner.id, kader, officer, NOW)


async def test_only_helpers_begin_and_not_without_end(
    empty_session: AsyncSession, new_person: NewPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotAllowed):
        await a_helped(empty_session, await new_person(RoleKind.ADMIN))
    monkeypatch.setattr(helping, "MOST_HELPED", 1)
    kader = await new_person(K)
    await a_helped(empty_session, kader)
    with pytest.raises(HelpConflict):
        await a_helped(empty_session, kader)


async def test_reach_goes_through_the_helper(empty_session: AsyncSession, new_person: NewPerson) -> None:
    await (await empty_session.connection()).run_sync(Base.metadata.create_all)
    kader = await new_person(K)
    siti = await a_helped(empty_session, kader)
    found = await reach.chats(empty_session, Line(1, "telegram"), [siti.id])
    assert [chat.whom for chat in found.values()] == [(siti.id, "Siti")]
