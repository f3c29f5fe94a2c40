"""What is told when a proposal is ready, and to a producer whose mentor is being asked."""

from __future__ import annotations

from durable.context import BotContext
from handlers.callbacks import button
from handlers.local_time import office_clock
from handlers.matching_desk.names import NAME, text
from handlers.mentor_requests import notices
from handlers.mentor_requests.names import ABOUT
from handlers.telling import Notice, tell_person
from models import Offer
from services.mentoring.offers import Step


def reckoned(run_id: int, pairs: int, unserved: int) -> Notice:
    """How many get a mentor, and the way to the proposal."""
    look = button(text.button_look.plain(), NAME, "pairs", f"{run_id}.0")
    home = button(text.button_one_by_one.plain(), NAME, "list", 0)
    return text.told_reckoned.format(pairs=pairs, unserved=unserved), [[look] if pairs else [home]]


def not_reckoned() -> Notice:
    """That it failed, and the way to do it by hand."""
    return text.told_not_reckoned, [[button(text.button_one_by_one.plain(), NAME, "list", 0)]]


async def tell_producer(context: BotContext, offer: Offer) -> None:
    """Who is asked now, as after every step of the search."""
    office, step = office_clock(context), Step(offer.request, offer)
    await tell_person(
        context,
        offer.request.producer_id,
        lambda: notices.moved_on(step, None, office),
        about=(ABOUT, offer.request_id),
    )
