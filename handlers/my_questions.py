"""Pertanyaan saya: what somebody asked staff, and where each question stands."""

from __future__ import annotations

from telegram import InlineKeyboardButton, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.asking_staff.coming_back import deliver, own_ticket
from handlers.asking_staff.moments import told_moment
from handlers.asking_staff.names import NAME
from handlers.callbacks import button, pattern, press
from handlers.local_time import office_time
from handlers.questions.question import in_columns
from handlers.replies import acknowledge, say
from handlers.talk import Talk
from handlers.who import channel
from models import Person, Ticket, TicketState
from services import tickets
from services.reading.shortening import shortened

text = content.texts.load("ask_staff")
_MOST_SHOWN = 5
_MOST_ANSWERS = 5
_MOST_CHARACTERS = 50


async def list_mine(update: Update, context: BotContext) -> None:
    """The latest questions, newest first, with a button to go on with each."""
    mine = await tickets.tickets_of(context.session, channel(context.bot_data), context.chat.chat_id, _MOST_SHOWN)
    ask = [button(text.button_ask_staff.plain(), NAME, "start")]
    if not mine:
        await say(context, text.told_none_asked, [ask])
        return
    lines = [
        text.told_mine_line.format(number=each.id, words=_words(each), state=told_state(context, each)) for each in mine
    ]
    buttons = [each for ticket in mine for each in _ways_on(ticket)]
    await say(context, text.told_mine.format(questions=Text("\n\n").join(lines)), [*in_columns(buttons, 2), ask])


async def show_answer(update: Update, context: BotContext) -> None:
    """What staff answered, once more: it may not have arrived, or the chat was emptied since."""
    ticket = await own_ticket(context, press(update).what)
    await acknowledge(update, context)
    answers = [message for message in ticket.messages if message.author_id is not None]
    if not answers:
        await say(context, told_state(context, ticket), [[_go_on(ticket)]])
    for message in answers[-_MOST_ANSWERS:]:
        by = await context.session.get_one(Person, message.author_id)
        await deliver(context, ticket, by, tickets.said_in(message), message is not answers[-1])


def _words(ticket: Ticket) -> str:
    words = shortened(ticket.asked_words, _MOST_CHARACTERS)
    return words or text[f"told_{ticket.messages[0].kind.value}"].format(count=1)


def _ways_on(ticket: Ticket) -> list[InlineKeyboardButton]:
    if ticket.state is not TicketState.ANSWERED:
        return [_go_on(ticket)]
    return [button(text.button_answer.plain(number=ticket.id), NAME, "answer", ticket.id), _go_on(ticket)]


def _go_on(ticket: Ticket) -> InlineKeyboardButton:
    label = text.button_join if ticket.is_waiting else text.button_again_number
    return button(label.plain(number=ticket.id), NAME, "more", ticket.id)


def told_state(context: BotContext, ticket: Ticket) -> Text:
    """Where it stands, in a few words for its asker."""
    if ticket.is_waiting:
        if ticket.remind_at <= context.now:
            return text.told_state_late
        return text.told_state_waiting.format(until=told_moment(ticket.remind_at, office_time(context)["zone"]))
    name = (ticket.claimed_by.name if ticket.claimed_by else None) or text.told_nameless
    return text[f"told_state_{ticket.state.value}"].format(name=name)


my_questions = Talk(
    name="my_questions",
    entry_points=[
        CommandHandler("pertanyaan_saya", list_mine, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(show_answer, pattern(NAME, "answer")),
    ],
    states={},
)
