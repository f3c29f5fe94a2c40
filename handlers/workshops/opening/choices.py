"""What a class is: each with one answer of a few."""

from __future__ import annotations

from collections.abc import Sequence

from content.texts import Text
from handlers.mentoring_words import label_of, told_choice
from handlers.questions import choice
from handlers.questions.choice import BookQuestion
from handlers.questions.question import Answer
from handlers.workshops.opening.steps import ANY, Opening, text
from models import Cluster, Expertise, Way
from services.reading import folded, read_count
from services.reading.mentoring_words import read_clusters, read_expertise, read_ways
from services.workshops.plan import LENGTHS, WAYS

_ALL = {folded(word) for word in text.all_wordings("button_any")}


class OwnQuestion(BookQuestion):
    """A question whose words are in workshop_form.yaml."""

    book = text


class Choice(choice.Choice):
    """One with a few answers."""

    book = text


class Topic(Choice):
    """What the class is about."""

    key = Opening.TOPIC.value
    choices = tuple(each.value for each in Expertise)

    def label(self, choice: str) -> Text:
        return label_of(Expertise(choice))

    def named_in(self, said: str) -> Sequence[str]:
        return read_expertise(said)


class ForCluster(Choice):
    """For producers of which cluster."""

    key = Opening.CLUSTER.value
    choices = (*(each.value for each in Cluster), ANY)

    def label(self, choice: str) -> Text:
        return text.button_any if choice == ANY else label_of(Cluster(choice))

    def named_in(self, said: str) -> Sequence[str]:
        return [ANY] if folded(said) in _ALL else read_clusters(said)


class HowToMeet(Choice):
    """By video, by phone, or in one place."""

    key = Opening.WAY.value
    choices = tuple(each.value for each in WAYS)
    columns = 3

    def label(self, choice: str) -> Text:
        return label_of(Way(choice))

    def named_in(self, said: str) -> Sequence[str]:
        return read_ways(said)

    def shown(self, answer: Answer) -> Text:
        return told_choice(Way(answer))


class Length(Choice):
    """How many hours it takes."""

    key = Opening.LENGTH.value
    choices = tuple(str(int(each.total_seconds()) // 3600) for each in LENGTHS)
    columns = 3

    def label(self, choice: str) -> Text:
        return text.button_hours.format(count=choice)

    def named_in(self, said: str) -> Sequence[str]:
        return [str(read_count(said))]
