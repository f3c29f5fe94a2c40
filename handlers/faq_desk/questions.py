"""The questions to whoever writes an answer."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from content.answers.document import CATEGORIES
from content.texts import Text, escaped
from handlers.categories import told_category
from handlers.faq_desk.buttons import text
from handlers.faq_desk.steps import Desk, Sources
from handlers.questions.question import Answer, Asking, Question, Screen, in_columns
from handlers.who import office_name
from services.errors import FieldRefused
from services.faq import wording
from services.reading import folded

_MOST_SHOWN = 1500
_SAME = "same"


class _OwnWords(Question):
    """What there was before stands under the question, with a button that takes it again."""

    shows_former = True

    async def screen(self, asking: Asking) -> Screen:
        told = text[f"ask_{self.key}"]
        if asking.former is not None:
            told += "\n\n" + self.told_former(asking)
        return Screen(told, [row for row in (self.shortcuts(asking),) if row])

    def shortcuts(self, asking: Asking) -> list[InlineKeyboardButton]:
        """Answers that need no typing."""
        label = text[f"button_same_{self.key}"].plain()
        return [asking.button(label, _SAME)] if asking.former is not None else []

    def told_former(self, asking: Asking) -> Text:
        """What there was before."""
        raise NotImplementedError

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what != _SAME or asking.former is None:
            raise FieldRefused
        return asking.former


class Title(_OwnWords):
    """A short title; the question itself is suggested."""

    key = Desk.TITLE.value

    def told_former(self, asking: Asking) -> Text:
        return text.told_title_now.format(title=asking.former)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return " ".join(said.split())


class Kind(Question):
    """Which of the kinds of answers it belongs to."""

    key = Desk.KIND.value
    shows_former = True

    async def screen(self, asking: Asking) -> Screen:
        buttons = [asking.button(told_category(each).plain(), each) for each in CATEGORIES]
        return Screen(text.ask_kind, in_columns(buttons, 2))

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        named = {folded(name): each for each in CATEGORIES for name in (each, told_category(each).plain())}
        return await self.read_press(asking, named.get(folded(said), ""))

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what not in CATEGORIES:
            raise FieldRefused
        return what


class Words(_OwnWords):
    """The answer itself, typed plainly; kept as it was typed."""

    key = Desk.WORDS.value

    def told_former(self, asking: Asking) -> Text:
        return text.told_words_now + "\n" + Text(escaped(str(asking.former)[:_MOST_SHOWN]))

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return said


class Source(_OwnWords):
    """Where the words come from."""

    key = Desk.SOURCE.value

    def told_former(self, asking: Asking) -> Text:
        assert asking.former is not None
        names = ", ".join(dict.fromkeys(row.name for row in Sources.of(asking.former).rows))
        return text.told_source_now.format(sources=names)

    def shortcuts(self, asking: Asking) -> list[InlineKeyboardButton]:
        return [asking.button(text.button_staff_source.plain(), "staff"), *super().shortcuts(asking)]

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return Sources(wording.sources_of(said, office_name(asking.context)), typed=True).kept()

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        return await (self.read_text(asking, "petugas") if what == "staff" else super().read_press(asking, what))
