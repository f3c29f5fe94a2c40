"""What a mentor only hears: sessions that the producer's word has booked, or that went with the producer's data."""

from __future__ import annotations

from collections.abc import Sequence

from content.texts import Text
from handlers.local_time import told_hour
from handlers.mentor_card.item import CardView, Item
from handlers.mentor_card.names import text
from handlers.mentor_card.offers import told_asker
from models import Meeting, MeetingState
from services.mentoring import asked
from services.office_clock import OfficeClock


async def items(view: CardView) -> Sequence[Item]:
    """One line for each booking that the mentor has not heard of, and for each that is off with its producer."""
    return [_item(view, meeting) for meeting in await asked.news_for(view.session, view.mentor.person_id, view.now)]


def told_news(meeting: Meeting, office: OfficeClock) -> Text:
    """The line about one session."""
    told = text.told_booked if meeting.state is MeetingState.SCHEDULED else text.told_off
    return told.format(who=told_asker(meeting.request), hour=told_hour(meeting.starts_at, office.zone))


def _item(view: CardView, meeting: Meeting) -> Item:
    async def when_told() -> None:
        meeting.mentor_told_at = view.now

    return Item(f"{meeting.state}:{meeting.id}", told_news(meeting, view.office), is_news=True, when_told=when_told)
