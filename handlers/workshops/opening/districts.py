"""From which districts producers are invited."""

from __future__ import annotations

from content.districts import district_book
from content.texts import Text
from handlers.questions.districts import Districts
from handlers.questions.question import Answer, Asking
from handlers.questions.question import text as question_text
from handlers.workshops.opening.steps import Opening, text


class ForDistricts(Districts):
    """The answer is a list of ids; an empty one means every district, also those that come later."""

    key = Opening.DISTRICTS.value
    none = None

    @property
    def field(self) -> Text:
        return text.field_districts

    @property
    def asked(self) -> Text:
        return text.ask_districts

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return _every_as_none(await super().read_text(asking, said))

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        return _every_as_none(await super().read_press(asking, what))

    def shown(self, answer: Answer) -> Text:
        return super().shown(answer) or question_text.told_all_districts


def _every_as_none(answer: Answer | None) -> Answer | None:
    return [] if answer and len(answer) == len(district_book().districts) else answer
