"""What classes put on a mentor's card: one that staff opened asks for the yes, one that is over for who came."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.callbacks import button
from handlers.mentor_card.item import CardView, Item
from handlers.workshops import notices
from handlers.workshops.lines import told_when
from handlers.workshops.names import NAME, RUN, text
from models import Workshop
from services.workshops import holding

ON_CARD = "card"
"""Behind the class in a button's data: the card goes on after the answer."""


async def items(view: CardView) -> Sequence[Item]:
    """Those that are over first: there somebody waits to be remembered."""
    mentor_id = view.mentor.person_id
    over = [_who_came(view, each) for each in await holding.unsettled(view.session, mentor_id, view.now)]
    asked = [_can_you(view, each) for each in await holding.unanswered(view.session, mentor_id, view.now)]
    return [*over, *asked]


def _who_came(view: CardView, workshop: Workshop) -> Item:
    told = text.ask_came.format(title=workshop.title, when=told_when(workshop, view.office.zone))
    return Item(f"came:{workshop.id}", told, [[button(text.button_came.plain(), RUN, "came", workshop.id)]])


def _can_you(view: CardView, workshop: Workshop) -> Item:
    async def when_told() -> None:
        workshop.mentor_told_at = workshop.mentor_told_at or view.now

    told, _ = notices.ask_mentor(workshop, view.office.zone)
    yes = button(text.button_agree.plain(), NAME, "agree", f"{workshop.id}.{ON_CARD}")
    no = button(text.button_cannot.plain(), NAME, "off", workshop.id)
    return Item(f"class:{workshop.id}", told, [[yes, no]], when_told=when_told)
