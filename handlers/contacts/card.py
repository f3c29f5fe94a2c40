"""On a mentor's card: the one question about the contact, for each booked session that has not been asked about."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from handlers.callbacks import button
from handlers.contacts.asking import NAME, text, when
from handlers.mentor_card.item import CardView, Item
from handlers.room.names import name_of
from models import Meeting, MeetingState, Side, Way
from services.office_clock import OfficeClock


async def items(view: CardView) -> Sequence[Item]:
    """Sessions by chat need no number."""
    query = select(Meeting).where(
        Meeting.mentor_id == view.mentor.person_id,
        Meeting.starts_at > view.now,
        Meeting.state == MeetingState.SCHEDULED,
        Meeting.way != Way.CHAT,
        Meeting.mentor_shows_contact.is_(None),
    )
    found = await view.session.scalars(query.order_by(Meeting.starts_at))
    return [_item(meeting, view.office) for meeting in found]


def _item(meeting: Meeting, office: OfficeClock) -> Item:
    told = text.ask_contact.format(name=name_of(meeting, Side.PRODUCER), when=when(meeting, office))
    # The username is only known when a button is pressed, so one tap more leads to the choices.
    rows = [[
        button(text.button_ask.plain(), NAME, "ask", meeting.id),
        button(text.button_hide.plain(), NAME, "show", f"{meeting.id}.none"),
    ]]  # fmt: skip
    return Item(f"contact:{meeting.id}", told, rows)
