"""Questions with one answer of a few: by button, or by its name."""

from __future__ import annotations

from collections.abc import Sequence

from content.texts import Text, Texts
from handlers.questions.question import Answer, Asking, Question, Screen, in_columns
from services.errors import FieldRefused


class BookQuestion(Question):
    """A question whose words are in the book of its conversation."""

    book: Texts

    @property
    def field(self) -> Text:
        return self.book[f"field_{self.key}"]


class Choice(BookQuestion):
    """The answer is one of `choices`."""

    choices: Sequence[str]
    columns = 2

    def label(self, choice: str) -> Text:
        """The words on its button."""
        raise NotImplementedError

    def named_in(self, said: str) -> Sequence[str]:
        """The choices that a text names."""
        raise NotImplementedError

    async def screen(self, asking: Asking) -> Screen:
        buttons = [asking.button(self.label(choice).plain(), choice) for choice in self.choices]
        return Screen(self.book[f"ask_{self.key}"], in_columns(buttons, self.columns))

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        named = [choice for choice in self.named_in(said) if choice in self.choices]
        if len(named) != 1:
            raise FieldRefused("refused_choice_typed")
        return named[0]

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what not in self.choices:
            raise FieldRefused
        return what

    def shown(self, answer: Answer) -> Text:
        return self.label(answer)
