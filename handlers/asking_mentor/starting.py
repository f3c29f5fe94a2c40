"""What stands before the questions: a mentor's own card, the requests there are, and whether one may ask at all."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.asking_mentor.steps import NAME, own_businesses, text
from handlers.callbacks import button
from handlers.mentor_card.showing import card_now
from handlers.mentor_requests.listing import list_mine
from handlers.replies import say
from handlers.who import writer
from models import Mentor
from services.errors import RequestConflict
from services.mentoring import requests
from services.roles import Act, allowed, stands_for


async def show_what_there_is(update: Update, context: BotContext) -> bool:
    """A mentor's card, or the requests of a producer who has some; False where there is nothing of either."""
    person = await writer(context)
    if person is None:
        return False
    if allowed(person, Act.BE_MENTOR) and await context.session.get(Mentor, person.id) is not None:
        told, rows = await card_now(context)
        ask = [[button(text.button_ask.plain(), NAME, "new")]] if await own_businesses(context) else []
        await say(context, told, [*rows, *ask])
        return True
    if await requests.requests_of(context.session, stands_for(person)):
        await list_mine(update, context)
        return True
    return False


async def may_ask(context: BotContext) -> bool:
    """Whether the writer has a business, or helps somebody who has; who has none is told how to register one.

    Raises RequestConflict when nobody of them may ask for more.
    """
    owners = {business.owner_id for business in await own_businesses(context)}
    if not owners:
        register = button(text.button_register.plain(), "register", "start")
        await say(context, text.told_no_business, [[register]])
        return False
    if min([await requests.open_count(context.session, owner) for owner in owners]) >= requests.MOST_OPEN:
        raise RequestConflict("refused_requests_many", most=requests.MOST_OPEN)
    return True
