"""The mentor behind this chat, for what only a mentor does."""

from __future__ import annotations

from durable.context import BotContext
from handlers.who import writer
from models import Mentor, MentorState
from services.errors import MentorConflict
from services.mentors.profile import own_mentor
from services.roles import Act, require


async def own(context: BotContext) -> Mentor:
    """The mentor who writes, at work or resting. Raises MentorMissing, MentorConflict (with why) or NotAllowed."""
    person = await writer(context)
    mentor = await own_mentor(context.session, person)
    if mentor.state is MentorState.APPLIED:
        raise MentorConflict("refused_mentor_waits")
    require(person, Act.BE_MENTOR)
    return mentor
