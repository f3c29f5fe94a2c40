"""Tanya petugas: a question with words, photos or a voice note goes to staff, after one look at what will be sent.

words -> check -> sent        A photo, a voice note or a file outside any conversation leads here too.

Who asks is told before that staff will read it, and after when an answer can be expected. The answer, its rating and
asking back by a reply are in `asking_staff.coming_back`.
"""

from __future__ import annotations

from datetime import timedelta

from telegram import InlineKeyboardButton, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler, filters

import content.texts
from durable.context import BotContext
from durable.conversation import END, TIMEOUT, suspend
from durable.work import outgoing
from handlers import albums, leaving, replied
from handlers.asking_staff.coming_back import own_ticket, take_rating, take_reply
from handlers.asking_staff.draft import Draft
from handlers.asking_staff.names import NAME, AskStaff
from handlers.asking_staff.screens import screen
from handlers.asking_staff.sending import own_question, send_draft, tell_written_more, write_more
from handlers.asking_staff.urgent import raise_urgent
from handlers.callbacks import button, number, pattern, press
from handlers.keyboards import menu_keyboard
from handlers.labels import ANSWER
from handlers.passing_on import FILES, OTHER_MEDIA, NothingOpen, read_said
from handlers.replied import ASKED, RepliedTo
from handlers.replies import Rows, acknowledge, edit, say
from handlers.talk import Talk
from services.reading.short_answers import says

__all__ = ["ask_staff", "ask_staff_aside", "button_for", "raise_urgent"]

text = content.texts.load("ask_staff")
unexpected_text = content.texts.load("unexpected")
LEFT_ALONE = timedelta(hours=1)
_REMINDER_LIVES = timedelta(hours=48)
Next = AskStaff | int | None


def button_for(question_id: int | None) -> InlineKeyboardButton:
    """The button that passes a question of this chat on to staff; None: one that is still to be written."""
    return button(text.button_ask_staff.plain(), NAME, "start", question_id or 0)


async def start(update: Update, context: BotContext) -> Next:
    """Begins with the words that the bot was asked in, if the button names some of this chat."""
    await acknowledge(update, context)
    question = await own_question(context, number(press(update).what))
    if question is None:
        return await start_by_command(update, context)
    Draft(context).begin(question)
    return await _show(context)


async def start_by_command(update: Update, context: BotContext) -> Next:
    """Begins, or goes on with what was gathered before."""
    if Draft(context).is_empty:
        Draft(context).begin()  # also where more to an earlier question was to be written, and was not
    return await _show(context)


async def resume(update: Update, context: BotContext) -> Next:
    """Goes on where the person left."""
    await acknowledge(update, context)
    return await _show(context)


async def ask_more(update: Update, context: BotContext) -> Next:
    """More to a ticket of this chat: asking back when it was answered."""
    ticket = await own_ticket(context, press(update).what)
    await acknowledge(update, context)
    Draft(context).begin(ticket_id=ticket.id)
    return await _show(context)


async def start_with_file(update: Update, context: BotContext) -> Next:
    """A photo, a voice note or a file that nobody asked for is a question."""
    Draft(context).begin()
    return await take(update, context)


async def take(update: Update, context: BotContext) -> Next:
    """Adds one message; the rest of an album is added without a word."""
    assert update.message is not None
    draft, is_rest = Draft(context), replied.is_rest_of_album(context)
    draft.add(read_said(update.message))
    albums.want_rest(context, update.message)
    if is_rest and draft.shown_in is not None:
        shown = await screen(context)
        await edit(context, draft.shown_in, shown.words, shown.rows)
        return shown.state
    return await _show(context)


async def take_word(update: Update, context: BotContext) -> Next:
    """`ya` and `tidak` answer whether it shall be sent; everything else goes with it."""
    said = (update.message.text if update.message else None) or ""
    if says(said, "yes"):
        return await send(update, context)
    if says(said, "no"):
        return await cancel(update, context)
    return await take(update, context)


