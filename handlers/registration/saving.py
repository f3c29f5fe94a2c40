"""From the answers in the draft to one Business."""

from __future__ import annotations

from durable.context import BotContext
from handlers.registration.owner import is_for_another, owner_of
from handlers.who import writer
from models import Activity, Business, Person
from services import businesses, people


async def save_business(context: BotContext) -> tuple[Person, Business]:
    """Keeps the owner's name and the business, exactly once however often it is called for one draft.

    Raises ConsentMissing, and what the services refuse.
    """
    answers, session = context.draft["answers"], context.session
    owner = people.require_consent(await owner_of(context))
    if "owner" in answers:
        await people.rename_person(session, owner, answers["owner"])
    business = await businesses.register_business(
        session,
        owner,
        name=answers["name"],
        district_id=answers["district"],
        product_ids=[part for part in answers["products"] if isinstance(part, int)],
        unlisted=[part for part in answers["products"] if isinstance(part, str)],
        activities=[Activity(key) for key in answers["activities"]],
        registered_through=context.draft["key"],
        now=context.now,
        registered_by=await writer(context) if is_for_another(context) else None,
    )
    return owner, business
