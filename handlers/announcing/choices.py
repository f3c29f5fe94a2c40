"""What it is about, and whether people say that they come."""

from __future__ import annotations

from collections.abc import Sequence

from content.texts import Text
from handlers.announcing.names import Announce, text
from handlers.news.names import told_topic
from handlers.questions.choice import BookQuestion, Choice
from handlers.questions.question import Answer, Asking, Rows, Screen
from models import NewsTopic
from services.announcements.opening import checked_seats
from services.errors import CountRefused, FieldRefused
from services.reading import folded, read_count
from services.reading.folding import holds_words
from services.reading.short_answers import says

NO, OPEN = "no", "open"
"""Nobody is asked whether they come; or as many may as want to."""


class Topic(Choice):
    """One of the topics that people may stop singly."""

    key = Announce.TOPIC.value
    book = text
    choices = tuple(each.value for each in NewsTopic if each is not NewsTopic.ALL)

    def label(self, choice: str) -> Text:
        return told_topic(NewsTopic(choice))

    def named_in(self, said: str) -> Sequence[str]:
        return [each for each in self.choices if holds_words(folded(told_topic(NewsTopic(each))), folded(said))]


class Event(BookQuestion):
    """The answer is NO, OPEN, or so many seats."""

    key = Announce.EVENT.value
    book = text

    async def screen(self, asking: Asking) -> Screen:
        no, everybody = (asking.button(self.shown(each).plain(), each) for each in (NO, OPEN))
        rows: Rows = [[no], [everybody]]
        return Screen(text.ask_event, rows)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        if says(said, "no"):
            return NO
        try:
            seats = read_count(said)
        except CountRefused:
            seats = 0  # its own words speak of workers
        return checked_seats(seats)

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what not in (NO, OPEN):
            raise FieldRefused
        return what

    def shown(self, answer: Answer) -> Text:
        if isinstance(answer, int):
            return text.told_seats.format(count=answer)
        return text.button_event_no if answer == NO else text.button_event_open
