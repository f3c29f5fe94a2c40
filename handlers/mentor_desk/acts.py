"""What staff decide about a mentor, asked once more; the mentor is told, and those who waited for a suspended one."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.chat_language import languages_of, speaking
from handlers.commands import set_commands
from handlers.local_time import office_clock
from handlers.mentor_desk.handing_over import tell_handed_over
from handlers.mentor_desk.names import NAME, name_of, text
from handlers.mentor_profile.card import hours_button
from handlers.replies import Rows, acknowledge, show
from handlers.telling import Notice, tell_person
from handlers.who import channel, named_writer, told_contact
from models import Mentor, Person
from services.errors import OwnMentorConflict
from services.mentors import approving
from services.mentors.going import Handover
from services.mentors.profile import MAY_APPLY_AGAIN
from services.mentors.states import MENTOR, MentorEvent
from services.people import chats_of


async def ask(update: Update, context: BotContext) -> None:
    """Asks once more, and says what follows."""
    by, mentor = await _pressed(update, context)
    event = MentorEvent(press(update).step)
    if mentor.person_id == by.id:
        raise OwnMentorConflict
    MENTOR.after(mentor.state, event)
    await acknowledge(update, context)
    yes = button(text[f"button_yes_{event.value}"].plain(), NAME, f"{event.value}_yes", mentor.person_id)
    no = button(text.button_no.plain(), NAME, "view", mentor.person_id)
    asked = text[f"ask_{event.value}"].format(name=name_of(mentor), days=MAY_APPLY_AGAIN.days)
    await show(update, context, asked, [[yes, no]])


async def decide(update: Update, context: BotContext) -> None:
    """Does it."""
    by, mentor = await _pressed(update, context)
    event = MentorEvent(press(update).step.removesuffix("_yes"))
    if event is MentorEvent.SUSPEND:
        await suspend(context, mentor, by)
    else:
        await _SIMPLE[event](context.session, mentor, by, context.now)
        await tell_mentor(context, mentor, event)
    await acknowledge(update, context)
    look = button(text.button_look.plain(), NAME, "view", mentor.person_id)
    await show(update, context, text[f"told_{event.value}"].format(name=name_of(mentor)), [[look]])


async def suspend(context: BotContext, mentor: Mentor, by: Person) -> Handover:
    """Takes a mentor out of service and tells everybody concerned, the mentor too. Raises what the service raises."""
    handover = await approving.suspend(context.session, mentor, by, context.now, office_clock(context))
    await tell_mentor(context, mentor, MentorEvent.SUSPEND)
    await tell_handed_over(context, handover)
    return handover


async def tell_mentor(context: BotContext, mentor: Mentor, event: MentorEvent) -> None:
    """What was decided, in the mentor's language; the list of commands follows the role."""

    def notice() -> Notice:
        told = text[f"told_mentor_{event.value}"].format(
            name=name_of(mentor), days=MAY_APPLY_AGAIN.days, contact=told_contact(context)
        )
        rows: Rows = [[hours_button()]] if event is MentorEvent.APPROVE else ()
        return told, rows

    await tell_person(context, mentor.person_id, notice, about=("mentor", mentor.person_id))
    chat_id = (await chats_of(context.session, channel(context.bot_data), [mentor.person_id])).get(mentor.person_id)
    if chat_id is not None and event is not MentorEvent.DECLINE:
        with speaking((await languages_of(context.work, [chat_id])).get(chat_id)):
            await set_commands(context, mentor.person, chat_id)


async def _pressed(update: Update, context: BotContext) -> tuple[Person, Mentor]:
    """Who pressed, and the mentor that the button names. Raises NotAllowed or MentorMissing."""
    by = await named_writer(update, context)
    mentor = await approving.mentor_for_staff(context.session, number(press(update).what), by)
    assert by is not None
    return by, mentor


_SIMPLE = {
    MentorEvent.APPROVE: approving.approve,
    MentorEvent.DECLINE: approving.decline,
    MentorEvent.RESTORE: approving.restore,
}
