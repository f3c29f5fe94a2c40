"""Sending what was gathered: a new ticket, or more words to one; and saying honestly when an answer can be expected."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.work import outgoing
from handlers.asking_staff.draft import Draft
from handlers.asking_staff.likely import Likely, likely
from handlers.asking_staff.moments import told_moment
from handlers.keyboards import menu_keyboard
from handlers.local_time import office_time
from handlers.replied import ASKED
from handlers.replies import say
from handlers.ticket_desk import notices
from handlers.who import channel, writer
from models import Question, Ticket
from services import tickets
from services.tickets import Said
from services.working_time import add_working_time, is_working_time

text = content.texts.load("ask_staff")


async def send_draft(update: Update, context: BotContext) -> None:
    """A new ticket of what was gathered; staff hear at once of what cannot wait.

    Raises QuestionRefused or TicketsConflict.
    """
    draft = Draft(context)
    question = await own_question(context, draft.question_id)
    about = await likely(context, draft.all_words, question)
    ticket = await open_ticket(update, context, draft.words, draft.files, question, about)
    if about.is_urgent:
        await notices.tell_at_once(context, ticket)
    await _tell(context, ticket, text.told_sent)


async def open_ticket(
    update: Update,
    context: BotContext,
    words: str | None,
    files: Sequence[Said],
    question: Question | None,
    about: Likely,
) -> Ticket:
    """A new ticket of this chat. Raises QuestionRefused or TicketsConflict."""
    return await tickets.open_ticket(
        context.session,
        channel=channel(context.bot_data),
        chat_id=context.chat.chat_id,
        asker=await writer(context),
        asker_name=await _asker_name(update, context),
        words=words,
        files=files,
        topic_id=about.topic_id,
        question_id=question.id if question else None,
        is_urgent=about.is_urgent,
        now=context.now,
        **office_time(context),
    )


async def write_more(context: BotContext, ticket: Ticket, words: str | None, files: Sequence[Said]) -> bool:
    """More words to a ticket of this chat; staff hear of an urgent one at once. True when it is open again.

    Raises QuestionRefused or TicketMissing.
    """
    is_reopened = await tickets.write_more(
        context.session, ticket, words=words, files=files, now=context.now, **office_time(context)
    )
    if ticket.is_urgent:
        await notices.tell_at_once(context, ticket)
    return is_reopened


async def tell_written_more(context: BotContext, ticket: Ticket, is_reopened: bool) -> None:
    """Says that it was added."""
    await _tell(context, ticket, text.told_reopened if is_reopened else text.told_added)


async def _tell(context: BotContext, ticket: Ticket, told: Text) -> None:
    with outgoing(about=(ASKED, ticket.id)):
        await say(context, told.format(number=ticket.id, when=told_when(context, ticket)), keyboard=menu_keyboard())


def told_when(context: BotContext, ticket: Ticket) -> Text:
    """When an answer can be expected, and when the office opens if it is closed now."""
    if ticket.remind_at <= context.now:
        return text.told_when_late
    zone = office_time(context)["zone"]
    until = told_moment(ticket.remind_at, zone)
    if is_working_time(context.now, **office_time(context)):
        return text.told_when_open.format(until=until)
    opens = add_working_time(context.now, **office_time(context))
    return text.told_when_closed.format(opens=told_moment(opens, zone), until=until)


async def own_question(context: BotContext, question_id: int | None) -> Question | None:
    """A question that the bot was asked in this very chat; None for any other, or none."""
    question = await context.session.get(Question, question_id) if question_id else None
    if question is None or (question.channel, question.chat_id) != (channel(context.bot_data), context.chat.chat_id):
        return None
    return question


async def _asker_name(update: Update, context: BotContext) -> str:
    """As the person is called here, else on the phone."""
    person = await writer(context)
    shown = update.effective_user.full_name if update.effective_user else ""
    return person.name if person is not None and person.name else shown
