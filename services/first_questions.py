"""What to offer somebody who has not asked yet: what others with the same products asked, else what usually fits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.products import ProductFacts
from content.rules.first_questions import first_question_book
from models import Account, AnswerGiven, Business, BusinessProduct, Person
from services.faq import known
from services.faq.known import KnownAnswer

MOST = 3
LOOKS_BACK = timedelta(days=180)
LEAST_PEOPLE = 3
"""Fewer are no sign of what others ask, and might be recognised."""


async def first_questions(
    session: AsyncSession, owner: Person, products: Sequence[ProductFacts], now: datetime
) -> list[KnownAnswer]:
    """Up to three answers that somebody with these products is likely to want, the likeliest first; none is pulled."""
    topic_ids = await _asked_by_others(session, owner, [product.number for product in products], now)
    of_others = await known.answers_of_topics(session, topic_ids)
    keys = first_question_book().topics_for(products)
    usual = await known.answers_for(session, keys)
    likely = [*(of_others.get(topic_id) for topic_id in topic_ids), *(usual.get(key) for key in keys)]
    found = {answer.topic_id: answer for answer in likely if answer is not None and not answer.is_pulled}
    return list(found.values())[:MOST]


async def _asked_by_others(
    session: AsyncSession, owner: Person, product_ids: Collection[int], now: datetime
) -> list[int]:
    """The topics that other people with one of these products got, those that most of them got first."""
    if not product_ids:
        return []
    others = (
        select(Business.owner_id)
        .join(BusinessProduct, BusinessProduct.business_id == Business.id)
        .where(BusinessProduct.product_id.in_(product_ids), Business.owner_id != owner.id)
    )
    people = func.count(Account.person_id.distinct())
    query = (
        select(AnswerGiven.topic_id)
        .join(Account, (Account.channel == AnswerGiven.channel) & (Account.chat_id == AnswerGiven.chat_id))
        .where(Account.person_id.in_(others), AnswerGiven.given_at >= now - LOOKS_BACK)
        .group_by(AnswerGiven.topic_id)
        .having(people >= LEAST_PEOPLE)
        .order_by(people.desc(), func.count().desc(), AnswerGiven.topic_id)
    )
    return list(await session.scalars(query))
