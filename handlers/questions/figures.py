"""Questions for figures: ranges by buttons, or typed as people say it; and the year in which it began."""

from __future__ import annotations

from collections.abc import Callable

import content.texts
from content.texts import Text
from handlers.local_time import local_date
from handlers.questions.question import Answer, Asking, Question, Screen, in_columns, text
from services.ranges import bound_of, range_keys, range_of
from services.reading import read_count, read_money, read_money_per_year, read_year

words = content.texts.load("classification")


class Range(Question):
    """The answer is the key of a range of one measure."""

    def __init__(self, measure: str, read: Callable[[str], int]) -> None:
        self.key = measure
        self._read = read

    async def screen(self, asking: Asking) -> Screen:
        buttons = [asking.button(self.shown(key).plain(), key) for key in range_keys(self.key)]
        return Screen(text[f"ask_{self.key}"], in_columns(buttons, 2))

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return range_of(self.key, self._read(said))

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        bound_of(self.key, what)
        return what

    def shown(self, answer: Answer) -> Text:
        return words[f"button_{self.key}_{answer}"]


class YearBegun(Question):
    """The year in which the business began."""

    key = "year_begun"

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return read_year(said, local_date(asking.context))


WORKERS = Range("workers", read_count)
INVESTMENT = Range("investment", read_money)
CAPITAL = Range("capital", read_money)
YEARLY_SALES = Range("yearly_sales", read_money_per_year)
