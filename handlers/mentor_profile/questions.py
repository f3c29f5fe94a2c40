"""The questions of a mentor's profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import cast

from content.texts import Text
from handlers.mentor_profile.figures import Hour, Limit
from handlers.mentor_profile.steps import Step, text
from handlers.mentoring_words import Choice, label_of, told_choice
from handlers.questions.district import District
from handlers.questions.districts import Districts
from handlers.questions.names import Owner
from handlers.questions.question import Answer, Asking, Question, Screen, in_columns
from handlers.questions.toggles import Toggles
from models import Cluster, Expertise, MentorKind, Spoken, Way
from services.errors import FieldRefused, MentorRefused
from services.reading.about import clean_about
from services.reading.mentoring_words import (
    read_clusters,
    read_expertise,
    read_languages,
    read_mentor_kinds,
    read_ways,
)
from services.reading.short_answers import says


class ShownName(Owner):
    """The name that people see."""

    key = Step.NAME.value

    @property
    def field(self) -> Text:
        return text.field_name

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_name, [])


class Kind(Question):
    """Where the mentor comes from."""

    key = Step.KIND.value

    @property
    def field(self) -> Text:
        return text.field_kind

    async def screen(self, asking: Asking) -> Screen:
        buttons = [asking.button(label_of(kind).plain(), kind.value) for kind in MentorKind]
        return Screen(text.ask_kind, in_columns(buttons, 2))

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        named = read_mentor_kinds(said)
        if len(named) != 1:
            raise FieldRefused("refused_mentor_kind")
        return named[0].value

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what not in {kind.value for kind in MentorKind}:
            raise FieldRefused
        return what

    def shown(self, answer: Answer) -> Text:
        return label_of(MentorKind(answer))


class Choices(Toggles):
    """Several of the names that mentoring knows; at least one where `needs_one`."""

    columns = 2

    def __init__(
        self, step: Step, choices: Sequence[Choice], read: Callable[[str], Sequence[StrEnum]], *, needs_one: bool
    ) -> None:
        self.key, self.choices, self._read, self._needs_one = step.value, choices, read, needs_one

    @property
    def field(self) -> Text:
        return text[f"field_{self.key}"]

    def label(self, choice: StrEnum) -> Text:
        return label_of(cast("Choice", choice))

    def told(self, choice: StrEnum) -> Text:
        return told_choice(cast("Choice", choice))

    def named_in(self, said: str) -> Sequence[StrEnum]:
        return self._read(said)

    def question(self) -> Text:
        return text[f"ask_{self.key}"]

    def checked(self, chosen: list[str]) -> list[str]:
        if self._needs_one and not chosen:
            raise MentorRefused
        return chosen

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        if says(said, "none") and not self._needs_one:
            return []
        return await super().read_text(asking, said)

    def shown(self, answer: Answer) -> Text:
        return super().shown(answer) or text.told_none


class Home(District):
    """The district in which the mentor is most often."""

    refused_outside = "refused_home_outside"
    refused_far = "refused_home_far"

    @property
    def asked(self) -> Text:
        return text.ask_district

    @property
    def field(self) -> Text:
        return text.field_district


class Visits(Districts):
    """The districts that the mentor can come to."""

    key = Step.VISITS.value

    @property
    def field(self) -> Text:
        return text.field_visits

    @property
    def asked(self) -> Text:
        return text.ask_visits

    @property
    def none(self) -> Text:
        return text.button_no_visits

    def shown(self, answer: Answer) -> Text:
        return super().shown(answer) or text.told_no_visits


class About(Question):
    """One line in the mentor's own words; empty when there is none."""

    key = Step.ABOUT.value

    @property
    def field(self) -> Text:
        return text.field_about

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_about, [[asking.button(text.button_no_about.plain(), "none")]])

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return "" if says(said, "skip") or says(said, "none") else clean_about(said)

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what != "none":
            raise FieldRefused
        return ""

    def shown(self, answer: Answer) -> Text:
        return super().shown(answer) if answer else text.told_none


_LANGUAGES = tuple(each for each in Spoken if each is not Spoken.INDONESIAN)
_ALL: tuple[Question, ...] = (
    ShownName(),
    Kind(),
    Choices(Step.TOPICS, tuple(Expertise), read_expertise, needs_one=True),
    Choices(Step.CLUSTERS, tuple(Cluster), read_clusters, needs_one=False),
    Home(),
    Choices(Step.WAYS, tuple(Way), read_ways, needs_one=True),
    Visits(),
    Choices(Step.LANGUAGES, _LANGUAGES, read_languages, needs_one=False),
    Limit(Step.WEEK),
    Limit(Step.MONTH),
    Hour(),
    About(),
)
QUESTIONS = {question.key: question for question in _ALL}
