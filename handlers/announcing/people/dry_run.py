"""The look ahead in words: how many, who for example, until when, at what cost."""

from __future__ import annotations

from babel.numbers import format_decimal

from content.language import language
from content.texts import Text
from durable.context import BotContext
from handlers.announcements.message import calls_of
from handlers.announcing.people.words import text
from handlers.announcing.steps import plan
from handlers.local_time import office_clock, told_full
from handlers.who import line
from services.announcements.dry_run import DryRun, Pace, dry_run
from services.announcements.opening import Plan

_USUAL_RATE = 30.0


def pace(context: BotContext) -> Pace:
    """From the settings (`bot_data["send_rate"]`, `bot_data["paid_broadcast"]`)."""
    data = context.bot_data
    return Pace(data.get("send_rate", _USUAL_RATE), data.get("paid_broadcast", False))


async def told_dry_run(context: BotContext) -> Text:
    """What the announcement in the draft would mean as things stand."""
    office = office_clock(context)
    planned = plan(context)
    found = await dry_run(
        context.session, planned.audience, planned.topic, _messages_each(planned), planned.send_at, line(context),
        pace(context), office, context.now,
    )  # fmt: skip
    reach = found.reach
    beyond = {"unreachable": reach.unreachable, "stopped": reach.stopped}
    if not reach.reachable:
        return text.told_dry_run_nobody.format(**beyond)
    examples = text.told_examples.format(names=Text(", ").join(found.names)) if found.names else ""
    time = told_full(found.ends_at, office.zone)
    told = text.told_dry_run.format(count=reach.reachable, examples=examples, time=time, **beyond)
    return told + "\n" + _cost(found)


def _messages_each(planned: Plan) -> int:
    """Each picture of an album is a message."""
    calls = calls_of(planned.parts, 0, planned.asks_rsvp)
    return sum(len(params.get("media", [params])) for _, params in calls)


def _cost(found: DryRun) -> Text:
    if not found.stars:
        return text.told_cost_free
    return text.told_cost_paid.format(stars=format_decimal(round(found.stars, 1), locale=language.get()))
