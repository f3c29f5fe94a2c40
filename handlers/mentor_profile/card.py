"""Profil mentor: the card, the fields to change, and giving the role up."""

from __future__ import annotations

from telegram import InlineKeyboardButton, Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.commands import set_commands
from handlers.keyboards import menu_keyboard
from handlers.local_time import office_clock
from handlers.mentor_desk.handing_over import tell_handed_over
from handlers.mentor_profile.answers import answers_of
from handlers.mentor_profile.lines import told_lines
from handlers.mentor_profile.questions import QUESTIONS
from handlers.mentor_profile.steps import NAME, text
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, say, show
from handlers.who import writer
from models import Mentor, MentorState
from services.mentors import going
from services.mentors.profile import own_mentor

text.require(*(f"state_{state.value}" for state in MentorState))


def hours_button() -> InlineKeyboardButton:
    """Opens the grid of the week."""
    return button(text.button_hours.plain(), "hours", "show")


async def show_card(update: Update, context: BotContext) -> None:
    """The own profile with what can be done. Raises MentorMissing or MentorConflict."""
    mentor = await own_mentor(context.session, await writer(context))
    await acknowledge(update, context)
    await show(update, context, told_card(mentor), _rows(mentor))


async def show_changed(update: Update, context: BotContext, mentor: Mentor, is_changed: bool) -> None:
    """The card again after a single field."""
    if is_changed:
        await say(context, text.told_changed)
    await say(context, told_card(mentor), _rows(mentor))


async def choose_field(update: Update, context: BotContext) -> None:
    """Which field is to be changed."""
    await own_mentor(context.session, await writer(context))
    await acknowledge(update, context)
    fields = [button(question.field.plain(), NAME, "change", key) for key, question in QUESTIONS.items()]
    back = button(question_text.button_back.plain(), NAME, "card")
    await show(update, context, text.ask_which_field, [*in_columns(fields, 3), [back]])


async def ask_leave(update: Update, context: BotContext) -> None:
    """Asks once more, and says what happens with what is booked."""
    mentor = await own_mentor(context.session, await writer(context))
    await acknowledge(update, context)
    is_waiting = mentor.state is MentorState.APPLIED
    asked = text.ask_withdraw if is_waiting else text.ask_leave
    label = text.button_yes_withdraw if is_waiting else text.button_yes_leave
    yes, no = button(label.plain(), NAME, "leave_yes"), button(text.button_no_leave.plain(), NAME, "card")
    await show(update, context, asked, [[yes, no]])


async def leave(update: Update, context: BotContext) -> None:
    """Gives the role up; those with an open request or a session are told."""
    person = await writer(context)
    mentor = await own_mentor(context.session, person)
    assert person is not None
    told = text.told_withdrawn if mentor.state is MentorState.APPLIED else text.told_left
    await acknowledge(update, context)
    handover = await going.leave(context.session, mentor, person, context.now, office_clock(context))
    await say(context, told, keyboard=menu_keyboard())
    await set_commands(context, person)
    await tell_handed_over(context, handover)


def told_card(mentor: Mentor) -> Text:
    """Everything the office keeps about the mentor, and where the mentor stands."""
    lines = told_lines(answers_of(mentor), mentor.person.name or "-")
    return text.told_card.format(lines=lines, state=text[f"state_{mentor.state.value}"])


def _rows(mentor: Mentor) -> Rows:
    change = button(text.button_change.plain(), NAME, "fields")
    leave_ = button(text.button_leave.plain(), NAME, "leave")
    if mentor.state is MentorState.APPLIED:
        return [[change], [button(text.button_withdraw.plain(), NAME, "leave")]]
    rest = button(text.button_rest.plain(), "hours", "rest")
    return [[change, hours_button()], [rest, leave_]]
