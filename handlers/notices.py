"""What the bot says on its own: sorry for a message that failed, and that it was away."""

from __future__ import annotations

from datetime import datetime

import content.texts
from content.texts import Text
from durable.outbox import record
from durable.tables import Kind
from durable.work import UnitOfWork, outgoing
from handlers.chat_language import languages_of, speaking
from handlers.local_time import told_time
from models import RoleKind
from services import people, roles

text = content.texts.load("notices")


async def apologise(unit: UnitOfWork) -> None:
    """Says sorry in the chat of a dead letter and tells staff, each of them at most once an hour."""
    if unit.is_synthetic:
        return  # the clock gets no apology
    with speaking(unit.chat.language):
        _send(unit, unit.chat.chat_id, text.told_sorry)
    hour = unit.now.strftime("%Y-%m-%dT%H")
    for chat_id, spoken in (await _staff_chats(unit)).items():
        # Named, so that a storm of failures is one notice an hour and not a hundred.
        named = f"dead-letter:{chat_id}:{hour}"
        with speaking(spoken), outgoing(kind=Kind.NOTICE, unique_key=named):
            _send(unit, chat_id, text.told_staff_dead_letter.format(number=unit.inbox_id))


def away_text(start: datetime, end: datetime, spoken: str) -> Text:
    """For everybody who may have written while the bot was away."""
    return _away("told_away", start, end, spoken)


def away_staff_text(start: datetime, end: datetime, spoken: str) -> Text:
    """The same for staff."""
    return _away("told_away_staff", start, end, spoken)


def _away(key: str, start: datetime, end: datetime, spoken: str) -> Text:
    with speaking(spoken):
        return text[key].format(start=told_time(start), end=told_time(end))


def _send(unit: UnitOfWork, chat_id: int, told: Text) -> None:
    record(unit, "sendMessage", {"chat_id": chat_id, "text": told, "parse_mode": "HTML"})


async def _staff_chats(unit: UnitOfWork) -> dict[int, str]:
    """The chats of all administrators and officers that this bot knows, with their languages."""
    staff = [
        person for kind in (RoleKind.ADMIN, RoleKind.PETUGAS) for person in await roles.holders(unit.session, kind)
    ]
    chats = {account.chat_id for person in staff for account in await people.accounts_of(unit.session, person)}
    return await languages_of(unit, chats)
