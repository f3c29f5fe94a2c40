"""The steps of the registration and their order; somebody the office knows has fewer."""

from __future__ import annotations

from enum import StrEnum

from durable.context import BotContext
from handlers.registration.consent import CONSENT_VERSION
from handlers.registration.owner import is_for_another, owner_of

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


_FOR_ANOTHER = (Register.OWNER, Register.CONSENT, *(step for step in Register if step not in ("owner", "consent")))
"""For somebody whom a helper helps: the text that is read aloud names them."""
STATES = frozenset(state.value for state in Register)


async def steps(context: BotContext) -> list[Register]:
    """The steps of this registration. Once it has begun they stay as they are: progress must not jump."""
    begun = context.draft.get("steps")
    if begun is not None:
        return [Register(step) for step in begun]
    person, is_other = await owner_of(context), is_for_another(context)
    has_agreed = person is not None and person.consent is not None and person.consent.version == CONSENT_VERSION
    known = {Register.CONSENT} if has_agreed else set()
    if person is not None and person.name and (has_agreed or is_other):
        known.add(Register.OWNER)
    return [step for step in (_FOR_ANOTHER if is_other else Register) if step not in known]


async def progress(context: BotContext, step: str) -> tuple[int, int]:
    """Which step this is, and of how many."""
    order = await steps(context)
    return (order.index(Register(step)) + 1 if step in order else 1), len(order)


async def first_open(context: BotContext) -> Register:
    """The first step that has no answer yet."""
    given = context.draft.get("answers", {})
    order = await steps(context)
    has_agreed = ("agreed" if is_for_another(context) else "steps") in context.draft
    open_steps = [step for step in order if step not in given and not (step is Register.CONSENT and has_agreed)]
    return open_steps[0] if open_steps else Register.SUMMARY
