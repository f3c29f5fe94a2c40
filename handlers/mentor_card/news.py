"""What a mentor only hears: sessions that were booked because the producer took the mentor's hour."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.local_time import told_hour
from handlers.mentor_card.item import CardView, Item
from handlers.mentor_card.names import text
from handlers.mentor_card.offers import told_asker
from models import Meeting
from services.mentoring import asked


async def items(view: CardView) -> Sequence[Item]:
    """One line for each booking that the mentor has not heard of."""
    return [_item(view, meeting) for meeting in await asked.bookings_to_tell(view.session, view.mentor.person_id)]


def _item(view: CardView, meeting: Meeting) -> Item:
    async def when_told() -> None:
        meeting.mentor_told_at = view.now

    hour = told_hour(meeting.starts_at, view.office.zone)
    told = text.told_booked.format(who=told_asker(meeting.request), hour=hour)
    return Item(f"booked:{meeting.id}", told, is_news=True, when_told=when_told)
