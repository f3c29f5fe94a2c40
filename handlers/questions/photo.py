"""The photo of the product: kept by the platform's names for it, never as bytes."""

from __future__ import annotations

from telegram import Message
from telegram.ext import filters

from content.texts import Text
from handlers.questions.question import Answer, Asking, Question, text
from services.errors import FieldRefused


class Photo(Question):
    """The answer is [file_id, unique id] of the largest size."""

    key = "photo"
    messages = filters.PHOTO | filters.Document.ALL | filters.VIDEO

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        raise FieldRefused("refused_photo_needed")

    async def read_message(self, asking: Asking, message: Message) -> Answer | None:
        if not message.photo:  # sent as a file, or a video
            raise FieldRefused("refused_photo_needed")
        largest = message.photo[-1]
        return [largest.file_id, largest.file_unique_id]

    def shown(self, answer: Answer) -> Text:
        return text.told_photo_kept
