"""Whom an announcement is for: the database finds the same people as a plain filter, each once."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Database
from models import Cluster, IndustryScale, MeetingState, NewsTopic, Permit, RoleKind
from services import reference_data
from services.announcements.audience import Activeness, Audience, Reach, from_json, people_in, reach_of, recipients_in
from tests.databases import Fresh
from tests.prepared import all_tables
from tests.services.announcements.random_people import (
    DISTRICTS,
    LINE,
    NOW,
    PRODUCTS,
    Chat,
    Shop,
    Somebody,
    chat_id,
    random_people,
    write,
)

PEOPLE = random_people(random.Random(5), 300)
TOPICS = st.sampled_from([topic for topic in NewsTopic if topic is not NewsTopic.ALL])


def some(choices: list[object], most: int = 2) -> st.SearchStrategy[frozenset[object]]:
    return st.just(frozenset()) | st.frozensets(st.sampled_from(choices), max_size=most)


def audiences(excluded: st.SearchStrategy[Audience | None]) -> st.SearchStrategy[Audience]:
    return st.builds(
        Audience,
        producers=st.booleans(),
        roles=some([*RoleKind]),
        districts=some([*DISTRICTS, 5]),
        clusters=some([*Cluster]),
        products=some([*PRODUCTS], 5),
        scales=some([*IndustryScale]),
        permits_held=some([*Permit]),
        permits_missing=some([*Permit]),
        has_mentor=st.sampled_from([None, None, True, False]),
        activeness=st.sampled_from([None, None, *Activeness]),
        excluded=excluded,
    )


AUDIENCES = audiences(st.none() | audiences(st.none()))


def belongs(person: Somebody, audience: Audience) -> bool:
    """The plain filter."""
    is_known = person.consent is True or True in person.roles.values()
    return is_known and not person.is_merged and fits(person, audience)


def fits(person: Somebody, audience: Audience) -> bool:
    asks_producers = audience.producers or audience.asks_business or audience.has_mentor is not None
    as_producer = asks_producers and is_producer(person, audience)
    as_holder = any(person.roles.get(kind) for kind in audience.roles)
    if (asks_producers or audience.roles) and not as_producer and not as_holder:
        return False
    heard = [chat.heard for chat in person.chats if chat.is_here and chat.heard is not None]
    if audience.activeness is Activeness.LAST_30_DAYS and not any(ago <= timedelta(days=30) for ago in heard):
        return False
    if audience.activeness is Activeness.NOT_FOR_90_DAYS and any(ago <= timedelta(days=90) for ago in heard):
        return False
    is_excluded = audience.excluded not in (None, Audience()) and fits(person, audience.excluded)
    return not is_excluded


def is_producer(person: Somebody, audience: Audience) -> bool:
    has_mentor = not {MeetingState.SCHEDULED, MeetingState.HELD}.isdisjoint(person.meetings)
    if audience.has_mentor not in (None, has_mentor):
        return False
    return any(shop_fits(shop, audience) for shop in person.shops)


def shop_fits(shop: Shop, audience: Audience) -> bool:
    clusters = {PRODUCTS[product] for product in shop.products if product is not None}
    asked = audience.clusters | audience.products
    return (
        (not audience.districts or shop.district in audience.districts)
        and (not audience.scales or shop.scale in audience.scales)
        and (not asked or not asked.isdisjoint(clusters | shop.products))
        and audience.permits_held <= shop.permits
        and audience.permits_missing.isdisjoint(shop.permits)
    )


def open_chats(person: Somebody) -> list[int]:
    """A chat is lost only for the bot that was blocked there."""
    return [
        chat_id(person, at)
        for at, chat in enumerate(person.chats)
        if chat.channel == LINE.channel and not (chat.is_lost and chat.bot == LINE.bot)
    ]


def has_stopped(person: Somebody, topic: NewsTopic) -> bool:
    return not {topic, NewsTopic.ALL}.isdisjoint(person.stops)


async def everybody(url: str) -> None:
    """A database with all of them."""
    await all_tables(url)
    database = Database(url)
    async with database.session() as session:
        await reference_data.load_reference_data(session)
        await write(session, PEOPLE)
    await database.close()


@pytest.fixture
async def session(fresh: Fresh, kind_of_database: str) -> AsyncIterator[AsyncSession]:
    database = Database(fresh(kind_of_database, everybody))
    async with database.session() as session:
        yield session
    await database.close()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(AUDIENCES, TOPICS)
async def test_an_audience_is_whoever_a_plain_filter_finds(
    session: AsyncSession, audience: Audience, topic: NewsTopic
) -> None:
    expected = [person for person in PEOPLE if belongs(person, audience)]
    reached = [person for person in expected if open_chats(person)]
    gets_it = [person for person in reached if not has_stopped(person, topic)]

    found = (await session.scalars(people_in(audience, LINE, NOW))).all()
    recipients = (await session.execute(recipients_in(audience, topic, LINE, NOW))).all()

    assert sorted(found) == [person.id for person in expected]
    assert await reach_of(session, audience, topic, LINE, NOW) == Reach(
        people=len(expected),
        reachable=len(gets_it),
        unreachable=len(expected) - len(reached),
        stopped=len(reached) - len(gets_it),
    )
    told = sorted((row.person_id, row.chat_id) for row in recipients)
    assert told == [(person.id, open_chats(person)[0]) for person in gets_it]
    assert sorted(row.position for row in recipients) == [*range(1, len(gets_it) + 1)]


async def test_the_first_ten_are_people_from_all_over(session: AsyncSession) -> None:
    query = recipients_in(Audience(producers=True), NewsTopic.OFFICE, LINE, NOW)
    rows = sorted(await session.execute(query), key=lambda row: row.position)
    district = {person.id: min(shop.district for shop in person.shops) for person in PEOPLE if person.shops}
    first = [district[row.person_id] for row in rows[:8]]
    assert [sorted(first[:4]), sorted(first[4:])] == [sorted(DISTRICTS), sorted(DISTRICTS)]
    assert [row.person_id for row in rows] != sorted(row.person_id for row in rows)


@given(AUDIENCES)
def test_an_audience_comes_back_as_it_was_kept(audience: Audience) -> None:
    assert from_json(audience.to_json()) == audience


@pytest.mark.parametrize(
    "kept",
    ['{"version":2}', "{}", '{"version":1,"clusters":["emas"]}', '{"version":1,"villages":[4]}',
     '{"version":1,"excluded":{"roles":["raja"]}}', "[", '{"version":1,"activeness":"never"}'],
)  # fmt: skip
def test_an_audience_that_cannot_be_read_never_becomes_everybody(kept: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(kept)


def test_nobody_is_taken_out_by_an_empty_exclusion() -> None:
    assert Audience(producers=True).with_excluded(Audience()) == Audience(producers=True)


def test_the_random_people_are_of_every_sort() -> None:
    """Or the property above would prove little."""
    every = [chat for person in PEOPLE for chat in person.chats]
    assert {chat.is_lost for chat in every} == {True, False}
    assert {type(chat.heard) for chat in every} == {timedelta, type(None)}
    assert {person.consent for person in PEOPLE} == {True, False, None}
    assert {len(open_chats(person)) for person in PEOPLE} == {0, 1, 2}
    assert {person.is_merged for person in PEOPLE} == {True, False}
    assert {state for person in PEOPLE for state in person.meetings} == set(MeetingState)
    assert Chat(bot=8).is_here is False
