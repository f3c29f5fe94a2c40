"""Who puts something on a mentor's card, in the order in which it is shown."""

from __future__ import annotations

from handlers.mentor_card import news, offers
from handlers.mentor_card.item import Provider
from handlers.workshops import card as workshops

PROVIDERS: tuple[Provider, ...] = (news.items, workshops.items, offers.items)
