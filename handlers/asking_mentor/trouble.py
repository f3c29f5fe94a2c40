"""What the trouble is: words, a photo, a voice note, a video or a file; one message."""

from __future__ import annotations

from typing import Any

from telegram import Message

from content.texts import Text
from handlers.asking_mentor.steps import text
from handlers.passing_on import FILES, read_said
from handlers.questions.question import Answer, Asking, Question, Screen
from models import MessageKind
from services.mentoring.requests import check_trouble
from services.reading.shortening import shortened
from services.tickets import Said

_MOST_SHOWN = 150


class Trouble(Question):
    """The answer is [kind, words, file id, unique id]."""

    key = "trouble"
    messages = FILES

    @property
    def field(self) -> Text:
        return text.field_trouble

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_trouble, [])

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return _kept(Said(MessageKind.TEXT, said.strip()))

    async def read_message(self, asking: Asking, message: Message) -> Answer | None:
        return _kept(read_said(message))

    def shown(self, answer: Answer) -> Text:
        said = said_of(answer)
        words = [Text("{words}").format(words=shortened(said.words, _MOST_SHOWN))] if said.words else []
        files = [text[f"told_{said.kind.value}"]] if said.kind is not MessageKind.TEXT else []
        return Text(", ").join([*files, *words])


def said_of(answer: Any) -> Said:
    """The message that an answer keeps."""
    kind, *rest = answer
    return Said(MessageKind(kind), *rest)


def _kept(said: Said) -> Answer:
    check_trouble(said)
    return [said.kind.value, said.words, said.file_id, said.unique_id]


text.require(*(f"told_{kind.value}" for kind in MessageKind if kind is not MessageKind.TEXT))
