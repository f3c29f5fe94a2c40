"""Every field of a business as a question, its answer as it stands, and how a new answer is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum

from durable.context import BotContext
from handlers.local_time import local_date
from handlers.questions.figures import CAPITAL, INVESTMENT, WORKERS, YEARLY_SALES, YearBegun
from handlers.questions.names import Village
from handlers.questions.phone import Phone
from handlers.questions.photo import Photo
from handlers.questions.question import Answer, Question
from handlers.questions.toggles import Permits
from handlers.registration.form import QUESTIONS as REGISTERED
from handlers.who import writer
from models import Activity, Business, Permit, Person
from services import business_changes, businesses, people, profile
from services.errors import BusinessMissing, FieldRefused
from services.profile import ProfileField
from services.roles import Act, allowed

_LATER: tuple[Question, ...] = (
    WORKERS, YEARLY_SALES, Permits(), Phone(), YearBegun(), Village(), INVESTMENT, CAPITAL, Photo(),
)  # fmt: skip
QUESTIONS: dict[str, Question] = REGISTERED | {question.key: question for question in _LATER}
"""By key; first what the registration asks, then the rest."""


class Field(StrEnum):
    """The states of the profile: one for each field."""

    OWNER = "owner"
    NAME = "name"
    DISTRICT = "district"
    PRODUCTS = "products"
    ACTIVITIES = "activities"
    WORKERS = "workers"
    YEARLY_SALES = "yearly_sales"
    PERMITS = "permits"
    PHONE = "phone"
    YEAR_BEGUN = "year_begun"
    VILLAGE = "village"
    INVESTMENT = "investment"
    CAPITAL = "capital"
    PHOTO = "photo"


async def own_business(context: BotContext, business_id: int | None, act: Act) -> tuple[Person, Business]:
    """The writer and the business, if the writer may do this to it.

    Raises BusinessMissing in every other case: whether another's business exists is told to nobody.
    """
    person = await writer(context)
    business = await businesses.business_by_id(context.session, business_id) if business_id is not None else None
    if person is None or business is None or not allowed(person, act, business):
        raise BusinessMissing
    return person, business


async def former(context: BotContext, business: Business, key: str) -> Answer | None:
    """The answer as it stands, in the shape of the question's answers; None when there is none."""
    match key:
        case "owner":
            owner = await context.session.get(Person, business.owner_id)
            return owner.name if owner is not None else None
        case "district":
            return business.district_id
        case "products":
            return [row.product_id if row.product_id is not None else row.free_text for row in business.products]
        case "activities":
            return [row.activity.value for row in business.activities]
        case "permits":
            return [row.permit.value for row in business.permits] if business.permits_told_at is not None else None
        case "photo":
            return [business.photo_file_id, business.photo_unique_id] if business.photo_file_id else None
    found: Answer | None = getattr(business, key)
    return found


async def keep(context: BotContext, business: Business, by: Person, key: str, answer: Answer) -> None:
    """Keeps a new answer; raises what the single change raises."""
    if key in _KEEPERS:
        await _KEEPERS[key](context, business, by, answer)
        return
    if key not in {field.value for field in ProfileField}:
        raise FieldRefused
    value = answer
    if key == "photo":
        value = profile.Photo(*answer)
    elif key == "permits":
        value = [Permit(permit) for permit in answer]
    today = local_date(context)
    await profile.complete_field(context.session, business, ProfileField(key), value, by, today, context.now)


async def _keep_owner(context: BotContext, business: Business, by: Person, answer: Answer) -> None:
    await people.rename_person(context.session, await context.session.get_one(Person, business.owner_id), answer)


async def _keep_name(context: BotContext, business: Business, by: Person, answer: Answer) -> None:
    await business_changes.rename_business(context.session, business, answer, by, context.now)


async def _keep_district(context: BotContext, business: Business, by: Person, answer: Answer) -> None:
    await business_changes.move_business(context.session, business, answer, by, context.now)


async def _keep_products(context: BotContext, business: Business, by: Person, answer: Answer) -> None:
    listed = [part for part in answer if isinstance(part, int)]
    own = [part for part in answer if isinstance(part, str)]
    await business_changes.change_products(context.session, business, listed, own, by, context.now)


async def _keep_activities(context: BotContext, business: Business, by: Person, answer: Answer) -> None:
    chosen = [Activity(key) for key in answer]
    await business_changes.change_activities(context.session, business, chosen, by, context.now)


_KEEPERS: dict[str, Callable[[BotContext, Business, Person, Answer], Awaitable[None]]] = {
    "owner": _keep_owner,
    "name": _keep_name,
    "district": _keep_district,
    "products": _keep_products,
    "activities": _keep_activities,
}
