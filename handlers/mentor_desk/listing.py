"""Mentor kami: all mentors, those who wait for an answer first, page by page; and one of them."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.local_time import office_time, told_date
from handlers.mentor_desk.names import NAME, decision_buttons, name_of, text
from handlers.mentor_profile.answers import answers_of
from handlers.mentor_profile.lines import told_lines
from handlers.mentor_profile.steps import text as profile_text
from handlers.mentoring_words import told_choices
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, show
from handlers.who import named_writer
from models import Mentor
from services import roles
from services.mentors.approving import mentor_for_staff
from services.mentors.fields import choices_of
from services.mentors.listing import counts, held_count, mentors_by_state
from services.roles import Act

PAGE = 6


async def list_all(update: Update, context: BotContext) -> None:
    """The page that the button names, or the first."""
    roles.require(await named_writer(update, context), Act.APPROVE_MENTOR)
    await acknowledge(update, context)
    page, by_state = number(press(update).what) or 0, await counts(context.session)
    found = await mentors_by_state(context.session, PAGE, page * PAGE)
    if not found:
        await show(update, context, text.told_none, [[button(text.button_invite.plain(), "invite", "who")]])
        return
    states = Text(", ").join(
        text.told_count.format(state=profile_text[f"state_{state.value}"], count=count)
        for state, count in by_state.items()
    )
    told = text.told_list.format(states=states, lines=Text("\n").join(_line(mentor) for mentor in found))
    names = [button(name_of(mentor), NAME, "view", mentor.person_id) for mentor in found]
    turns = [button(question_text.button_previous.plain(), NAME, "list", page - 1)] if page else []
    if (page + 1) * PAGE < sum(by_state.values()):
        turns.append(button(question_text.button_next.plain(), NAME, "list", page + 1))
    await show(update, context, told, [*in_columns(names, 2), *([turns] if turns else [])])


def _line(mentor: Mentor) -> Text:
    state, topics = profile_text[f"state_{mentor.state.value}"], told_choices(choices_of(mentor, "expertise"))
    return text.told_line.format(name=name_of(mentor), topics=topics, state=state)


async def view(update: Update, context: BotContext) -> None:
    """Everything that was told, what was held, and what can be decided."""
    mentor = await mentor_for_staff(context.session, number(press(update).what), await named_writer(update, context))
    await acknowledge(update, context)
    await show_mentor(update, context, mentor)


async def show_mentor(update: Update, context: BotContext, mentor: Mentor) -> None:
    """The card, in place of the message whose button was pressed."""
    held = await held_count(context.session, mentor.person_id)
    told = text.told_card.format(
        lines=told_lines(answers_of(mentor), name_of(mentor)),
        state=profile_text[f"state_{mentor.state.value}"],
        since=told_date(mentor.applied_at.astimezone(office_time(context)["zone"]).date()),
        held=held,
        rating=_rating(mentor),
    )
    await show(update, context, told, _rows(mentor))


def _rating(mentor: Mentor) -> Text:
    if not mentor.rating_count:
        return text.told_no_rating
    stars = f"{mentor.rating_sum / mentor.rating_count:.1f}".replace(".", ",")
    return text.told_rating.format(stars=stars, count=mentor.rating_count)


def _rows(mentor: Mentor) -> Rows:
    decisions = decision_buttons(mentor)
    return [*([decisions] if decisions else []), [button(text.button_list.plain(), NAME, "list")]]
