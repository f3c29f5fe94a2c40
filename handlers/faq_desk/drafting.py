"""Jadikan FAQ: what staff have answered once, the bot knows from then on."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.answers import told_title
from handlers.callbacks import button, number, press
from handlers.faq_desk.buttons import NAME, buttons_of_proposal, buttons_under, text
from handlers.faq_desk.colleagues import officer
from handlers.faq_desk.proposals import send_proposal, told_questions
from handlers.faq_desk.steps import MAKING, begin_draft, first_open
from handlers.faq_desk.writing import asks_about_other_text, go_to
from handlers.form import Next
from handlers.replies import acknowledge, say
from models import FaqTopic
from services.errors import AnswerMissing
from services.faq import from_tickets, known, proposals
from services.faq.from_tickets import Answered
from services.faq.known import read
from services.faq.wording import with_ways_to_ask


async def draft(update: Update, context: BotContext) -> Next:
    """Begins a new answer, or offers to add the question to the answer that there is."""
    person = await officer(context, update)
    ticket = await from_tickets.answered_ticket(context.session, number(press(update).what) or 0)
    await acknowledge(update, context)
    topic = await from_tickets.topic_of(context.session, ticket.ticket_id)
    if topic is not None and (answer := await known.answer_of_topic(context.session, topic.id)) is not None:
        told = text.told_known_already.format(title=told_title(answer.document))
        await say(context, told, [buttons_under(topic.id)])
        return None
    waiting = await proposals.waiting_proposals(context.session, topic.id) if topic is not None else []
    if waiting:
        told = text.told_waits_already.format(title=told_title(read(waiting[-1].document)))
        await say(context, told, [buttons_of_proposal(waiting[-1], person)])
        return None
    if ticket.likely is not None:
        await _offer_to_add(context, ticket)
        return None
    return await _begin(update, context, ticket)


async def draft_new(update: Update, context: BotContext) -> Next:
    """A new answer all the same, or in place of what was being written."""
    await officer(context)
    ticket = await from_tickets.answered_ticket(context.session, number(press(update).what) or 0)
    await acknowledge(update, context)
    context.draft.clear()
    return await _begin(update, context, ticket)


async def add_ways(update: Update, context: BotContext) -> None:
    """Proposes that the questions be ways to ask for the answer that there is."""
    author = await officer(context, update)
    ticket = await from_tickets.answered_ticket(context.session, number(press(update).what) or 0)
    if ticket.likely is None:
        raise AnswerMissing
    await acknowledge(update, context)
    questions = await from_tickets.new_ways_to_ask(context.session, ticket.questions)
    if not questions:
        await say(context, text.told_ways_known)
        return
    topic = await context.session.get_one(FaqTopic, ticket.likely.topic_id)
    document = with_ways_to_ask(ticket.likely.document, questions)
    version = await proposals.propose(context.session, topic, document, author, context.now, ticket.ticket_id)
    await send_proposal(update, context, author, version)


async def _begin(update: Update, context: BotContext, ticket: Answered) -> Next:
    if await asks_about_other_text(context, ticket.ticket_id, "draft_new"):
        return None
    if not context.draft.get("answers"):
        begin_draft(context, MAKING, ticket.ticket_id)
        await say(context, text.told_from_ticket.format(questions=told_questions(ticket.questions)))
    return await go_to(update, context, first_open(context))


async def _offer_to_add(context: BotContext, ticket: Answered) -> None:
    assert ticket.likely is not None
    asked = text.ask_add_or_new.format(
        title=told_title(ticket.likely.document), questions=told_questions(ticket.questions)
    )
    add = button(text.button_add_ways.plain(), NAME, "add", ticket.ticket_id)
    new = button(text.button_new_answer.plain(), NAME, "draft_new", ticket.ticket_id)
    await say(context, asked, [[add, new], [button(text.button_no.plain(), NAME, "no")]])
