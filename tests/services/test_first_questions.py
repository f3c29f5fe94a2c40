"""What is offered to somebody who has not asked yet: learned from others where there are enough, else the content's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from content.products import ProductFacts, product_book
from models import Account, AnswerGiven, Business, FaqTopic, Person
from services import people
from services.first_questions import LEAST_PEOPLE, LOOKS_BACK, first_questions
from tests.known_answers import know_answers, version_of
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]
BANANA, AMDK = product_book().by_id("keripik-pisang"), product_book().by_id("amdk")
OF_BANANA = ["tengik-melempem", "pirt-cara-daftar", "kemasan-keripik"]


@pytest.fixture
async def topics(session: AsyncSession) -> dict[str, int]:
    return await know_answers(session)


async def gets(session: AsyncSession, person: Person, topic_id: int, days_ago: float = 1, times: int = 1) -> None:
    """This person got this topic's answer."""
    (account,) = await people.accounts_of(session, person)
    version = await version_of(session, topic_id)
    for _ in range(times):
        session.add(
            AnswerGiven(
                channel=account.channel,
                chat_id=account.chat_id,
                topic_id=topic_id,
                version_id=version,
                given_at=NOW - timedelta(days=days_ago),
            )
        )
    await session.flush()


async def offered(session: AsyncSession, owner: Person, *products: ProductFacts) -> list[str]:
    return [answer.document.id for answer in await first_questions(session, owner, products, NOW)]


async def others(new_person: NewPerson, new_business: NewBusiness, count: int, product: int = 1) -> list[Person]:
    found = [await new_person() for _ in range(count)]
    for person in found:
        await new_business(person, product_ids=[product])
    return found


async def test_nobody_has_asked(session: AsyncSession, topics: dict[str, int], new_person: NewPerson) -> None:
    owner = await new_person()
    assert await offered(session, owner, BANANA) == OF_BANANA
    assert await offered(session, owner, AMDK) == ["amdk-sni", "bpom-md-kapan", "uji-lab"]
    assert await offered(session, owner) == ["nib-oss", "harga-jual-hpp", "merek-daftar"]


async def test_what_most_others_asked_comes_first(
    session: AsyncSession, topics: dict[str, int], new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, *asking = await others(new_person, new_business, 5)
    for person in asking:
        await gets(session, person, topics["halal-self-declare"])
    for person in asking[:LEAST_PEOPLE]:
        await gets(session, person, topics["kur-pembiayaan"], times=5)  # many times by few counts less
        await gets(session, person, topics["tengik-melempem"])
    expected = ["halal-self-declare", "kur-pembiayaan", "tengik-melempem"]
    assert await offered(session, owner, BANANA) == expected


@pytest.mark.parametrize("askers", [LEAST_PEOPLE - 1, LEAST_PEOPLE])
async def test_two_people_are_no_sign(
    session: AsyncSession, topics: dict[str, int], new_person: NewPerson, new_business: NewBusiness, askers: int
) -> None:
    owner, *asking = await others(new_person, new_business, askers + 1)
    for person in asking:
        await gets(session, person, topics["merek-biaya"], times=9)
    learned = ["merek-biaya", *OF_BANANA[:2]] if askers == LEAST_PEOPLE else OF_BANANA
    assert await offered(session, owner, BANANA) == learned


async def test_only_others_with_the_same_product_count(
    session: AsyncSession, topics: dict[str, int], new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, *asking = await others(new_person, new_business, LEAST_PEOPLE)
    for person in [owner, *asking]:
        await gets(session, person, topics["merek-biaya"])  # one of the three is the owner
    for person in await others(new_person, new_business, LEAST_PEOPLE, product=AMDK.number):
        await gets(session, person, topics["merek-daftar"])
    for person in [await new_person() for _ in range(LEAST_PEOPLE)]:  # who have no business
        await gets(session, person, topics["nib-oss"])
    assert await offered(session, owner, BANANA) == OF_BANANA


async def test_long_ago_does_not_count(
    session: AsyncSession, topics: dict[str, int], new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, *asking = await others(new_person, new_business, LEAST_PEOPLE + 1)
    for person in asking:
        await gets(session, person, topics["merek-biaya"], days_ago=LOOKS_BACK.days + 0.1)
        await gets(session, person, topics["nib-oss"], days_ago=LOOKS_BACK.days)
    assert await offered(session, owner, BANANA) == ["nib-oss", *OF_BANANA[:2]]


async def test_person_on_two_phones_is_one_person(
    session: AsyncSession, topics: dict[str, int], new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, *asking = await others(new_person, new_business, LEAST_PEOPLE)
    for person in asking:
        await gets(session, person, topics["merek-biaya"])
    session.add(Account(channel="telegram", chat_id=99, person_id=asking[0].id, created_at=NOW))
    version = await version_of(session, topics["merek-biaya"])
    session.add(
        AnswerGiven(
            channel="telegram", chat_id=99, topic_id=topics["merek-biaya"], version_id=version, given_at=NOW
        )
    )  # fmt: skip
    assert await offered(session, owner, BANANA) == OF_BANANA


async def test_pulled_answer_is_never_offered(
    session: AsyncSession, topics: dict[str, int], new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, *asking = await others(new_person, new_business, LEAST_PEOPLE + 1)
    for person in asking:
        await gets(session, person, topics["merek-biaya"])
    pulled = [topics["merek-biaya"], topics["tengik-melempem"]]
    await session.execute(
        update(FaqTopic).where(FaqTopic.id.in_(pulled)).values(pulled_at=NOW, pulled_by_id=asking[0].id)
    )
    assert await offered(session, owner, BANANA) == ["pirt-cara-daftar", "kemasan-keripik", "pisang-olahan"]


async def test_office_without_answers_offers_none(session: AsyncSession, new_person: NewPerson) -> None:
    assert await offered(session, await new_person(), BANANA) == []
    assert list(await session.scalars(select(FaqTopic))) == []
