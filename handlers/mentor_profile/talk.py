"""Jadi mentor and Profil mentor as one conversation.

promise -> name -> kind -> topics -> clusters -> district -> ways -> visits -> languages -> week -> month -> hour
-> about -> summary -> sent; or a single one of these questions, for a profile that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from durable.context import BotContext
from durable.conversation import END, suspend
from handlers.callbacks import pattern, press
from handlers.form import Next
from handlers.labels import ANSWER
from handlers.mentor_profile import card, entering
from handlers.mentor_profile.questions import QUESTIONS
from handlers.mentor_profile.steps import NAME, STATES, Step
from handlers.replies import acknowledge
from handlers.talk import Talk
from handlers.who import writer
from models import MentorState
from services.errors import FieldRefused
from services.mentors.profile import mentor_of, own_mentor
from services.roles import Act, allowed

Aside = Callable[[Update, BotContext], Coroutine[Any, Any, None]]
MESSAGE = filters.UpdateType.MESSAGE


async def own_profile(update: Update, context: BotContext) -> Next:
    """The card; who has the role and no profile yet begins it, or goes on."""
    person = await writer(context)
    mentor = await mentor_of(context.session, person)
    if allowed(person, Act.BE_MENTOR) and (mentor is None or mentor.state in _NEEDS_PROFILE):
        return await entering.start(update, context)
    await card.show_card(update, context)
    suspend(context.chat)
    return None


_NEEDS_PROFILE = (MentorState.APPLIED, MentorState.DECLINED, MentorState.LEFT)


async def change(update: Update, context: BotContext) -> Next:
    """Asks one field of the profile again."""
    mentor = await own_mentor(context.session, await writer(context))
    key = press(update).what
    if key not in QUESTIONS:
        raise FieldRefused
    await acknowledge(update, context)
    context.draft.clear()
    context.draft.update(mentor=mentor.person_id, changing=key, week=mentor.most_per_week)
    return await entering.form.ask(update, context, key)


def _aside(act: Aside) -> Aside:
    """An act that leaves what was being filled in as it was: open, or kept for later."""

    async def done(update: Update, context: BotContext) -> None:
        await act(update, context)
        if context.chat.state not in STATES:
            suspend(context.chat)

    return done


async def leave(update: Update, context: BotContext) -> int:
    """Gives the role up; a draft of the profile is of no use any more."""
    await card.leave(update, context)
    return END


mentor_profile = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("jadi_mentor", entering.start, MESSAGE),
        CommandHandler("profil_mentor", own_profile, MESSAGE),
        CallbackQueryHandler(entering.start, pattern(NAME, "start")),
        CallbackQueryHandler(entering.start_new, pattern(NAME, "new")),
        CallbackQueryHandler(entering.resume, pattern(NAME, "resume")),
        CallbackQueryHandler(_aside(card.show_card), pattern(NAME, "card")),
        CallbackQueryHandler(_aside(card.choose_field), pattern(NAME, "fields")),
        CallbackQueryHandler(change, pattern(NAME, "change")),
        CallbackQueryHandler(_aside(card.ask_leave), pattern(NAME, "leave")),
        CallbackQueryHandler(leave, pattern(NAME, "leave_yes")),
    ],
    states={
        Step.PROMISE: [
            CallbackQueryHandler(entering.take_promise, pattern(NAME, Step.PROMISE)),
            MessageHandler(ANSWER, entering.take_promise),
        ],
        **{Step(key): entering.form.handlers(key) for key in QUESTIONS},
        Step.SUMMARY: [
            CallbackQueryHandler(entering.send, pattern(NAME, "send")),
            CallbackQueryHandler(entering.form.edit, pattern(NAME, "edit")),
            CallbackQueryHandler(entering.form.leave_summary, pattern(NAME, Step.SUMMARY)),
            MessageHandler(ANSWER, entering.take_summary_text),
        ],
    },
    repeat=entering.form.repeat,
    way_out=entering.way_out,
)
