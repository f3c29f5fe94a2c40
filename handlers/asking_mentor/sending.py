"""Sending the request: kept once, and offered to the mentor who was chosen or fits best."""

from __future__ import annotations

from content.texts import Text
from durable.context import BotContext
from durable.work import outgoing
from handlers.asking_mentor.steps import chosen_business, text
from handlers.asking_mentor.summary import language_of
from handlers.asking_mentor.trouble import said_of
from handlers.draft_form import answers
from handlers.keyboards import menu_keyboard
from handlers.local_time import office_clock
from handlers.mentor_requests import notices
from handlers.mentor_requests.names import ABOUT
from handlers.replies import say
from handlers.who import writer
from models import Expertise, Way
from services.mentoring import offers, requests
from services.roles import Act, require


async def send(context: BotContext, chosen: int | None) -> None:
    """Keeps the request and begins the search. Raises RequestConflict when too many wait already."""
    given, business = answers(context), await chosen_business(context)
    request = await requests.ask(
        context.session,
        require(await writer(context), Act.ASK_FOR_MENTOR, business),
        business,
        topic=Expertise(given["topic"]),
        trouble=said_of(given["trouble"]),
        way=Way(given["way"]),
        hours=given["hours"],
        language=language_of(context),
        chosen_mentor_id=chosen,
        now=context.now,
    )
    office = office_clock(context)
    step = await offers.offer_next(context.session, request, context.now, office)
    told = Text("\n\n").join([text.told_sent, notices.told_step(step, office), text.told_where_to_look])
    with outgoing(about=(ABOUT, request.id)):
        await say(context, told, keyboard=menu_keyboard())
