"""The steps of the registration and their order; somebody the office knows has fewer."""

from __future__ import annotations

from enum import StrEnum

from durable.context import BotContext
from handlers.registration.consent import CONSENT_VERSION
from handlers.who import writer

NAME = "register"


class Register(StrEnum):
    """The states of the registration."""

    CONSENT = "consent"
    OWNER = "owner"
    NAME = "name"
    DISTRICT = "district"
    PRODUCTS = "products"
    ACTIVITIES = "activities"
    SUMMARY = "summary"


STATES = frozenset(state.value for state in Register)


async def steps(context: BotContext) -> list[Register]:
    """The steps of this registration. Once it has begun they stay as they are: progress must not jump."""
    begun = context.draft.get("steps")
    if begun is not None:
        return [Register(step) for step in begun]
    person = await writer(context)
    known = set()
    if person is not None and person.consent is not None and person.consent.version == CONSENT_VERSION:
        known.add(Register.CONSENT)
        if person.name:
            known.add(Register.OWNER)
    return [step for step in Register if step not in known]


async def progress(context: BotContext, step: str) -> tuple[int, int]:
    """Which step this is, and of how many."""
    order = await steps(context)
    return (order.index(Register(step)) + 1 if step in order else 1), len(order)


async def first_open(context: BotContext) -> Register:
    """The first step that has no answer yet."""
    given = context.draft.get("answers", {})
    order = await steps(context)
    is_begun = "steps" in context.draft  # then the consent was given
    open_steps = [step for step in order if step not in given and not (step is Register.CONSENT and is_begun)]
    return open_steps[0] if open_steps else Register.SUMMARY
