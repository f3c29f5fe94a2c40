"""To whom it goes: a few large groups, by one tap."""

from __future__ import annotations

from content.texts import Text
from durable.context import BotContext
from handlers.announcing.names import Announce, text
from handlers.announcing.reached import line
from handlers.questions.choice import BookQuestion
from handlers.questions.question import Answer, Asking, Screen
from models import NewsTopic, RoleKind
from services.announcements.audience import Audience, from_json, reach_of
from services.errors import FieldRefused

_GROUPS = {
    "producers": Audience(producers=True),
    "mentors": Audience(roles=frozenset({RoleKind.MENTOR})),
    "everybody": Audience(),
}


class People(BookQuestion):
    """The answer is an Audience as JSON."""

    key = Announce.PEOPLE.value
    book = text

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_people, [[asking.button(_label(name).plain(), name)] for name in _GROUPS])

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        raise FieldRefused

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what not in _GROUPS:
            raise FieldRefused
        return _GROUPS[what].to_json()

    def shown(self, answer: Answer) -> Text:
        return audience_words(from_json(answer))


def audience_words(audience: Audience) -> Text:
    """The group in words."""
    return _label(next(name for name, group in _GROUPS.items() if group == audience))


async def told_dry_run(context: BotContext, audience: Audience, topic: NewsTopic) -> Text:
    """How many would get it."""
    reach = await reach_of(context.session, audience, topic, line(context), context.now)
    return text.told_reach.format(people=reach.people, reachable=reach.reachable)


def _label(name: str) -> Text:
    return text[f"button_to_{name}"]
