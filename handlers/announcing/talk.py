"""Umumkan as a conversation.

content (until `Sudah`) -> topic -> event -> people -> when -> summary -> asked once more -> sent, or to be agreed to
"""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from durable.context import BotContext
from handlers.announcing import beginning, content, preview, sending, summary
from handlers.announcing.form import QUESTIONS, AnnounceForm
from handlers.announcing.names import NAME, STATES, Announce
from handlers.announcing.reading import CONTENT, OTHER
from handlers.announcing.steps import asks_rsvp, author, first_open, parts
from handlers.callbacks import pattern, press
from handlers.form import Next
from handlers.labels import ANSWER
from handlers.passing_on import FILES
from handlers.replied import RestOfAlbum
from handlers.replies import Rows, acknowledge, say, show
from handlers.talk import Talk
from services.reading.short_answers import says


async def start(update: Update, context: BotContext) -> Next:
    """Begins, or offers to go on with what was left."""
    if not await beginning.begins_anew(update, context):
        return None
    return await content.ask(update, context)


async def start_new(update: Update, context: BotContext) -> Next:
    """Throws away what was left and begins."""
    await author(context)
    await acknowledge(update, context)
    context.draft.clear()
    return await content.ask(update, context)


async def start_again(update: Update, context: BotContext) -> Next:
    """Begins with an earlier announcement."""
    is_sure = press(update).step == "again_yes"
    if not await beginning.take_over(update, context, for_sure=is_sure):
        return None
    return await go_to(update, context, first_open(context))


async def resume(update: Update, context: BotContext) -> Next:
    """Goes on where it was left."""
    await author(context)
    await acknowledge(update, context)
    return await go_to(update, context, first_open(context))


async def go_to(update: Update, context: BotContext, step: Announce) -> Next:
    """Shows a step; before the summary stands what people will get."""
    if step is Announce.CONTENT:
        return await content.ask(update, context)
    if step is not Announce.SUMMARY:
        return await form.ask(update, context, step.value)
    await author(context)
    preview.send_preview(context, parts(context), asks_rsvp(context))
    return await _show_summary(context)


async def _show_summary(context: BotContext) -> Announce:
    await author(context)
    context.draft["is_sure_asked"] = False
    await say(context, await summary.words(context), summary.rows())
    return Announce.SUMMARY


async def see(update: Update, context: BotContext) -> Next:
    """What people will get, once more."""
    await acknowledge(update, context)
    return await go_to(update, context, Announce.SUMMARY)


async def confirm(update: Update, context: BotContext) -> Next:
    """The first tap: asks once more, with the number of people."""
    await author(context)
    if (missing := first_open(context)) is not Announce.SUMMARY:
        await acknowledge(update, context)
        context.draft["editing"] = True
        return await go_to(update, context, missing)
    asked, rows = await summary.question(context)
    await acknowledge(update, context)
    context.draft["is_sure_asked"] = True
    await show(update, context, asked, rows)
    return None


async def send(update: Update, context: BotContext) -> Next:
    """The second tap, which is none unless the first came before."""
    if not context.draft.get("is_sure_asked") or first_open(context) is not Announce.SUMMARY:
        return await confirm(update, context)
    return await sending.send(update, context)


async def not_yet(update: Update, context: BotContext) -> Next:
    """Back to the summary."""
    await acknowledge(update, context)
    return await _show_summary(context)


async def take_summary_text(update: Update, context: BotContext) -> Next:
    """`kirim`, `ya`, `tidak` and `kembali` may be typed too."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    if says(said, "send") or says(said, "yes"):
        return await send(update, context)
    if says(said, "back"):
        return await form.stay_at_summary(update, context)
    return await _show_summary(context)


async def repeat(update: Update, context: BotContext) -> None:
    """Shows the open step again."""
    if context.chat.state == Announce.SUMMARY:
        await _show_summary(context)
    elif context.chat.state in STATES:
        await go_to(update, context, Announce(context.chat.state))


async def way_out(update: Update, context: BotContext) -> Rows:
    """The buttons of the open step."""
    if context.chat.state == Announce.CONTENT:
        return content.screen(parts(context))[1]
    if context.chat.state == Announce.SUMMARY:
        return summary.rows()
    return await form.way_out(update, context)


async def take_late(update: Update, context: BotContext) -> Next:
    """A picture of the album that comes after `Sudah`; the summary is shown anew with it."""
    await content.take_late(update, context)
    return await go_to(update, context, Announce.SUMMARY) if context.chat.state == Announce.SUMMARY else None


form = AnnounceForm(go_to)
_LATE: list[BaseHandler[Any, BotContext, Any]] = [MessageHandler(FILES & RestOfAlbum(), take_late)]

announce_aside = (CallbackQueryHandler(preview.pressed, pattern(NAME, "preview")),)
"""The buttons under a preview."""

announce_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("umumkan", start, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(start, pattern(NAME, "start")),
        CallbackQueryHandler(start_new, pattern(NAME, "new")),
        CallbackQueryHandler(start_again, pattern(NAME, "again", "again_yes")),
        CallbackQueryHandler(resume, pattern(NAME, "resume")),
    ],
    states={
        Announce.CONTENT: [
            CallbackQueryHandler(form.press_content, pattern(NAME, Announce.CONTENT)),
            MessageHandler(CONTENT, form.take_content),
            MessageHandler(OTHER, content.refuse),
        ],
        **{Announce(key): [*_LATE, *form.handlers(key)] for key in QUESTIONS},
        Announce.SUMMARY: [
            *_LATE,
            CallbackQueryHandler(confirm, pattern(NAME, "confirm")),
            CallbackQueryHandler(send, pattern(NAME, "send")),
            CallbackQueryHandler(not_yet, pattern(NAME, "not_yet")),
            CallbackQueryHandler(see, pattern(NAME, "see")),
            CallbackQueryHandler(form.edit, pattern(NAME, "edit")),
            CallbackQueryHandler(form.leave_summary, pattern(NAME, "summary")),
            MessageHandler(ANSWER, take_summary_text),
        ],
    },
    repeat=repeat,
    way_out=way_out,
)
