"""Questions that are answered with a name: the owner's, the business's, the village's."""

from __future__ import annotations

from handlers.questions.question import Answer, Asking, Question, Screen, text
from services.reading import clean_business_name, clean_person_name, clean_village


class Owner(Question):
    """The owner's full name."""

    key = "owner"
    guards_against_questions = True

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_owner_other if "for" in asking.context.draft else text.ask_owner, [])

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return clean_person_name(said)


class BusinessName(Question):
    """What the business is called."""

    key = "name"
    guards_against_questions = True

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return clean_business_name(said)


class Village(Question):
    """The village the business is in."""

    key = "village"
    guards_against_questions = True

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return clean_village(said)
