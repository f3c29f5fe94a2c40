"""What of a mentor goes when that person has data deleted."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, Mentor, MentorState
from services.letters.checking import forget_letters
from services.mentors.fields import put_choices
from services.mentors.states import MENTOR, MentorEvent

_AT_WORK = (MentorState.ACTIVE, MentorState.RESTING, MentorState.SUSPENDED)


def keeps_profile(mentor: Mentor | None) -> bool:
    """Whether the profile stays, because the role does: people are matched by it, and staff see it."""
    return mentor is not None and mentor.state in _AT_WORK


def holds_anything(mentor: Mentor | None) -> bool:
    """Whether anything of what was told is kept still."""
    return mentor is not None and bool(mentor.about or mentor.expertise)


async def forget_mentor(session: AsyncSession, mentor: Mentor) -> None:
    """Empties the mentor's own words, and the number or username shown in sessions; letters of service go too.

    Of who is no mentor (yet, or any more) all choices and the name go too.
    """
    await forget_letters(session, mentor.person_id)
    of_mentor = update(Meeting).where(Meeting.mentor_id == mentor.person_id)
    await session.execute(of_mentor.values(mentor_contact=None))
    mentor.about = None
    mentor.version += 1
    if not keeps_profile(mentor):
        mentor.state = MENTOR.after(mentor.state, MentorEvent.LEAVE)
        for field in ("clusters", "visits", "languages"):
            put_choices(mentor, field, ())
        mentor.expertise.clear()
        mentor.ways.clear()
        mentor.person.name = None
    await session.flush()
