"""One act of the audit in words: `Senin, 23 November 14.05 · Ani memberi peran: Siti (petugas)`."""

from __future__ import annotations

from datetime import tzinfo

import content.texts
from content.texts import Text, escaped
from handlers.local_time import told_time
from services.audit_listing import Told

text = content.texts.load("audit")


def told_act(told: Told, zone: tzinfo) -> Text:
    """A line of the list."""
    return text.told_line.format(
        time=told_time(told.entry.at, zone),
        who=told_who(told),
        act=told_what(told),
        whom=told_whom(told),
        detail=told_detail(told),
    )


def told_who(told: Told) -> Text:
    """Who did it; the settings and the clock are nobody."""
    if told.entry.person_id is None:
        return text.told_system
    return Text(escaped(told.by.name)) if told.by is not None and told.by.name else text.told_nameless


def told_what(told: Told) -> Text:
    """What was done."""
    key = f"act_{told.entry.act}"
    return text[key] if key in text else Text(escaped(told.entry.act))


def told_whom(told: Told) -> Text:
    """The person to whom, or what and its number."""
    if told.about is not None:
        return text.told_person.format(name=told.about.name or text.told_nameless.plain(), number=told.entry.about_id)
    key = f"about_{told.entry.about_kind}"
    what = text[key] if key in text else Text(escaped(told.entry.about_kind))
    return text.told_thing.format(what=what, number=told.entry.about_id)


def told_detail(told: Told) -> Text:
    """What more is known: words where there are any, else the key as it is kept."""
    detail = told.entry.detail
    if detail is None:
        return Text("")
    key = f"detail_{detail}"
    words = text[key] if key in text else detail  # noqa: SIM401  (texts are no dict)
    return Text(" ") + text.told_detail.format(detail=words)
