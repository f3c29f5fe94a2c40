"""The way in: the promise, the questions in their order, the summary, and the sending."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from durable.conversation import END, begin, suspend
from handlers import leaving, old_buttons
from handlers.callbacks import button, press
from handlers.form import Next
from handlers.keyboards import menu_keyboard
from handlers.local_time import office_time, told_date, told_hour
from handlers.mentor_desk.notices import tell_staff
from handlers.mentor_profile.answers import answers_of, profile_of, put_answer
from handlers.mentor_profile.card import hours_button, show_card, show_changed
from handlers.mentor_profile.form import MentorForm
from handlers.mentor_profile.questions import QUESTIONS
from handlers.mentor_profile.screens import promise_rows, summary, summary_rows
from handlers.mentor_profile.steps import NAME, STATES, Step, answers, before, first_open, text
from handlers.replies import Rows, acknowledge, say
from handlers.who import channel, told_contact, writer
from models import MentorState, Person, RoleKind
from services import people
from services.mentors import profile
from services.mentors.promise import PROMISE_VERSION
from services.reading.short_answers import says
from services.working_time import add_working_time

ANSWERED_IN_DAYS = 2
"""Working days within which staff answer an application."""


async def start(update: Update, context: BotContext) -> Next:
    """Begins, or offers to go on where an earlier form was left. Who may not apply now is told why."""
    await acknowledge(update, context)
    if not await _may_enter(context):
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
    return await _begin(update, context) if await _may_enter(context) else END


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


async def edit(update: Update, context: BotContext) -> Next:
    """Asks one question again and comes back to the summary."""
    key = press(update).what
    if key not in QUESTIONS or key not in answers(context):
        await old_buttons.tell(update, context, repeat)
        return None
    await acknowledge(update, context)
    context.draft["editing"] = True
    return await form.ask(update, context, key)


async def leave_summary(update: Update, context: BotContext) -> Next:
    """One question back, or out."""
    await acknowledge(update, context)
    if press(update).what == "cancel":
        await leaving.leave(update, context)
        return None
    return await go_to(update, context, before(context, Step.SUMMARY))


async def take_summary_text(update: Update, context: BotContext) -> Next:
    """`kirim` and `kembali` may be typed too."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    if says(said, "yes") or says(said, "send"):
        return await send(update, context)
    return await go_to(update, context, before(context, Step.SUMMARY) if says(said, "back") else Step.SUMMARY)


async def send(update: Update, context: BotContext) -> Next:
    """An invited one is a mentor now; an applicant is told when to expect an answer, and staff are told."""
    await acknowledge(update, context)
    if (missing := first_open(context)) is not Step.SUMMARY:
        return await go_to(update, context, missing)
    person = await people.ensure_person(context.session, channel(context.bot_data), context.chat.chat_id, context.now)
    told, promised = profile_of(answers(context)), context.draft["promised"]
    if _is_invited(person):
        await profile.join(context.session, person, told, promised, context.now)
        await say(context, text.told_joined.format(name=person.name), [[hours_button()]])
        return END
    mentor = await profile.apply(context.session, person, told, promised, context.now)
    until = add_working_time(context.now, days=ANSWERED_IN_DAYS, **office_time(context))
    told_until = told_hour(until, office_time(context)["zone"])
    await say(context, text.told_applied.format(name=person.name, until=told_until), keyboard=menu_keyboard())
    await tell_staff(context, mentor)
    return END


async def resume(update: Update, context: BotContext) -> Next:
    """Goes on where the person left, with the form or with a single field."""
    await acknowledge(update, context)
    changing, left_in = context.draft.get("changing"), context.chat.drafts[NAME].get("state")
    if changing in QUESTIONS:
        await profile.own_mentor(context.session, await writer(context))
        return await form.ask(update, context, changing)
    if not await _may_enter(context):
        return END
    if "promised" not in context.draft:
        return await _begin(update, context)
    is_answered = left_in == Step.SUMMARY or left_in in answers(context)
    return await go_to(update, context, Step(left_in) if left_in in STATES and is_answered else first_open(context))


async def repeat(update: Update, context: BotContext) -> None:
    """Shows the open step again."""
    if context.chat.state in STATES:
        await go_to(update, context, Step(context.chat.state))


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


async def _may_enter(context: BotContext) -> bool:
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


def _is_invited(person: Person | None) -> bool:
    return person is not None and RoleKind.MENTOR in person.role_kinds


form = MentorForm(go_to, show_changed)
