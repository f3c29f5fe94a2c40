"""What is being opened, as it is kept in the draft, and the plan that it makes."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

import content.texts
from durable.context import BotContext
from handlers.draft_form import answers
from handlers.questions.moment import instant_of
from handlers.who import writer
from models import Cluster, Expertise, Person, Way
from services import roles
from services.errors import NotAllowed
from services.roles import Act
from services.workshops.plan import Plan

text = content.texts.load("workshop_form")
ANY = "any"
"""The answer that means every cluster."""


class Opening(StrEnum):
    """The questions of whoever opens a class, and the look at the whole."""

    MENTOR = "mentor"
    TOPIC = "topic"
    CLUSTER = "cluster"
    DISTRICTS = "districts"
    WAY = "way"
    TITLE = "title"
    WHEN = "when"
    LENGTH = "length"
    PLACE = "place"
    SEATS = "seats"
    LEAST = "least"
    SUMMARY = "summary"


STATES = frozenset(step.value for step in Opening)


def begin_draft(context: BotContext, opener: Person, **known: str) -> None:
    """Forgets what was told before. What is known already (topic and cluster of waiting requests) is not asked."""
    steps = [step for step in Opening if step is not Opening.SUMMARY]
    if not roles.allowed(opener, Act.RUN_WORKSHOP):
        steps.remove(Opening.MENTOR)  # a mentor opens a class of their own
    context.draft.clear()
    context.draft.update(
        order=[step.value for step in steps if step.value not in known], answers=dict(known), of_requests=bool(known)
    )  # fmt: skip


async def opener(context: BotContext) -> Person:
    """Who writes, and may open a class now. Raises NotAllowed."""
    person = roles.require(await writer(context), Act.OPEN_WORKSHOP)
    is_for_others = Opening.MENTOR in context.draft.get("order", ())
    if is_for_others and not roles.allowed(person, Act.RUN_WORKSHOP):
        raise NotAllowed  # was staff when the draft was begun
    return person


def first_open(context: BotContext) -> Opening:
    """The first question without an answer, or the look at the whole."""
    return next((Opening(key) for key in context.draft["order"] if key not in answers(context)), Opening.SUMMARY)


def mentor_id(context: BotContext, by: Person) -> int:
    """For whom it is opened."""
    found: int = answers(context).get(Opening.MENTOR, by.id)
    return found


def plan(context: BotContext) -> Plan:
    """The class that the answers make; every question has one."""
    told = answers(context)
    return Plan(
        topic=Expertise(told[Opening.TOPIC]),
        cluster=None if told[Opening.CLUSTER] == ANY else Cluster(told[Opening.CLUSTER]),
        districts=frozenset(told[Opening.DISTRICTS]),
        title=told[Opening.TITLE],
        way=Way(told[Opening.WAY]),
        place=told[Opening.PLACE] or None,
        starts_at=instant_of(told[Opening.WHEN]),
        lasts=timedelta(hours=int(told[Opening.LENGTH])),
        seats=told[Opening.SEATS],
        least=told[Opening.LEAST],
    )
