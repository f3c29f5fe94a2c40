"""Hours of the week as an answer: the grid, or words such as `senin sore, rabu pagi`."""

from __future__ import annotations

from content.texts import Text
from handlers.questions.question import Answer, Asking, Question, Rows, Screen, text
from handlers.replies import say, show
from handlers.told_week import told_hours
from handlers.week_grid import WeekGrid
from services.reading.short_answers import says
from services.reading.week_words import read_week


class WeekHours(Question):
    """The answer is a sorted list of hours of the week. What of it is allowed is said in `checked`."""

    key = "hours"
    shows_former = True

    def question(self) -> Text:
        """The words of the question."""
        raise NotImplementedError

    def checked(self, chosen: list[int]) -> list[int]:
        """The answer; raises a Refused when it cannot be one."""
        return chosen

    async def screen(self, asking: Asking) -> Screen:
        grid = _keep(asking, WeekGrid(frozenset(asking.former or ())))
        return Screen(self.question() + "\n\n" + grid.told(), self._rows(asking, grid))

    async def rows(self, asking: Asking) -> Rows:
        """Without the grid: it stands right above, and would push what is said now off a small screen."""
        return self._last(asking)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        grid = _kept(asking)
        if says(said, "done"):
            return self.checked(sorted(grid.chosen))
        grid = _keep(asking, WeekGrid(read_week(said).added_to(grid.chosen)))
        told = asking.whole(self.question()) + "\n\n" + told_hours(grid.chosen)
        await say(asking.context, told, [*self._rows(asking, grid), *asking.way_out])
        return None

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        grid = _kept(asking)
        if what == "done":
            return self.checked(sorted(grid.chosen))
        grid = _keep(asking, grid.pressed(what))
        told = asking.whole(self.question()) + "\n\n" + grid.told()
        await show(asking.update, asking.context, told, [*self._rows(asking, grid), *asking.way_out])
        return None

    def shown(self, answer: Answer) -> Text:
        return told_hours(answer)

    def _rows(self, asking: Asking, grid: WeekGrid) -> Rows:
        return [*grid.rows(asking.button), *(self._last(asking) if grid.day is None else [])]

    def _last(self, asking: Asking) -> Rows:
        """What ends the answer."""
        return [[asking.button(text.button_done.plain(), "done")]]


def _kept(asking: Asking) -> WeekGrid:
    notes = asking.notes
    return WeekGrid(frozenset(notes.setdefault("chosen", list(asking.former or []))), notes.get("day"))


def _keep(asking: Asking, grid: WeekGrid) -> WeekGrid:
    asking.notes["chosen"], asking.notes["day"] = sorted(grid.chosen), grid.day
    return grid
