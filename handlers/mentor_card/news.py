"""What a mentor only hears: sessions that the producer's word has booked, or that went with the producer's data."""

from __future__ import annotations

from collections.abc import Sequence

from content.texts import Text
from handlers.local_time import told_hour
from handlers.mentor_card.item import CardView, Item
from handlers.mentor_card.names import text
from handlers.mentor_card.offers import told_asker
from models import Meeting
from services.mentoring import asked


async def items(view: CardView) -> Sequence[Item]:
    """One line for each booking that the mentor has not heard of, and for each that is off with its producer."""
    booked = await asked.bookings_to_tell(view.session, view.mentor.person_id)
    off = await asked.cancellations_to_tell(view.session, view.mentor.person_id, view.now)
    return [
        *(_item(view, "booked", text.told_booked, meeting) for meeting in booked),
        *(_item(view, "off", text.told_off, meeting) for meeting in off),
    ]


def _item(view: CardView, kind: str, told: Text, meeting: Meeting) -> Item:
    async def when_told() -> None:
        meeting.mentor_told_at = view.now

    hour = told_hour(meeting.starts_at, view.office.zone)
    told = told.format(who=told_asker(meeting.request), hour=hour)
    return Item(f"{kind}:{meeting.id}", told, is_news=True, when_told=when_told)
