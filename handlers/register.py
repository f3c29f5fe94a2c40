"""Daftar usaha: consent, a few questions, a summary, then one Business.

consent -> owner -> name -> district -> products -> activities -> summary -> saved
"""

from __future__ import annotations

from datetime import timedelta

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler, filters

import content.texts
from durable.context import BotContext
from durable.conversation import END, TIMEOUT, suspend
from durable.work import outgoing
from handlers import first_questions, leaving, old_buttons
from handlers.callbacks import button, number, pattern, press
from handlers.form import Next
from handlers.keyboards import menu_keyboard
from handlers.labels import ANSWER, label
from handlers.late_answers import LateAnswer
from handlers.marks import marks
from handlers.questions.question import text as question_text
from handlers.registration import consent, outcome, summary
from handlers.registration.form import QUESTIONS, RegistrationForm
from handlers.registration.saving import save_business
from handlers.registration.steps import NAME, STATES, Register, first_open, progress, steps
from handlers.replies import Rows, acknowledge, say
from handlers.talk import Talk
from handlers.who import writer
from services import helping
from services.reading.short_answers import says
from services.roles import Act, require

text = content.texts.load("register")
menu_text = content.texts.load("menu")

LEFT_ALONE = timedelta(hours=3)
_REMINDER_LIVES = timedelta(hours=48)


async def start(update: Update, context: BotContext) -> Next:
    """Begins, or offers to go on where an earlier registration was left."""
    await acknowledge(update, context)
    if not context.draft.get("answers"):
        return await go_to(update, context, await first_open(context))
    rows = [
        [
            button(menu_text.button_go_on_register.plain(), NAME, "resume"),
            button(text.button_start_new.plain(), NAME, "new"),
        ]
    ]
    suspend(context.chat)
    await say(context, text.ask_go_on_or_new, rows)
    return None


async def resume(update: Update, context: BotContext) -> Next:
    """Goes on where the person left."""
    await acknowledge(update, context)
    left_in = context.chat.drafts[NAME].get("state")
    can_go_on = left_in in STATES and context.draft.get("answers")
    return await go_to(update, context, Register(left_in) if can_go_on else await first_open(context))


async def start_new(update: Update, context: BotContext) -> Next:
    """Throws the earlier answers away and begins."""
    await acknowledge(update, context)
    context.draft.clear()
    return await go_to(update, context, await first_open(context))


async def start_for(update: Update, context: BotContext) -> Next:
    """A village helper registers for the person whom the button names, 0 for somebody new. Raises PersonMissing.

    What the helper left unfinished for somebody else is asked about first.
    """
    person_id, helper = number(press(update).what), require(await writer(context), Act.HELP_PRODUCERS)
    named = await helping.own_helped(context.session, helper, person_id) if person_id != 0 else None
    await acknowledge(update, context)
    if context.draft.get("answers") and press(update).step == "for":
        anew = button(text.button_start_new.plain(), NAME, "for_new", person_id)
        suspend(context.chat)
        await say(
            context, text.ask_go_on_or_new, [[button(menu_text.button_go_on_register.plain(), NAME, "resume"), anew]]
        )
        return None
    context.draft.clear()
    context.draft.update({"for": person_id, "for_name": named.name if named else None})
    context.draft["steps"] = [step.value for step in await steps(context)]  # asked for while the role surely lasts
    return await go_to(update, context, await first_open(context))


async def go_to(update: Update, context: BotContext, step: Register) -> Next:
    """Shows a step."""
    if step is Register.CONSENT:
        at, of = await progress(context, step)
        await consent.ask(context, question_text.told_progress.format(step=at, steps=of))
        return step
    if step is Register.SUMMARY:
        if (missing := await first_open(context)) is not Register.SUMMARY:
            return await form.ask(update, context, missing)
        await say(context, await summary.words(context), await summary.rows(context))
        return step
    return await form.ask(update, context, step)


async def take_consent(update: Update, context: BotContext) -> Next:
    """Keeps the consent with its version and time, or nothing at all."""
    said = update.effective_message.text or "" if update.effective_message and not update.callback_query else ""
    yes, no = consent.replies(context)
    agrees = press(update).what == yes or says(said, "yes")
    refuses = press(update).what == no or says(said, "no")
    if not agrees and not refuses:
        await acknowledge(update, context)
        return await go_to(update, context, Register.CONSENT)
    await acknowledge(update, context)
    return await (_agree(update, context) if agrees else _refuse(update, context))


