"""The steps of the form in their order, and what is answered so far."""

from __future__ import annotations

from enum import StrEnum

import content.texts
from durable.context import BotContext
from handlers.draft_form import answers
from models import Way

NAME = "mentor_profile"
text = content.texts.load("mentor_profile")


class Step(StrEnum):
    """The promise, one question for each field, and the summary."""

    PROMISE = "promise"
    NAME = "name"
    KIND = "kind"
    TOPICS = "topics"
    CLUSTERS = "clusters"
    DISTRICT = "district"
    WAYS = "ways"
    VISITS = "visits"
    LANGUAGES = "languages"
    WEEK = "week"
    MONTH = "month"
    HOUR = "hour"
    ABOUT = "about"
    SUMMARY = "summary"


STATES = frozenset(step.value for step in Step)


def steps(context: BotContext) -> list[Step]:
    """The steps of this form: somebody whose name is known is not asked for it.

    Where to visit is left out for who visits nobody, but counted: the progress must not change its end.
    """
    return [step for step in Step if step is not Step.NAME or context.draft.get("asks_name")]


def is_skipped(context: BotContext, step: Step) -> bool:
    """Whether this step does not concern the person."""
    ways = answers(context).get(Step.WAYS)
    return step is Step.VISITS and ways is not None and Way.VISIT not in ways


def first_open(context: BotContext) -> Step:
    """The first step that has no answer yet."""
    if "promised" not in context.draft:
        return Step.PROMISE
    given = answers(context)
    asked = steps(context)[1:-1]
    return next((step for step in asked if step not in given and not is_skipped(context, step)), Step.SUMMARY)


def before(context: BotContext, step: Step) -> Step:
    """The step that is shown by `Kembali`."""
    order = steps(context)
    earlier = [each for each in order[: order.index(step)] if not is_skipped(context, each)]
    return earlier[-1] if earlier else Step.PROMISE


def progress(context: BotContext, step: Step) -> tuple[int, int]:
    """Which step this is, and of how many."""
    order = steps(context)
    return order.index(step) + 1, len(order)
