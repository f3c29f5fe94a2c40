"""Checking a letter by its code, and taking one back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, ServiceLetter
from services import audit, roles
from services.errors import LetterMissing
from services.letters.issuing import ALPHABET, CODE_CHARACTERS
from services.roles import Act

LINK = "surat-"
"""What stands before the code in a link that leads to the check."""


def clean_code(typed: str) -> str:
    """The code as it is kept, however it was typed: with spaces, dashes or small letters."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:CODE_CHARACTERS]


def shown_code(code: str) -> str:
    """The code as people read it: `KT7M-4QXA`."""
    return f"{code[:4]}-{code[4:]}"


async def letter_with(session: AsyncSession, typed: str) -> ServiceLetter:
    """The letter with this code, also one that was taken back. Raises LetterMissing."""
    code = clean_code(typed)
    letter = None
    if len(code) == CODE_CHARACTERS and set(code) <= set(ALPHABET):
        letter = await session.scalar(select(ServiceLetter).where(ServiceLetter.code == code))
    if letter is None:
        raise LetterMissing
    return letter


async def take_back(session: AsyncSession, by: Person | None, letter_id: int | None, now: datetime) -> ServiceLetter:
    """From now on a check says that the letter does not hold. Raises NotAllowed or LetterMissing."""
    person = roles.require(by, Act.ISSUE_LETTER)
    letter = await session.get(ServiceLetter, letter_id) if letter_id is not None else None
    if letter is None:
        raise LetterMissing
    if letter.revoked_at is None:
        letter.revoked_at = now
        audit.record(session, person, "letter_taken_back", "letter", letter.id, now)
    return letter


async def forget_letters(session: AsyncSession, person_id: int) -> None:
    """Of who has all data deleted: the letters go too, and a check finds them no more."""
    await session.execute(delete(ServiceLetter).where(ServiceLetter.mentor_id == person_id))
