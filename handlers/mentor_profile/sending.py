"""Who may enter, and what the finished form becomes: a mentor at once for who was invited, else an application."""

from __future__ import annotations

from durable.context import BotContext
from handlers.draft_form import answers
from handlers.keyboards import menu_keyboard
from handlers.local_time import office_time, told_date, told_hour
from handlers.mentor_desk.notices import tell_staff
from handlers.mentor_profile.answers import profile_of
from handlers.mentor_profile.card import hours_button
from handlers.mentor_profile.steps import text
from handlers.replies import say
from handlers.who import channel, told_contact, writer
from models import Person, RoleKind
from services import people
from services.mentors import profile
from services.working_time import add_working_time

ANSWERED_IN_DAYS = 2
"""Working days within which staff answer an application."""


async def may_enter(context: BotContext) -> bool:
    """Raises MentorConflict for who is a mentor already, waits, or is suspended; tells who was declined lately."""
    person = await writer(context)
    mentor = await profile.mentor_of(context.session, person)
    profile.refuse_second(mentor, _is_invited(person))
    again = profile.may_apply_at(mentor)
    if again is None or again <= context.now or _is_invited(person):
        return True
    day = told_date(again.astimezone(office_time(context)["zone"]).date())
    await say(context, text.told_declined_lately.format(day=day) + "\n\n" + told_contact(context))
    return False


async def send_form(context: BotContext) -> None:
    """An invited one is a mentor now; an applicant is told when to expect an answer, and staff are told."""
    person = await people.ensure_person(context.session, channel(context.bot_data), context.chat.chat_id, context.now)
    told, promised = profile_of(answers(context)), context.draft["promised"]
    if _is_invited(person):
        await profile.join(context.session, person, told, promised, context.now)
        await say(context, text.told_joined.format(name=person.name), [[hours_button()]])
        return
    mentor = await profile.apply(context.session, person, told, promised, context.now)
    time = office_time(context)
    until = told_hour(add_working_time(context.now, days=ANSWERED_IN_DAYS, **time), time["zone"])
    await say(context, text.told_applied.format(name=person.name, until=until), keyboard=menu_keyboard())
    await tell_staff(context, mentor)


def _is_invited(person: Person | None) -> bool:
    """Who has the role and comes here was invited by staff: that was the yes."""
    return person is not None and RoleKind.MENTOR in person.role_kinds
