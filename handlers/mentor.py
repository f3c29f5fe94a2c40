"""Mentor: a few questions, a summary, up to three mentors to choose from, then one request.

business -> topic -> trouble -> way -> hours -> summary -> mentors -> sent
"""

from __future__ import annotations

from datetime import timedelta

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler, filters

from durable.context import BotContext
from durable.conversation import END, TIMEOUT, suspend
from durable.work import outgoing
from handlers import leaving, old_buttons
from handlers.asking_mentor import mentors, summary
from handlers.asking_mentor.form import QUESTIONS, MentorForm
from handlers.asking_mentor.sending import send
from handlers.asking_mentor.starting import may_ask, show_what_there_is
from handlers.asking_mentor.steps import NAME, AskMentor, first_open, text
from handlers.callbacks import button, number, pattern, press
from handlers.draft_form import answers
from handlers.form import Next
from handlers.labels import ANSWER, label
from handlers.replies import Rows, acknowledge, say, show
from handlers.talk import Talk
from models import Spoken
from services.reading.short_answers import says

LEFT_ALONE = timedelta(hours=3)
_REMINDER_LIVES = timedelta(hours=48)


async def start(update: Update, context: BotContext) -> Next:
    """A mentor's card or the requests there are, and otherwise the questions."""
    await acknowledge(update, context)
    if not answers(context) and await show_what_there_is(update, context):
        return None
    return await new(update, context)


async def new(update: Update, context: BotContext) -> Next:
    """The questions; with some answered before, whether to go on with those. Raises RequestConflict."""
    await acknowledge(update, context)
    if not await may_ask(context):
        return None
    if not answers(context):
        return await go_to(update, context, await first_open(context))
    go_on, anew = button(text.button_go_on.plain(), NAME, "resume"), button(text.button_anew.plain(), NAME, "anew")
    await say(context, text.ask_go_on_or_anew, [[go_on, anew]])
    suspend(context.chat)  # what was answered stays, whatever is pressed
    return None


async def anew(update: Update, context: BotContext) -> Next:
    """Forgets what was answered before."""
    context.draft.clear()
    return await new(update, context)


async def resume(update: Update, context: BotContext) -> Next:
    """Goes on where the person left."""
    await acknowledge(update, context)
    if not await may_ask(context):
        return None
    return await go_to(update, context, await first_open(context))


async def go_to(update: Update, context: BotContext, step: AskMentor) -> Next:
    """Shows a step."""
    if step.value in QUESTIONS:
        return await form.ask(update, context, step.value)
    if (missing := await first_open(context)) is not AskMentor.SUMMARY:
        return await form.ask(update, context, missing.value)
    screen = mentors.screen if step is AskMentor.MENTORS else summary.screen
    await say(context, *await screen(context))
    return step


async def choose_language(update: Update, context: BotContext) -> Next:
    """Shows the languages, or keeps one."""
    await acknowledge(update, context)
    chosen = press(update).what
    if chosen in set(Spoken):
        context.draft["language"] = chosen
        await show(update, context, *await summary.screen(context))
    else:
        await show(update, context, text.ask_language, summary.language_rows())
    return None


async def search(update: Update, context: BotContext) -> Next:
    """Shows who fits."""
    await acknowledge(update, context)
    return await go_to(update, context, AskMentor.MENTORS)


async def choose(update: Update, context: BotContext) -> Next:
    """Sends the request: to the mentor pressed, or to whoever fits best. Raises RequestConflict."""
    chosen = number(press(update).what)
    if chosen != 0 and chosen not in mentors.suggested(context):
        await old_buttons.tell(update, context, form.repeat)
        return None
    await acknowledge(update, context)
    await send(context, chosen or None)
    return END


async def leave_mentors(update: Update, context: BotContext) -> Next:
    """Back to the summary, or out."""
    await acknowledge(update, context)
    if press(update).what == "cancel":
        await leaving.leave(update, context)
        return None
    return await go_to(update, context, AskMentor.SUMMARY)


async def take_summary_text(update: Update, context: BotContext) -> Next:
    """`ya` and `kembali` may be typed too."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    if says(said, "yes"):
        return await go_to(update, context, AskMentor.MENTORS)
    return await form.stay_at_summary(update, context)


async def take_mentors_text(update: Update, context: BotContext) -> Next:
    """`kembali` may be typed; whom to ask is pressed."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    return await go_to(update, context, AskMentor.SUMMARY if says(said, "back") else AskMentor.MENTORS)


async def remind(update: Update, context: BotContext) -> None:
    """The person left in the middle: asked once, kindly, whether to go on. The draft stays."""
    if answers(context) and not context.draft.get("reminded"):
        context.draft["reminded"] = True
        with outgoing(useful_until=context.now + _REMINDER_LIVES):
            await say(context, text.told_left_draft, leaving.go_on_rows(context, NAME))
    suspend(context.chat)


async def way_out(update: Update, context: BotContext) -> Rows:
    """The buttons of the open step."""
    match context.chat.state:
        case AskMentor.SUMMARY:
            return await summary.rows(context)
        case AskMentor.MENTORS:
            return mentors.way_out()
    return await form.way_out(update, context)


form = MentorForm(go_to)

mentor_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("mentor", start, filters.UpdateType.MESSAGE),
        MessageHandler(label("button_mentor"), start),
        CallbackQueryHandler(start, pattern(NAME, "start")),
        CallbackQueryHandler(new, pattern(NAME, "new")),
        CallbackQueryHandler(anew, pattern(NAME, "anew")),
        CallbackQueryHandler(resume, pattern(NAME, "resume")),
    ],
    states={
        **{AskMentor(key): form.handlers(key) for key in QUESTIONS},
        AskMentor.SUMMARY: [
            CallbackQueryHandler(search, pattern(NAME, "search")),
            CallbackQueryHandler(form.edit, pattern(NAME, "edit")),
            CallbackQueryHandler(choose_language, pattern(NAME, "language")),
            CallbackQueryHandler(form.leave_summary, pattern(NAME, "summary")),
            MessageHandler(ANSWER, take_summary_text),
        ],
        AskMentor.MENTORS: [
            CallbackQueryHandler(choose, pattern(NAME, "choose")),
            CallbackQueryHandler(leave_mentors, pattern(NAME, "mentors")),
            MessageHandler(ANSWER, take_mentors_text),
        ],
        TIMEOUT: [TypeHandler(Update, remind)],
    },
    conversation_timeout=LEFT_ALONE,
    repeat=form.repeat,
    way_out=way_out,
)
