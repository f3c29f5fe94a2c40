"""What of the list somebody looks at: a page, and filters by topic, district and age, as a button carries them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from content.answers.document import CATEGORIES
from durable.context import BotContext
from handlers.ticket_desk.topics import categories
from services.tickets import Filters

AGES = {1: (timedelta(0), timedelta(days=1)), 2: (timedelta(days=1), timedelta(days=3)), 3: (timedelta(days=3), None)}
"""Since when something waits: (at least, less than)."""
_MOST_PAGES = 1000


@dataclass(frozen=True)
class View:
    """0 in a filter means whatever it is. `category` counts CATEGORIES from 1."""

    page: int = 0
    category: int = 0
    district: int = 0
    age: int = 0

    @classmethod
    def read(cls, what: str) -> Self:
        """From a button's data; what is forged or of another version is the beginning of the whole list."""
        if not re.fullmatch(r"\d{1,4}\.\d{1,2}\.\d{1,9}\.\d", what):
            return cls()
        found = cls(*map(int, what.split(".")))
        is_known = found.category <= len(CATEGORIES) and found.age <= len(AGES) and found.page < _MOST_PAGES
        return found if is_known else cls()

    def code(self) -> str:
        """For a button's data."""
        return f"{self.page}.{self.category}.{self.district}.{self.age}"

    @property
    def is_filtered(self) -> bool:
        return bool(self.category or self.district or self.age)

    def turned(self, pages: int) -> Self:
        """So many pages on or back."""
        return replace(self, page=self.page + pages)

    def narrowed(self, **filters: int) -> Self:
        """With another filter, from the first page."""
        return replace(self, page=0, **filters)

    async def filters(self, context: BotContext) -> Filters:
        """As the services ask for them."""
        topics = None
        if self.category:
            wanted = CATEGORIES[self.category - 1]
            topics = [topic for topic, category in (await categories(context)).items() if category == wanted]
        before, after = self._opened(context.now)
        return Filters(topics, self.district or None, opened_after=after, opened_before=before)

    def _opened(self, now: datetime) -> tuple[datetime | None, datetime | None]:
        """(not after, after)."""
        if not self.age:
            return None, None
        least, most = AGES[self.age]
        return now - least, now - most if most is not None else None
