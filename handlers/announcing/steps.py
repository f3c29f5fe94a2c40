"""What is being announced, as it is kept in the draft, and the plan that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from durable.context import BotContext
from handlers.announcing.choices import NO, OPEN
from handlers.announcing.names import Announce, text
from handlers.announcing.people.words import audience_words
from handlers.announcing.when import read_when
from handlers.draft_form import answers
from handlers.who import writer
from models import Announcement, NewsTopic, PartKind, Person
from services import roles
from services.announcements.audience import Audience, from_json
from services.announcements.composing import Part, title_of, visible
from services.announcements.opening import Plan
from services.roles import Act


async def author(context: BotContext) -> Person:
    """Who writes, and may announce now. Raises NotAllowed."""
    return roles.require(await writer(context), Act.ANNOUNCE)


def parts(context: BotContext) -> list[Part]:
    """What was sent so far."""
    kept: list[dict[str, Any]] = context.draft.get("answers", {}).get(Announce.CONTENT, [])
    return [Part(**{**each, "kind": PartKind(each["kind"])}) for each in kept]


def keep_parts(context: BotContext, found: Sequence[Part]) -> None:
    """In place of what was sent before; to be looked at anew."""
    answers(context)[Announce.CONTENT.value] = [
        {name: value for name, value in asdict(part).items() if value is not None} for part in found
    ]


def first_open(context: BotContext) -> Announce:
    """The first step that wants something, or the look at the whole."""
    found = parts(context)
    if context.draft.get("gathering") or not found or any(part.is_too_long for part in found):
        return Announce.CONTENT
    if Announce.PEOPLE in answers(context) and not _can_be_read(answers(context)[Announce.PEOPLE]):
        del answers(context)[Announce.PEOPLE]
    return next((step for step in Announce if step not in answers(context)), Announce.SUMMARY)


def _can_be_read(audience: str) -> bool:
    """Whether the choice of people has only values that there still are; a draft may be older than this version."""
    try:
        from_json(audience)
    except ValueError:
        return False
    return True


def audience(context: BotContext) -> Audience:
    """The people that were chosen."""
    return from_json(answers(context)[Announce.PEOPLE])


def topic(context: BotContext) -> NewsTopic:
    return NewsTopic(answers(context)[Announce.TOPIC])


def asks_rsvp(context: BotContext) -> bool:
    return bool(answers(context)[Announce.EVENT] != NO)


def title(found: Sequence[Part]) -> str:
    """Its first words; of one without words what it is."""
    return title_of(found) or text[f"told_{found[0].kind.value}"].plain()


def plan(context: BotContext) -> Plan:
    """The announcement that the answers make; every question has one."""
    told, found = answers(context), parts(context)
    seats = told[Announce.EVENT]
    send_at, repeat = read_when(told[Announce.WHEN])
    return Plan(
        parts=found,
        title=title(found),
        topic=topic(context),
        asks_rsvp=asks_rsvp(context),
        seats=seats if isinstance(seats, int) else None,
        audience=audience(context),
        audience_words=visible(audience_words(audience(context))),
        send_at=send_at,
        repeat=repeat,
    )


def begin_from(context: BotContext, earlier: Announcement) -> None:
    """The same content, topic and people once more; when is asked anew."""
    event = NO if not earlier.asks_rsvp else earlier.rsvp_seats or OPEN
    context.draft.clear()
    told = {Announce.TOPIC: earlier.topic.value, Announce.EVENT: event, Announce.PEOPLE: earlier.audience}
    answers(context).update({step.value: answer for step, answer in told.items()})
    names = [field.name for field in fields(Part)]
    keep_parts(context, [Part(**{name: getattr(part, name) for name in names}) for part in earlier.parts])
