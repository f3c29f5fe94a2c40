"""What is chosen so far, as the question keeps it, and how many people that are."""

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


class Side(StrEnum):
    """Whether a button chooses people or takes some out. Each button says it: it may be pressed much later."""

    IN = "in"
    OUT = "out"


async def chooser(context: BotContext) -> Person:
    """Who writes, and may announce now: how many people there are is told to nobody else."""
    return roles.require(await writer(context), Act.ANNOUNCE)


def audience(asking: Asking) -> Audience:
    """The people chosen so far, less those taken out."""
    kept = asking.notes.get("audience", asking.former)
    return Audience() if kept is None else from_json(kept)


def side_of(asking: Asking, side: Side) -> Audience:
    """Only those chosen, or only those taken out."""
    whole = audience(asking)
    return replace(whole, excluded=None) if side is Side.IN else whole.excluded or Audience()


def keep(asking: Asking, side: Side, people: Audience) -> None:
    """In place of what was on this side."""
    whole = audience(asking)
    changed = people.with_excluded(whole.excluded) if side is Side.IN else whole.with_excluded(people)
    asking.notes["audience"] = changed.to_json()


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
    count = {"people": found.people, "reachable": found.reachable}
    if not with_words:
        return text.told_people_count.format(**count)
    return text.told_people_now.format(words=audience_words(audience(asking)), **count)