async def take_old_consent(update: Update, context: BotContext) -> Next:
    """The consent's buttons, pressed when it is not asked (any more): long after, or after an answer was given."""
    person, is_own = await writer(context), press(update).what in ("yes", "no")
    if is_own and (person is None or person.consent is None):
        return await take_consent(update, context)
    await old_buttons.tell(update, context, form.repeat if context.chat.state in STATES else _say_menu)
    return None


async def _say_menu(update: Update, context: BotContext) -> None:
    """The press closed whatever else was open: the way back to it is offered."""
    suspend(context.chat)
    await leaving.say_with_menu(context, old_buttons.text.told_old_button_menu)


async def _agree(update: Update, context: BotContext) -> Next:
    context.draft.setdefault("steps", [step.value for step in await steps(context)])
    await consent.keep(context)
    await say(context, text.told_consented, keyboard=menu_keyboard())
    return await go_to(update, context, await first_open(context))


async def _refuse(update: Update, context: BotContext) -> Next:
    await say(context, await consent.drop(context), keyboard=menu_keyboard())
    return END


async def take_summary_text(update: Update, context: BotContext) -> Next:
    """`simpan` and `kembali` may be typed too."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    return await (save(update, context) if says(said, "yes") else form.stay_at_summary(update, context))


async def save(update: Update, context: BotContext) -> Next:
    """Keeps the business, exactly once, and tells what it is, which permits matter first, and what others ask."""
    await acknowledge(update, context)
    owner, business = await save_business(context)
    await say(context, text.told_registered.format(name=business.name, owner=owner.name), keyboard=menu_keyboard())
    await say(context, outcome.told_kind(business))
    complete = [[button(text.button_complete_profile.plain(), "profile", "complete", business.id)]]
    await say(context, outcome.told_permits(business), complete)
    await first_questions.offer(context, owner, business)
    return END


async def remind(update: Update, context: BotContext) -> None:
    """The person left in mid-sentence: asked once, kindly, whether to go on. The draft stays."""
    if "steps" in context.draft and not context.draft.get("reminded"):
        context.draft["reminded"] = True
        with outgoing(useful_until=context.now + _REMINDER_LIVES):
            await say(context, text.told_left_draft, leaving.go_on_rows(context, NAME))
        marks(context.chat)["left_open"] = NAME
    suspend(context.chat)


async def way_out(update: Update, context: BotContext) -> Rows:
    """The buttons of the open step that lead on or out."""
    match context.chat.state:
        case Register.CONSENT:
            return consent.rows(context)
        case Register.SUMMARY:
            return await summary.rows(context)
    return await form.way_out(update, context)


form = RegistrationForm(go_to)
late_answer = LateAnswer(NAME)

register = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("daftar", start, filters.UpdateType.MESSAGE),
        MessageHandler(label("button_register"), start),
        CallbackQueryHandler(start, pattern(NAME, "start")),
        CallbackQueryHandler(resume, pattern(NAME, "resume")),
        CallbackQueryHandler(start_new, pattern(NAME, "new")),
        CallbackQueryHandler(start_for, pattern(NAME, "for")),
        CallbackQueryHandler(start_for, pattern(NAME, "for_new")),
        CallbackQueryHandler(take_old_consent, pattern(NAME, "consent")),
        late_answer,
    ],
    states={
        Register.CONSENT: [
            CallbackQueryHandler(take_consent, pattern(NAME, "consent")),
            MessageHandler(ANSWER, take_consent),
        ],
        **{Register(key): form.handlers(key) for key in QUESTIONS},
        Register.SUMMARY: [
            CallbackQueryHandler(save, pattern(NAME, "save")),
            CallbackQueryHandler(form.edit, pattern(NAME, "edit")),
            CallbackQueryHandler(form.leave_summary, pattern(NAME, "summary")),
            MessageHandler(ANSWER, take_summary_text),
        ],
        TIMEOUT: [TypeHandler(Update, remind)],
    },
    conversation_timeout=LEFT_ALONE,
    repeat=form.repeat,
    way_out=way_out,
)
late_answer.states = register.states
