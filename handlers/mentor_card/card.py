"""The card as a whole: the news in lines, then one item in full, and a button to the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from content.texts import Text
from handlers.callbacks import button
from handlers.mentor_card.item import CardView, Item
from handlers.mentor_card.names import NAME, text
from handlers.mentor_card.providers import PROVIDERS
from handlers.replies import Rows
from handlers.telling import Notice

_MOST_NEWS = 3


@dataclass(frozen=True)
class Card:
    """What a mentor is to hear, and what waits for the mentor."""

    news: Sequence[Item]
    items: Sequence[Item]

    @property
    def names(self) -> list[str]:
        """The names of all that is on it."""
        return [item.name for item in (*self.news, *self.items)]

    def has_more_than(self, last: Collection[str]) -> bool:
        """Whether it has something that the last card had not."""
        return not set(self.names) <= set(last)

    def after(self, name: str) -> Item | None:
        """The item after the one of this name, round and round; the first where that one is settled."""
        names = [item.name for item in self.items]
        at = names.index(name) + 1 if name in names else 0
        return self.items[at % len(names)] if names else None

    def notice(self, shown: Item | None = None, head: Text | None = None) -> Notice:
        """The message: a heading (or what was just done), the news, and this item or the first."""
        shown = shown or (self.items[0] if self.items else None)
        count = len(self.items) + len(self.news)
        parts = [head or (text.told_several.format(count=count) if count > 1 else text.told_one)]
        parts += [item.told for item in self.news[:_MOST_NEWS]]
        if len(self.news) > _MOST_NEWS:
            parts.append(text.told_more_news.format(count=len(self.news) - _MOST_NEWS))
        if shown is None:
            return Text("\n\n").join(parts), ()
        return Text("\n\n").join([*parts, shown.told]), [*shown.rows, *self._next(shown)]

    async def mark_told(self) -> None:
        """Keeps that all of it was told."""
        for item in (*self.news, *self.items):
            if item.when_told is not None:
                await item.when_told()

    def _next(self, shown: Item) -> Rows:
        others = len(self.items) - 1
        return [[button(text.button_next.plain(count=others), NAME, "next", shown.name)]] if others else []


async def card_of(view: CardView) -> Card:
    """The card of a mentor as it is now."""
    found = [item for provider in PROVIDERS for item in await provider(view)]
    return Card([item for item in found if item.is_news], [item for item in found if not item.is_news])
