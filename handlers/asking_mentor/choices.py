"""Questions that are answered by one of a few buttons, or by typing what stands on one: business, topic, way."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from content.texts import Text, escaped
from handlers.asking_mentor.steps import own_businesses, text
from handlers.mentoring_words import Choice, label_of, told_choice
from handlers.questions.question import Answer, Asking, Question, Rows, Screen, in_columns
from handlers.whom import business_label, helped_names
from models import Expertise, Way
from services.errors import FieldRefused
from services.reading import folded
from services.reading.mentoring_words import read_expertise, read_ways

_MOST_SHOWN = 20


class OwnBusiness(Question):
    """Which of the person's businesses, or of the helped, it is about. The answer is its id."""

    key = "business"

    @property
    def field(self) -> Text:
        return text.field_business

    async def screen(self, asking: Asking) -> Screen:
        names = await helped_names(asking.context)
        owned = await own_businesses(asking.context)
        buttons = [asking.button(business_label(each, names), each.id) for each in owned[:_MOST_SHOWN]]
        return Screen(text.ask_business, in_columns(buttons, 1))

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        owned = await own_businesses(asking.context)
        exact = [each.id for each in owned if folded(each.name) == folded(said)]
        found = exact or [each.id for each in owned if folded(said) in folded(each.name)]
        if len(found) != 1:
            raise FieldRefused("refused_which_business")
        return found[0]

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        found = [each.id for each in await own_businesses(asking.context) if str(each.id) == what]
        if not found:
            raise FieldRefused
        return found[0]

    def shown(self, answer: Answer) -> Text:
        return Text(escaped(answer))


class OneOf(Question):
    """One of the choices; the answer is its value."""

    choices: Sequence[StrEnum]
    refused: str

    def asked(self) -> Text:
        """The words of the question."""
        raise NotImplementedError

    def named_in(self, said: str) -> Sequence[StrEnum]:
        """The choices that a text names."""
        raise NotImplementedError

    async def screen(self, asking: Asking) -> Screen:
        return Screen(self.asked(), self._rows(asking))

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        labelled = [choice for choice in self.choices if folded(label_of(_known(choice))) == folded(said)]
        named = labelled or self.named_in(said)
        if len(named) != 1:
            raise FieldRefused(self.refused)
        return named[0].value

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what not in {choice.value for choice in self.choices}:
            raise FieldRefused
        return what

    def _rows(self, asking: Asking) -> Rows:
        buttons = [asking.button(label_of(_known(choice)).plain(), choice.value) for choice in self.choices]
        return in_columns(buttons, 2)


class Topic(OneOf):
    """What help is needed with."""

    key = "topic"
    choices = tuple(Expertise)
    refused = "refused_one_topic"

    @property
    def field(self) -> Text:
        return text.field_topic

    def asked(self) -> Text:
        return text.ask_topic

    def named_in(self, said: str) -> Sequence[StrEnum]:
        return read_expertise(said)

    def shown(self, answer: Answer) -> Text:
        return told_choice(Expertise(answer))


class MeetingWay(OneOf):
    """How the two meet."""

    key = "way"
    choices = tuple(Way)
    refused = "refused_one_way"

    @property
    def field(self) -> Text:
        return text.field_way

    def asked(self) -> Text:
        return text.ask_way

    def named_in(self, said: str) -> Sequence[StrEnum]:
        return read_ways(said)

    def shown(self, answer: Answer) -> Text:
        return told_choice(Way(answer))


def _known(choice: StrEnum) -> Choice:
    assert isinstance(choice, (Expertise, Way))
    return choice