async def refuse_kind(update: Update, context: BotContext) -> Next:
    """Music and round videos cannot be passed on."""
    await say(context, unexpected_text.told_other_media)
    return await _show(context)


async def add(update: Update, context: BotContext) -> Next:
    """More is wanted before it is sent."""
    await acknowledge(update, context)
    Draft(context).is_adding = True
    return await _show(context)


async def check(update: Update, context: BotContext) -> Next:
    """Nothing is to be added after all."""
    await acknowledge(update, context)
    Draft(context).is_adding = False
    return await _show(context)


async def send(update: Update, context: BotContext) -> Next:
    """Sends it: as a new ticket, or to the one it is for."""
    await acknowledge(update, context)
    if Draft(context).ticket_id is None:
        await send_draft(update, context)
        return END
    return await _send_to(context, str(Draft(context).ticket_id))


async def send_to(update: Update, context: BotContext) -> Next:
    """Sends it to the ticket that waits already."""
    await acknowledge(update, context)
    return await _send_to(context, press(update).what)


async def _send_to(context: BotContext, what: str) -> Next:
    draft, ticket = Draft(context), await own_ticket(context, what)
    is_reopened = await write_more(context, ticket, draft.words, draft.files)
    await tell_written_more(context, ticket, is_reopened)
    return END


async def cancel(update: Update, context: BotContext) -> Next:
    """Nothing is sent, nothing is kept."""
    await acknowledge(update, context)
    await say(context, text.told_not_sent, keyboard=menu_keyboard())
    return END


async def remind(update: Update, context: BotContext) -> None:
    """What was gathered is not sent yet, and its sender may think it is: said once, kindly. The draft stays."""
    if not Draft(context).is_empty:
        with outgoing(useful_until=context.now + _REMINDER_LIVES):
            await say(context, text.told_left_unsent, leaving.go_on_rows(context, NAME))
    suspend(context.chat)


async def repeat(update: Update, context: BotContext) -> None:
    """Shows the open screen again."""
    await _show(context)


async def way_out(update: Update, context: BotContext) -> Rows:
    """The buttons of the open screen."""
    return (await screen(context)).rows


async def _show(context: BotContext) -> AskStaff:
    """Shows how the draft stands; gives its state."""
    shown = await screen(context)
    message = await say(context, shown.words, shown.rows)
    Draft(context).shown_in = message.message_id
    return shown.state


_WHILE_GATHERING = [
    CallbackQueryHandler(send, pattern(NAME, "send")),
    CallbackQueryHandler(send_to, pattern(NAME, "send_to")),
    CallbackQueryHandler(add, pattern(NAME, "add")),
    CallbackQueryHandler(check, pattern(NAME, "check")),
    CallbackQueryHandler(cancel, pattern(NAME, "cancel")),
    MessageHandler(FILES, take),
    MessageHandler(OTHER_MEDIA, refuse_kind),
]

ask_staff = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("petugas", start_by_command, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(start, pattern(NAME, "start")),
        CallbackQueryHandler(resume, pattern(NAME, "resume")),
        CallbackQueryHandler(ask_more, pattern(NAME, "more")),
        MessageHandler(FILES & NothingOpen(), start_with_file),
    ],
    states={
        AskStaff.WORDS: [*_WHILE_GATHERING, MessageHandler(ANSWER, take)],
        AskStaff.CHECK: [*_WHILE_GATHERING, MessageHandler(ANSWER, take_word)],
        TIMEOUT: [TypeHandler(Update, remind)],
    },
    conversation_timeout=LEFT_ALONE,
    repeat=repeat,
    way_out=way_out,
)

ask_staff_aside = (
    MessageHandler(RepliedTo(ASKED) & (ANSWER | FILES), take_reply),
    CallbackQueryHandler(take_rating, pattern(NAME, "helped", "not_helped")),
)
"""What leaves an open conversation as it is."""
