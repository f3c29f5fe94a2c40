"""Who puts something on a mentor's card, in the order in which it is shown."""

from __future__ import annotations

from handlers.contacts import card as contacts
from handlers.hours import card as hours
from handlers.meetings import card as meetings
from handlers.mentor_card import news, offers
from handlers.mentor_card.item import Provider
from handlers.workshops import card as workshops

PROVIDERS: tuple[Provider, ...] = (
    news.items,
    offers.items,
    workshops.items,
    meetings.items,
    contacts.items,
    hours.items,
)
