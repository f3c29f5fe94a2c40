"""An answer of the FAQ as people read it: its words, what is in doubt, where they come from, how old they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import content.texts
from content.answers.document import DOUBT, FaqDocument
from content.language import LANGUAGES, language
from content.texts import Text, escaped
from handlers.local_time import told_date

text = content.texts.load("answers")

MOST_CHARACTERS = 900
MOST_LINES = 20
_MOST_SOURCE_CHARACTERS = 90
"""More names than fit in some three lines are counted."""


def told_answer(document: FaqDocument, today: date) -> Text:
    """The whole message, in the current language (or in Indonesian, and it says so)."""
    body = document.bodies.get(language.get())
    foot = [] if body is not None else [text.told_only_indonesian]
    body = body or document.bodies[LANGUAGES[0]]
    if DOUBT in body:
        foot.append(text.told_doubt)
    foot += [_told_sources(document), text.told_checked.format(day=told_date(document.reviewed_on))]
    if document.review_by < today:
        foot.append(text.told_review_due)
    return Text("\n\n").join([_told_body(body), Text("\n").join(foot)])


def told_title(document: FaqDocument) -> str:
    """The title in the current language, if there is one in it."""
    return _in_language(document.title)


def told_button(document: FaqDocument) -> str:
    """The label in the current language, if there is one in it."""
    return _in_language(document.button)


def _in_language(words: Mapping[str, str]) -> str:
    return words.get(language.get()) or words[LANGUAGES[0]]


def _told_body(body: str) -> Text:
    first, *others = (line.replace(DOUBT, "*") for line in body.split("\n"))
    return Text("\n").join([Text("<b>{line}</b>").format(line=first), *others])


def _told_sources(document: FaqDocument) -> Text:
    names = list(dict.fromkeys(source.name for source in document.sources))
    shown = names[:1]
    for name in names[1:]:
        if len(", ".join([*shown, name])) > _MOST_SOURCE_CHARACTERS:
            break
        shown.append(name)
    told = Text(escaped(", ".join(shown)))
    if len(names) > len(shown):
        told = text.told_more_sources.format(names=told, count=len(names) - len(shown))
    is_official = any(source.is_official for source in document.sources)
    return (text.told_sources if is_official else text.told_unofficial_sources).format(names=told)
