"""What this part puts on the mentor's card: the weekly question, the question after a long rest, and a rest's end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.callbacks import button
from handlers.hours.asked import question
from handlers.hours.names import NAME, back_to_work, text
from handlers.mentor_card.item import CardView, Item
from models import MentorState
from services.mentors import weeks

_ASKED_BACK_FOR = timedelta(days=2)
_WEEK = timedelta(days=7)


async def items(view: CardView) -> Sequence[Item]:
    """At most one of them: an active mentor is not asked back, a resting one not about the week."""
    if view.mentor.state is MentorState.RESTING:
        return _asked_back(view)
    if view.mentor.state is MentorState.ACTIVE:
        return [*_rest_over(view), *await _weekly(view)]
    return []


async def _weekly(view: CardView) -> list[Item]:
    today = view.now.astimezone(view.office.zone).date()
    week = await weeks.open_question(view.session, view.mentor.person_id, today)
    if week is None:
        return []
    former = await weeks.pace_of(view.session, view.mentor.person_id, week.monday - _WEEK)
    return [Item(f"week:{week.monday.toordinal()}", *question(view.mentor, week.monday, former))]


def _asked_back(view: CardView) -> list[Item]:
    """Once for each rest: the name is that of the rest, and after two days it is left in peace."""
    mentor = view.mentor
    if mentor.asked_back_at is None or view.now - mentor.asked_back_at >= _ASKED_BACK_FOR:
        return []
    rows = [[back_to_work(), button(text.button_stay.plain(), NAME, "stay")]]
    return [Item(f"back:{mentor.asked_back_at:%Y%m%d}", text.ask_back, rows)]


def _rest_over(view: CardView) -> list[Item]:
    mentor = view.mentor
    if mentor.rests_until is None:
        return []

    async def when_told() -> None:
        mentor.rests_until = None

    name = f"rested:{mentor.rests_until.toordinal()}"
    return [Item(name, text.told_rest_over, is_news=True, when_told=when_told)]
