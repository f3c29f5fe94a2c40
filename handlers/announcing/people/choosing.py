"""What is chosen so far, and how many people that are.

It stands in the draft and not in the question's notes: whatever comes in between, no choice is lost.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from content.texts import Text
from durable.context import BotContext
from handlers.announcing.people.words import audience_words, text
from handlers.questions.question import Asking
from handlers.who import line, writer
from models import NewsTopic, Person
from services import roles
from services.announcements.audience import Audience, Reach, from_json, reach_of
from services.roles import Act

_KEPT = "audience"


class Side(StrEnum):
    """Whether a button chooses people or takes some out. Each button says it: it may be pressed much later."""

    IN = "in"
    OUT = "out"


async def chooser(context: BotContext) -> Person:
    """Who writes, and may announce now: how many people there are is told to nobody else."""
    return roles.require(await writer(context), Act.ANNOUNCE)


def audience(asking: Asking) -> Audience:
    """The people chosen so far, less those taken out."""
    kept = asking.context.draft.get(_KEPT, asking.former)
    return Audience() if kept is None else from_json(kept)


def side_of(asking: Asking, side: Side) -> Audience:
    """Only those chosen, or only those taken out."""
    whole = audience(asking)
    return replace(whole, excluded=None) if side is Side.IN else whole.excluded or Audience()


def keep(asking: Asking, side: Side, people: Audience) -> None:
    """In place of what was on this side."""
    whole = audience(asking)
    changed = people.with_excluded(whole.excluded) if side is Side.IN else whole.with_excluded(people)
    keep_all(asking, changed)


def keep_all(asking: Asking, people: Audience) -> None:
    """In place of all that was chosen and taken out."""
    asking.context.draft[_KEPT] = people.to_json()


def taken(asking: Asking) -> str:
    """The choice as it is answered; it is not open any more."""
    found = audience(asking)
    asking.context.draft.pop(_KEPT, None)
    return found.to_json()


def is_chosen(asking: Asking) -> bool:
    """Whether anybody in particular is meant: to take some out of nobody says nothing."""
    return not side_of(asking, Side.IN).is_empty


async def reach(asking: Asking) -> Reach:
    """Whom it would reach now."""
    context = asking.context
    topic = NewsTopic(context.draft.get("answers", {}).get("topic", NewsTopic.OFFICE))
    return await reach_of(context.session, audience(asking), topic, line(context), context.now)


def told(asking: Asking, found: Reach, *, with_words: bool = True) -> Text:
    """Who is chosen, and how many that are."""
    if not is_chosen(asking):
        return text.told_people_none
    line_of = text.told_people_count if found.reachable else text.told_people_nobody
    count = line_of.format(people=found.people, reachable=found.reachable)
    return audience_words(audience(asking)) + "\n" + count if with_words else count
