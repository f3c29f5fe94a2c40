"""For whom somebody writes: village helpers (kader) also for others, and then each thing says whose it is."""

from __future__ import annotations

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.who import writer
from models import Business
from services import helping

text = content.texts.load("helping")


async def helped_names(context: BotContext) -> dict[int, str]:
    """{person id: name} of the people whom the writer helps; nobody, for most."""
    helped = await helping.helped_by(context.session, await writer(context))
    return {person.id: person.name or "-" for person in helped}


def named(words: Text, person_id: int, names: dict[int, str]) -> Text:
    """The words, below a line with the name of whoever they are about, if that is somebody helped."""
    return text.told_whose.format(name=names[person_id]) + "\n" + words if person_id in names else words


def business_label(business: Business, names: dict[int, str]) -> str:
    """The name of a business; of a helped person's, whose it is behind it."""
    if business.owner_id not in names:
        return business.name
    return text.button_whose.plain(business=business.name, name=names[business.owner_id])
