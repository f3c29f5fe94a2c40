"""How many sessions a week and a month, and the hour of the one message a day."""

from __future__ import annotations

from content.texts import Text
from handlers.callbacks import number
from handlers.draft_form import answers
from handlers.local_time import office_clock
from handlers.mentor_profile.steps import Step, text
from handlers.questions.question import Answer, Asking, Question, Screen, in_columns
from services.mentors.fields import MOST_PER_MONTH, MOST_PER_WEEK, checked_hour, checked_limits
from services.reading.hours import read_hour
from services.reading.limits import read_limit

_A_WEEK = (1, 2, 3, 5)
_WEEKS = (1, 2, 4)
_HOURS = (7, 9, 12, 16, 19)


class Limit(Question):
    """At most so many sessions a week, or a month; a month holds at least a week's."""

    def __init__(self, step: Step) -> None:
        self.key = step.value

    @property
    def field(self) -> Text:
        return text[f"field_{self.key}"]

    async def screen(self, asking: Asking) -> Screen:
        buttons = [asking.button(str(count), count) for count in self._offered(asking)]
        return Screen(text[f"ask_{self.key}"], in_columns(buttons, 3))

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return self._checked(asking, read_limit(said, *self._bounds(asking)))

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        return self._checked(asking, number(what) or 0)

    def shown(self, answer: Answer) -> Text:
        return text[f"told_{self.key}"].format(count=answer)

    def _bounds(self, asking: Asking) -> tuple[int, int]:
        return (1, MOST_PER_WEEK) if self.key == Step.WEEK else (_week(asking), MOST_PER_MONTH)

    def _offered(self, asking: Asking) -> list[int]:
        if self.key == Step.WEEK:
            return list(_A_WEEK)
        return sorted({min(weeks * _week(asking), MOST_PER_MONTH) for weeks in _WEEKS})

    def _checked(self, asking: Asking, count: int) -> int:
        if self.key == Step.WEEK:
            return checked_limits(count, MOST_PER_MONTH)[0]
        return checked_limits(_week(asking), count)[1]


class Hour(Question):
    """The local hour of the one message a day."""

    key = Step.HOUR.value

    @property
    def field(self) -> Text:
        return text.field_hour

    async def screen(self, asking: Asking) -> Screen:
        buttons = [asking.button(self.shown(hour), hour) for hour in _HOURS]
        return Screen(text.ask_hour, in_columns(buttons, 3))

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return read_hour(said, asking.context.now, office_clock(asking.context).zone)

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        found = number(what)
        return checked_hour(found if found is not None else -1)

    def shown(self, answer: Answer) -> Text:
        return text.told_hour.format(hour=f"{answer:02}.00")


def _week(asking: Asking) -> int:
    """The limit of a week, told just now or kept already."""
    found: int = asking.context.draft.get("week") or answers(asking.context).get(Step.WEEK) or 1
    return found
