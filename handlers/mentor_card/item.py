"""What a mentor's card is made of. Each part of the office gives its own items; the card joins them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from content.texts import Text
from handlers.replies import Rows
from models import Mentor
from services.office_clock import OfficeClock


@dataclass(frozen=True)
class CardView:
    """What a provider may look at. Nothing is written while a card is made."""

    session: AsyncSession
    mentor: Mentor
    now: datetime
    office: OfficeClock


@dataclass(frozen=True)
class Item:
    """One thing on the card. `name` tells it from others, such as `offer:17`; buttons are those of its own handlers.

    What is `news` needs no answer and is only told once; what has buttons stays until it is settled. A card goes out
    when it has a name that the last card had not: what is to be said once more takes another name. `when_told` is
    called after the item went out on a card or was looked at, to keep that in the item's own row; news must have it.
    """

    name: str
    told: Text
    rows: Rows = ()
    is_news: bool = False
    when_told: Callable[[], Awaitable[None]] | None = None


Provider = Callable[[CardView], Awaitable[Sequence[Item]]]
