"""How complete a business's profile is, what is missing first, and filling in one field by its name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, Permit, Person
from services import business_changes as changes
from services.errors import FieldRefused


class ProfileField(StrEnum):
    """What is asked after the short registration, in the order in which it is asked: what pays most comes first."""

    WORKERS = "workers"
    YEARLY_SALES = "yearly_sales"
    PERMITS = "permits"
    PHONE = "phone"
    YEAR_BEGUN = "year_begun"
    VILLAGE = "village"
    INVESTMENT = "investment"
    CAPITAL = "capital"
    PHOTO = "photo"


MEASURE_FIELDS = (ProfileField.WORKERS, ProfileField.INVESTMENT, ProfileField.CAPITAL, ProfileField.YEARLY_SALES)
_REGISTERED_FIELDS = 4
"""Name, district, products and activities are there from the registration on."""


@dataclass(frozen=True)
class Completeness:
    """How much is told, in percent, and what is not, in the order of asking."""

    percent: int
    missing: tuple[ProfileField, ...]


@dataclass(frozen=True)
class Photo:
    """A photo as the platform names it."""

    file_id: str
    unique_id: str


FieldValue = str | int | Photo | Collection[Permit]


def completeness(business: Business) -> Completeness:
    """How complete the profile is; 100 only when nothing is missing."""
    missing = tuple(field for field in ProfileField if not is_told(business, field))
    whole = _REGISTERED_FIELDS + len(ProfileField)
    return Completeness(100 * (whole - len(missing)) // whole, missing)


def is_told(business: Business, field: ProfileField) -> bool:
    """Whether the field has an answer."""
    if field is ProfileField.PERMITS:
        return business.permits_told_at is not None
    if field is ProfileField.PHOTO:
        return business.photo_file_id is not None
    return getattr(business, field.value) is not None


async def complete_field(
    session: AsyncSession,
    business: Business,
    field: ProfileField,
    value: FieldValue,
    by: Person,
    today: date,
    now: datetime,
) -> None:
    """Fills in one field: a range's key, a year, words, permits or a Photo. Raises what the single change raises."""
    match field, value:
        case (ProfileField.VILLAGE, str(words)):
            await changes.change_village(session, business, words, by, now)
        case (ProfileField.PHONE, str(number)):
            await changes.change_phone(session, business, number, by, now)
        case (ProfileField.YEAR_BEGUN, int(year)):
            await changes.change_year_begun(session, business, year, by, today, now)
        case (ProfileField.PHOTO, Photo(file_id, unique_id)):
            await changes.change_photo(session, business, file_id, unique_id, by, now)
        case (ProfileField.PERMITS, tuple() | list() | set() | frozenset()):
            await changes.change_permits(session, business, value, by, now)
        case (measure, str(key)) if measure in MEASURE_FIELDS:
            await changes.change_range(session, business, measure.value, key, by, now)
        case _:
            raise FieldRefused
