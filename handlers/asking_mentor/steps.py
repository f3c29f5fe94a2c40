"""The steps of asking for a mentor and their order; who has one business is not asked which."""

from __future__ import annotations

from enum import StrEnum

import content.texts
from durable.context import BotContext
from handlers.draft_form import answers
from handlers.who import writer
from models import Business
from services import businesses
from services.errors import BusinessMissing

NAME = "mentor"
text = content.texts.load("asking_mentor")


class AskMentor(StrEnum):
    """The states."""

    BUSINESS = "business"
    TOPIC = "topic"
    TROUBLE = "trouble"
    WAY = "way"
    HOURS = "hours"
    SUMMARY = "summary"
    MENTORS = "mentors"


async def own_businesses(context: BotContext) -> list[Business]:
    """The businesses of who writes, and of the people helped; none for somebody without consent."""
    return await businesses.businesses_for(context.session, await writer(context))


async def chosen_business(context: BotContext) -> Business:
    """The business it is for, which is the writer's still. Raises BusinessMissing."""
    owned = await own_businesses(context)
    number = answers(context).get(AskMentor.BUSINESS.value, owned[0].id if len(owned) == 1 else None)
    found = next((business for business in owned if business.id == number), None)
    if found is None:
        raise BusinessMissing
    return found


async def order(context: BotContext) -> list[AskMentor]:
    """The questions of this request. Once it has begun they stay, but for a second business: then it is asked which."""
    kept = context.draft.get("order", ())
    if AskMentor.BUSINESS.value not in kept:
        has_several = len(await own_businesses(context)) > 1
        if has_several or not kept:
            kept = [step.value for step in _QUESTIONS if has_several or step is not AskMentor.BUSINESS]
            context.draft["order"] = kept
    return [AskMentor(step) for step in kept]


async def first_open(context: BotContext) -> AskMentor:
    """The first question that has no answer yet."""
    given = answers(context)
    return next((step for step in await order(context) if step.value not in given), AskMentor.SUMMARY)


_QUESTIONS = (AskMentor.BUSINESS, AskMentor.TOPIC, AskMentor.TROUBLE, AskMentor.WAY, AskMentor.HOURS)
