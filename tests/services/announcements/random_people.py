"""People of every sort, by chance but the same each time: as plain values, and as rows of a database."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from content.districts import district_book
from content.products import product_book
from durable.inbox import conversations
from models import (
    Account,
    Business,
    BusinessKind,
    BusinessProduct,
    Consent,
    Expertise,
    Helped,
    HelpRequest,
    IndustryScale,
    Meeting,
    MeetingState,
    NewsStop,
    NewsTopic,
    Permit,
    PermitHeld,
    Person,
    PersonMerge,
    RequestState,
    Role,
    RoleKind,
    Way,
)
from services.reach import Line

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LINE = Line(bot=7, channel="telegram")
DISTRICTS = [district.id for district in district_book().districts][:4]
PRODUCTS = {product.number: product.cluster for product in product_book().products}
MENTOR = 1_000_000
"""Holds all the sessions; agreed to nothing and has no role, so is in no audience."""


@dataclass(frozen=True)
class Chat:
    """Where somebody writes from."""

    channel: str = "telegram"
    bot: int = LINE.bot
    is_lost: bool = False
    heard: timedelta | None = None
    """How long ago; None = never."""

    @property
    def is_here(self) -> bool:
        return self.channel == LINE.channel and self.bot == LINE.bot


@dataclass(frozen=True)
class Shop:
    """A business. A product of None is one in the owner's own words."""

    district: int
    products: frozenset[int | None] = frozenset({None})
    scale: IndustryScale | None = None
    permits: frozenset[Permit] = frozenset()


@dataclass(frozen=True)
class Somebody:
    """One person. `consent` and `roles` say whether each is in force (True) or was taken back (False)."""

    id: int
    consent: bool | None = True
    roles: dict[RoleKind, bool] = field(default_factory=dict)
    shops: tuple[Shop, ...] = ()
    meetings: tuple[MeetingState, ...] = ()
    chats: tuple[Chat, ...] = (Chat(),)
    stops: frozenset[NewsTopic] = frozenset()
    is_merged: bool = False
    is_helped: bool = False


def random_people(chance: random.Random, count: int) -> list[Somebody]:
    """So many, with ids from 1 on."""
    return [_somebody(chance, number) for number in range(1, count + 1)]


def _somebody(chance: random.Random, number: int) -> Somebody:
    def some(choices: Any, share: float) -> frozenset[Any]:
        return frozenset(choice for choice in choices if chance.random() < share)

    def shop() -> Shop:
        products = some([*chance.sample(sorted(PRODUCTS), 3), None], 0.5)
        return Shop(chance.choice(DISTRICTS), products or frozenset({None}), chance.choice([*IndustryScale, None]),
                    some(Permit, 0.4))  # fmt: skip

    def chat() -> Chat:
        heard = chance.choice([None, timedelta(days=30), timedelta(days=30, seconds=1), timedelta(days=90),
                               timedelta(days=90, seconds=1), timedelta(0)])  # fmt: skip
        return Chat(chance.choice(["telegram", "telegram", "telegram", "whatsapp"]), chance.choice([7, 7, 7, 8]),
                    chance.random() < 0.2, heard)  # fmt: skip

    return Somebody(
        id=number,
        consent=chance.choice([True, True, True, True, False, None]),
        roles={kind: chance.random() < 0.7 for kind in some(RoleKind, 0.1)},
        shops=tuple(shop() for _ in range(chance.choice([0, 1, 1, 1, 2]))),
        meetings=tuple(chance.sample(list(MeetingState), chance.choice([0, 0, 1, 2]))),
        chats=tuple(chat() for _ in range(chance.choice([0, 1, 1, 1, 2]))),
        stops=some(NewsTopic, 0.08),
        is_merged=chance.random() < 0.05,
        is_helped=chance.random() < 0.1,
    )


def chat_id(person: Somebody, at: int) -> int:
    """The chat's number; the first chat of a person is the oldest."""
    return person.id * 10 + at


async def write(session: AsyncSession, people: list[Somebody]) -> None:
    """Puts them into a database that has districts and products."""
    rows: dict[Any, list[dict[str, Any]]] = {Person: [{"id": MENTOR, "name": "Dewi", "created_at": NOW}]}

    def add(table: Any, **values: Any) -> None:
        rows.setdefault(table, []).append(values)

    for person in people:
        add(Person, id=person.id, name=f"Orang {person.id}", created_at=NOW)
    for person in people:
        _add_person(add, person)
    for table, values in rows.items():
        await session.execute(insert(table), values)
    await session.commit()


def _add_person(add: Any, person: Somebody) -> None:
    since = NOW - timedelta(days=200)
    if person.consent is not None:
        add(Consent, person_id=person.id, version="1", given_at=since, withdrawn_at=None if person.consent else NOW)
    for kind, is_held in person.roles.items():
        add(Role, person_id=person.id, kind=kind, granted_at=since, revoked_at=None if is_held else NOW)
    for topic in person.stops:
        add(NewsStop, person_id=person.id, topic=topic, stopped_at=NOW)
    if person.is_merged:
        add(PersonMerge, kept_id=MENTOR, merged_id=person.id, merged_by_id=MENTOR, merged_at=NOW, moved="{}")
    if person.is_helped:
        add(Helped, person_id=person.id, kader_id=MENTOR, since=since)
    for at, chat in enumerate(person.chats):
        number = chat_id(person, at)
        add(Account, channel=chat.channel, chat_id=number, person_id=person.id, created_at=since)
        add(conversations, bot=chat.bot, chat_id=number, unreachable_at=NOW if chat.is_lost else None,
            last_heard_at=None if chat.heard is None else NOW - chat.heard)  # fmt: skip
    for at, shop in enumerate(person.shops):
        _add_shop(add, person, at, shop)
    for at, state in enumerate(person.meetings):
        _add_meeting(add, person, at, state)


def _add_shop(add: Any, person: Somebody, at: int, shop: Shop) -> None:
    number = person.id * 10 + at
    add(Business, id=number, owner_id=person.id, registered_through=f"draft:{number}", registered_at=NOW,
        changed_at=NOW, name="Dapur", district_id=shop.district, kind=BusinessKind.IKM, also_trades=False,
        is_small_by_umkm_rule=False, industry_scale=shop.scale, needs_decision=False, classified_at=NOW)  # fmt: skip
    for place, product in enumerate(shop.products):
        add(BusinessProduct, business_id=number, position=place, product_id=product,
            free_text="madu hutan" if product is None else None)  # fmt: skip
    for permit in shop.permits:
        add(PermitHeld, business_id=number, permit=permit, told_at=NOW)


def _add_meeting(add: Any, person: Somebody, at: int, state: MeetingState) -> None:
    number = person.id * 10 + at
    add(HelpRequest, id=number, producer_id=person.id, district_id=DISTRICTS[0], topic=Expertise.LABEL, way=Way.CHAT,
        state=RequestState.CLOSED, opened_at=NOW)  # fmt: skip
    add(Meeting, id=number, request_id=number, mentor_id=MENTOR, producer_id=person.id, topic=Expertise.LABEL,
        way=Way.CHAT, starts_at=NOW, ends_at=NOW + timedelta(hours=1), state=state, booked_at=NOW,
        cancelled_at=NOW if state is MeetingState.CANCELLED else None,
        mentor_missed=state is MeetingState.NO_SHOW)  # fmt: skip
