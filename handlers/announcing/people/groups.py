"""Saved groups: choose one, keep what is chosen under a name, take one away."""

from __future__ import annotations

from content.texts import Text
from handlers.announcing.people.choosing import audience, chooser, is_chosen, keep_all
from handlers.announcing.people.words import text
from handlers.callbacks import number
from handlers.questions.question import Asking, Screen
from handlers.questions.question import text as question_text
from services.announcements import segments
from services.errors import FieldRefused

_ON_A_PAGE = 8


async def listed(asking: Asking, at: int | None) -> Screen:
    """A row for each: use it, or take it away."""
    found = await segments.listing(asking.context.session)
    back = asking.button(text.button_not_now.plain(), "in.page.home")
    if not found:
        return Screen(text.told_no_groups, [[back]])
    if at is None or at * _ON_A_PAGE >= len(found):
        raise FieldRefused
    rows = [
        [
            asking.button(segment.name, f"use.{segment.id}"),
            asking.button(text.button_group_delete.plain(), f"drop.{segment.id}"),
        ]
        for segment in found[at * _ON_A_PAGE : (at + 1) * _ON_A_PAGE]
    ]
    turns = [asking.button(question_text.button_previous.plain(), f"groups.{at - 1}")] if at else []
    if (at + 1) * _ON_A_PAGE < len(found):
        turns.append(asking.button(question_text.button_next.plain(), f"groups.{at + 1}"))
    return Screen(text.ask_group, [*rows, *([turns] if turns else []), [back]])


async def use(asking: Asking, what: str) -> None:
    """The people of a group in place of what was chosen."""
    segment = await segments.find(asking.context.session, number(what))
    keep_all(asking, segments.audience_of(segment))


async def ask_delete(asking: Asking, what: str) -> Screen:
    """Asks once more."""
    segment = await segments.find(asking.context.session, number(what))
    yes = asking.button(text.button_group_delete_yes.plain(), f"drop_yes.{segment.id}")
    return Screen(
        text.ask_group_delete.format(name=segment.name),
        [[yes, asking.button(text.button_not_now.plain(), "groups")]],
    )


async def delete(asking: Asking, what: str) -> Text:
    """Takes it away, and says so."""
    context = asking.context
    segment = await segments.delete(context.session, await chooser(context), number(what), context.now)
    return text.told_group_deleted.format(name=segment.name)


def ask_name(asking: Asking) -> Screen:
    """The next text is the name of what is chosen."""
    if not is_chosen(asking):
        raise FieldRefused
    asking.notes["naming"] = True
    return Screen(text.ask_group_name, [[asking.button(text.button_not_now.plain(), "in.page.home")]])


async def save(asking: Asking, said: str) -> Text:
    """Keeps what is chosen under this name, and says so."""
    context = asking.context
    segment = await segments.save(context.session, await chooser(context), said, audience(asking), context.now)
    return text.told_group_saved.format(name=segment.name)
