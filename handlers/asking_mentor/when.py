"""When it suits the producer: the grid of a week, words such as `senin sore`, or any time by one tap."""

from __future__ import annotations

from content.texts import Text
from handlers.asking_mentor.steps import text
from handlers.questions.question import Answer, Asking, Rows
from handlers.questions.week import WeekHours
from services.week import ALL_PARTS


class WhenItSuits(WeekHours):
    """The answer is a list of hours of the week; an empty one means any."""

    @property
    def field(self) -> Text:
        return text.field_hours

    def question(self) -> Text:
        return text.ask_hours

    def checked(self, chosen: list[int]) -> list[int]:
        return [] if frozenset(chosen) >= ALL_PARTS else chosen

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        return [] if what == "any" else await super().read_press(asking, what)

    def shown(self, answer: Answer) -> Text:
        return super().shown(answer) if answer else text.told_any_hour

    def _last(self, asking: Asking) -> Rows:
        (done,) = super()._last(asking)
        return [[asking.button(text.button_any_hour.plain(), "any"), *done]]
