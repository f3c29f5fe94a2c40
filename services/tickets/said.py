"""What somebody says in one message of a ticket, before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from durable.limits import TEXT_UNITS, utf16_units
from models import MessageKind, Person, TicketMessage
from services.errors import QuestionRefused

MOST_CHARACTERS = 3000
"""Of a question, so that it fits into one message with what stands around it."""
MOST_FILES = 10
"""As many as an album has."""


@dataclass(frozen=True)
class Said:
    """Words, or a file as the platform names it, with or without words under it."""

    kind: MessageKind
    words: str | None = None
    file_id: str | None = None
    unique_id: str | None = None


def said_in(kept: TicketMessage) -> Said:
    """What a kept message says."""
    return Said(kept.kind, kept.words, kept.file_id, kept.unique_id)


def check_question(words: str | None, files: Sequence[Said]) -> None:
    """Raises QuestionRefused for what is no question, or more than one can be."""
    if not (words and words.strip()) and not files:
        raise QuestionRefused
    is_long = len(words or "") > MOST_CHARACTERS or utf16_units(words or "") > TEXT_UNITS
    if is_long or len(files) > MOST_FILES:
        raise QuestionRefused("refused_question_long", characters=MOST_CHARACTERS, files=MOST_FILES)


def asked(words: str | None, files: Sequence[Said], now: datetime) -> list[TicketMessage]:
    """The rows of a question: its words first, then its files. Raises QuestionRefused."""
    check_question(words, files)
    texts = [Said(MessageKind.TEXT, words.strip())] if words and words.strip() else []
    return [message(each, None, now) for each in (*texts, *files)]


def message(said: Said, author: Person | None, now: datetime) -> TicketMessage:
    """The row of one message; no author: the asker."""
    return TicketMessage(
        author_id=author.id if author else None,
        kind=said.kind,
        words=said.words,
        file_id=said.file_id,
        unique_id=said.unique_id,
        sent_at=now,
    )
