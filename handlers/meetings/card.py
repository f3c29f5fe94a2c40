"""On a mentor's card: sessions of the last two weeks that wait for the mentor's word or stars."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.meetings.names import text, values_of
from handlers.meetings.settling import settle_rows, stars_rows
from handlers.mentor_card.item import CardView, Item
from models import Meeting, Side
from services.mentoring import own_meetings
from services.office_clock import OfficeClock


async def items(view: CardView) -> Sequence[Item]:
    """One for each: first whether it was held, then the stars."""
    waiting = await own_meetings.to_tell(view.session, view.mentor.person, view.now)
    mine = [meeting for meeting in waiting if meeting.mentor_id == view.mentor.person_id]
    return [_item(meeting, view.office) for meeting in reversed(mine)]


def _item(meeting: Meeting, office: OfficeClock) -> Item:
    values = values_of(meeting, Side.MENTOR, office)
    if meeting.mentor_says is None:
        told = text.ask_held.format(when=values["when"], name=values["name"])
        return Item(f"held:{meeting.id}", told, settle_rows(meeting, Side.MENTOR))
    return Item(f"stars:{meeting.id}", text.ask_stars_mentor.format(name=values["name"]), stars_rows(meeting))
