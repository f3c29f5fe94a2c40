"""Telling all staff that somebody would like to be a mentor."""

from __future__ import annotations

from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers.chat_language import languages_of, speaking
from handlers.mentor_desk.names import decision_buttons, text
from handlers.mentor_profile.answers import answers_of
from handlers.mentor_profile.lines import told_lines
from handlers.replies import say
from handlers.who import channel
from models import Mentor
from services.tickets import staff_chats


async def tell_staff(context: BotContext, mentor: Mentor) -> None:
    """Each of them once for each application, except the applicant."""
    staff = [
        each
        for each in await staff_chats(context.session, channel(context.bot_data))
        if each.person_id != mentor.person_id
    ]
    spoken = await languages_of(context.work, [each.chat_id for each in staff])
    for each in staff:
        key = f"mentor-applied:{mentor.person_id}:{mentor.version}:{each.chat_id}"
        with speaking(spoken.get(each.chat_id)), outgoing(kind=Kind.NOTICE, unique_key=key):
            told = text.told_new.format(lines=told_lines(answers_of(mentor), mentor.person.name or "-"))
            await say(context, told, [decision_buttons(mentor)], chat_id=each.chat_id)
