"""Questions with several choices at once: each press turns one on or off, in place, until `Selesai`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import content.texts
from content.texts import Text
from handlers.questions.question import Answer, Asking, Question, Rows, Screen, in_columns, text
from handlers.replies import say, show
from models import Activity, Permit
from services.errors import ActivitiesRefused, FieldRefused
from services.reading.short_answers import read_activities, read_permits, says

words = content.texts.load("classification")
ON, OFF = "☑ ", "☐ "  # signs that every phone has, also without a font for emoji


class Toggles(Question):
    """The answer is a list of choices, in their own order."""

    choices: Sequence[StrEnum]
    columns = 1
    shows_former = True

    def label(self, choice: StrEnum) -> Text:
        """The words on the button of a choice."""
        raise NotImplementedError

    def told(self, choice: StrEnum) -> Text:
        """The choice within a sentence."""
        return self.label(choice)

    def named_in(self, said: str) -> Sequence[StrEnum]:
        """The choices that a text names."""
        raise NotImplementedError

    def question(self) -> Text:
        """The words of the question."""
        return text[f"ask_{self.key}"]

    def checked(self, chosen: list[str]) -> list[str]:
        """The answer; raises a Refused when it cannot be one."""
        return chosen

    async def screen(self, asking: Asking) -> Screen:
        asking.notes["chosen"] = list(asking.former or [])
        return Screen(self.question(), self._rows(asking))

    async def rows(self, asking: Asking) -> Rows:
        asking.notes.setdefault("chosen", list(asking.former or []))
        return self._rows(asking)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        chosen = asking.notes.setdefault("chosen", [])
        if says(said, "done"):
            return self.checked(chosen)
        named = [choice.value for choice in self.named_in(said)]
        if not named:
            raise FieldRefused("refused_toggle")
        asking.notes["chosen"] = self._in_order({*chosen, *named})
        await say(asking.context, asking.whole(self.question()), [*self._rows(asking), *asking.way_out])
        return None

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        chosen = asking.notes.setdefault("chosen", [])
        if what == "done":
            return self.checked(chosen)
        turn, _, name = what.partition("-")
        if name not in {choice.value for choice in self.choices} or turn not in ("on", "off"):
            raise FieldRefused
        asking.notes["chosen"] = self._in_order({*chosen} | {name} if turn == "on" else {*chosen} - {name})
        await show(asking.update, asking.context, asking.whole(self.question()), [*self._rows(asking), *asking.way_out])
        return None

    def shown(self, answer: Answer) -> Text:
        return Text(", ").join(self.told(choice) for choice in self.choices if choice.value in answer)

    def _in_order(self, chosen: set[str]) -> list[str]:
        return [choice.value for choice in self.choices if choice.value in chosen]

    def _rows(self, asking: Asking) -> Rows:
        chosen = asking.notes["chosen"]
        # The button says what it will do, not "the other way": the twin of a double tap changes nothing.
        buttons = [
            asking.button(ON + self.label(choice).plain(), f"off-{choice.value}")
            if choice.value in chosen
            else asking.button(OFF + self.label(choice).plain(), f"on-{choice.value}")
            for choice in self.choices
        ]
        return [*in_columns(buttons, self.columns), [asking.button(text.button_done, "done")]]


class Activities(Toggles):
    """What is done to the material."""

    key = "activities"
    choices = tuple(Activity)

    def label(self, choice: StrEnum) -> Text:
        return words[f"button_activity_{choice.value}"]

    def told(self, choice: StrEnum) -> Text:
        return words[f"told_activity_{choice.value}"]

    def named_in(self, said: str) -> Sequence[StrEnum]:
        return read_activities(said)

    def question(self) -> Text:
        return text.ask_activities.format(explained=words.told_activities_explained)

    def checked(self, chosen: list[str]) -> list[str]:
        if not chosen:
            raise ActivitiesRefused
        return chosen


class Permits(Toggles):
    """The permits that are held already; none is an answer too."""

    key = "permits"
    choices = tuple(Permit)
    columns = 2

    def label(self, choice: StrEnum) -> Text:
        return words[f"button_permit_{choice.value}"]

    def named_in(self, said: str) -> Sequence[StrEnum]:
        return read_permits(said)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return [] if says(said, "none") else await super().read_text(asking, said)

    def shown(self, answer: Answer) -> Text:
        return super().shown(answer) or text.told_no_permits
