"""Whose registration it is: the writer's own, or that of somebody whom a village helper helps.

The draft of the second kind holds `for`: the person's id, 0 until the text was read to them and they agreed; and
`for_name`, the name of somebody known before.
"""

from __future__ import annotations

from durable.context import BotContext
from handlers.who import writer
from models import Person
from services import helping
from services.roles import Act, require


def is_for_another(context: BotContext) -> bool:
    """Whether a village helper answers for somebody else."""
    return "for" in context.draft


def name_of_other(context: BotContext) -> str | None:
    """How the other one is called, as far as that is known."""
    given = context.draft.get("answers", {})  # to look is not to begin
    found: str | None = given.get("owner") or context.draft.get("for_name")
    return found if is_for_another(context) else None


async def owner_of(context: BotContext) -> Person | None:
    """Who will own the business; None for somebody the office does not know yet.

    Raises NotAllowed or PersonMissing when the writer helps this person no longer.
    """
    if not is_for_another(context):
        return await writer(context)
    helper = require(await writer(context), Act.HELP_PRODUCERS)
    person_id = context.draft["for"]
    return await helping.own_helped(context.session, helper, person_id) if person_id else None
