"""Questions that are typed: title and place, and how many people."""

from __future__ import annotations

from content.texts import Text
from handlers.questions.question import Answer, Asking, Screen, in_columns
from handlers.workshops.opening.choices import OwnQuestion
from handlers.workshops.opening.steps import Opening, text
from services.errors import FieldRefused
from services.reading import read_count
from services.reading.short_answers import says
from services.workshops.plan import checked_least, checked_place, checked_seats, checked_title

_LATER = "later"


class Title(OwnQuestion):
    """What the class is called."""

    key = Opening.TITLE.value

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_title, [])

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return checked_title(said)


class Place(OwnQuestion):
    """Where it is, or the address of the call; an empty answer means later."""

    key = Opening.PLACE.value

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_place, [[asking.button(text.button_later.plain(), _LATER)]])

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return "" if says(said, "skip") else checked_place(said)

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what != _LATER:
            raise FieldRefused
        return ""

    def shown(self, answer: Answer) -> Text:
        return super().shown(answer) if answer else text.told_later


class Number(OwnQuestion):
    """A number, typed or from a few buttons."""

    usual: tuple[int, ...]

    def checked(self, asking: Asking, number: int) -> int:
        """The number; raises a Refused that says which would do."""
        raise NotImplementedError

    async def screen(self, asking: Asking) -> Screen:
        buttons = [asking.button(str(number), number) for number in self.offered(asking)]
        return Screen(text[f"ask_{self.key}"], in_columns(buttons, 3))

    def offered(self, asking: Asking) -> tuple[int, ...]:
        """The numbers on the buttons."""
        return self.usual

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return self.checked(asking, read_count(said))

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what not in map(str, self.offered(asking)):
            raise FieldRefused
        return self.checked(asking, int(what))


class Seats(Number):
    """How many can come."""

    key = Opening.SEATS.value
    usual = (5, 10, 15, 20, 30, 50)

    def checked(self, asking: Asking, number: int) -> int:
        return checked_seats(number)


class Least(Number):
    """How many must come, so that it is held."""

    key = Opening.LEAST.value
    usual = (2, 3, 5, 8, 10, 15)

    def offered(self, asking: Asking) -> tuple[int, ...]:
        return tuple(number for number in self.usual if number <= self._seats(asking))

    def checked(self, asking: Asking, number: int) -> int:
        return checked_least(number, self._seats(asking))

    def _seats(self, asking: Asking) -> int:
        found: int = asking.context.draft["answers"][Opening.SEATS]
        return found
