"""The way in: the promise, the questions in their order, and the summary."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from durable.conversation import END, begin, suspend
from handlers import leaving
from handlers.callbacks import button, press
from handlers.draft_form import answers
from handlers.form import Next
from handlers.keyboards import menu_keyboard
from handlers.mentor_profile.answers import answers_of, put_answer
from handlers.mentor_profile.card import show_card, show_changed
from handlers.mentor_profile.form import MentorForm
from handlers.mentor_profile.questions import QUESTIONS
from handlers.mentor_profile.screens import promise_rows, summary, summary_rows
from handlers.mentor_profile.sending import may_enter, send_form
from handlers.mentor_profile.steps import NAME, STATES, Step, first_open, text
from handlers.replies import Rows, acknowledge, say
from handlers.who import writer
from models import MentorState
from services.mentors import profile
from services.mentors.promise import PROMISE_VERSION
from services.reading.short_answers import says


async def start(update: Update, context: BotContext) -> Next:
    """Begins, or offers to go on where an earlier form was left. Who may not apply now is told why."""
    await acknowledge(update, context)
    if not await may_enter(context):
        return END
    if answers(context) and "promised" in context.draft:
        go_on = button(leaving.text.button_go_on_mentor_profile.plain(), NAME, "resume")
        new = button(text.button_start_new.plain(), NAME, "new")
        suspend(context.chat)
        await say(context, text.ask_go_on_or_new, [[go_on, new]])
        return None
    return await _begin(update, context)


async def start_new(update: Update, context: BotContext) -> Next:
    """Throws the earlier answers away and begins."""
    await acknowledge(update, context)
    return await _begin(update, context) if await may_enter(context) else END


async def begin_for_invited(update: Update, context: BotContext) -> None:
    """For who was just given the role: leaves what is open (its draft is kept) and begins with the promise.

    Somebody who is a mentor already sees the profile.
    """
    suspend(context.chat)
    mentor = await profile.mentor_of(context.session, await writer(context))
    if mentor is not None and mentor.state in (MentorState.ACTIVE, MentorState.RESTING):
        await show_card(update, context)
        return
    begin(context.chat, NAME)
    step = await _begin(update, context)
    assert isinstance(step, Step)
    context.chat.state = step.value


async def go_to(update: Update, context: BotContext, step: Step) -> Next:
    """Shows a step."""
    if step is Step.PROMISE:
        await say(context, text.ask_promise, promise_rows())
        return step
    if step is Step.SUMMARY:
        await say(context, await summary(context), summary_rows(context))
        return step
    return await form.ask(update, context, step.value)


async def take_promise(update: Update, context: BotContext) -> Next:
    """Keeps which words were promised; without the promise nobody becomes a mentor."""
    said = update.effective_message.text or "" if update.effective_message and not update.callback_query else ""
    await acknowledge(update, context)
    if press(update).what == "yes" or says(said, "yes"):
        context.draft["promised"] = PROMISE_VERSION
        return await go_to(update, context, first_open(context))
    if press(update).what == "no" or says(said, "no"):
        await say(context, text.told_not_promised, keyboard=menu_keyboard())
        return END
    return await go_to(update, context, Step.PROMISE)


async def take_summary_text(update: Update, context: BotContext) -> Next:
    """`kirim` and `kembali` may be typed too."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    is_sent = says(said, "yes") or says(said, "send")
    return await (send(update, context) if is_sent else form.stay_at_summary(update, context))


async def send(update: Update, context: BotContext) -> Next:
    """Sends what was told; a question that has no answer (any more) is asked first."""
    await acknowledge(update, context)
    if (missing := first_open(context)) is not Step.SUMMARY:
        return await go_to(update, context, missing)
    await send_form(context)
    return END


async def resume(update: Update, context: BotContext) -> Next:
    """Goes on where the person left, with the form or with a single field."""
    await acknowledge(update, context)
    changing, left_in = context.draft.get("changing"), context.chat.drafts[NAME].get("state")
    if changing in QUESTIONS:
        await profile.own_mentor(context.session, await writer(context))
        return await form.ask(update, context, changing)
    if not await may_enter(context):
        return END
    if "promised" not in context.draft:
        return await _begin(update, context)
    is_answered = left_in == Step.SUMMARY or left_in in answers(context)
    return await go_to(update, context, Step(left_in) if left_in in STATES and is_answered else first_open(context))


async def way_out(update: Update, context: BotContext) -> Rows:
    """The buttons of the open step that lead on or out."""
    match context.chat.state:
        case Step.PROMISE:
            return promise_rows()
        case Step.SUMMARY:
            return summary_rows(context)
    return await form.way_out(update, context)


async def _begin(update: Update, context: BotContext) -> Next:
    """From the promise; who was a mentor once finds the earlier answers."""
    person = await writer(context)
    earlier = await profile.mentor_of(context.session, person)
    context.draft.clear()
    context.draft["asks_name"] = person is None or not person.name
    if earlier is not None:
        for key, answer in answers_of(earlier).items():
            if answer and key != Step.NAME:
                put_answer(answers(context), key, answer)
    return await go_to(update, context, Step.PROMISE)


form = MentorForm(go_to, show_changed)
