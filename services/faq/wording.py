"""An answer made of what staff type in a chat: plainly, on a phone, and still in the one form of all answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from content.answers.checks import (
    LONGEST_REVIEW_DAYS,
    LONGEST_UNOFFICIAL_REVIEW_DAYS,
    MOST_TITLE_CHARACTERS,
    problems_of_body,
    problems_of_doubt,
    problems_of_name,
)
from content.answers.document import DOUBT, STATUSES, FaqDocument, Source
from content.answers.problems import Problem
from content.language import LANGUAGES
from content.rules.sources import is_official, is_staff
from content.text_faults import MOST_LABEL_CHARACTERS

ADDED = "petugas"
"""The way of asking that staff add to."""
_OTHER_LANGUAGE = re.compile(r"^\s*-+ *(\w\w) *-+\s*$", re.MULTILINE)
_BULLET = re.compile(r"^[-–—•*·]+\s+")
_STEP = re.compile(r"^(\d)[.)]\s+")
_DOUBTFUL = re.compile(r"\s*(?:\[\s*cek\s*\]|(?<=\s)\*)[\s.]*$", re.IGNORECASE)
_PHONE_NUMBER = re.compile(r"(?:\+?62|0)[ .-]?8[\d .-]{6,}\d")
_MOST_SOURCE_CHARACTERS = 80
MOST_WAYS, MOST_WAY_CHARACTERS = 8, 200
"""Of what people asked: enough to learn from, and little enough for a second person to read all of it."""
_UNREADABLE = re.compile("[^\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no file of ours can hold."""


def bodies_of(typed: str) -> dict[str, str]:
    """The words by language. English may follow Indonesian, after a line `--- en ---`.

    A line after the first gets its `- `, unless it is a numbered step; a mark of doubt gets its one form.
    """
    pieces = _OTHER_LANGUAGE.split(_UNREADABLE.sub(" ", typed))
    codes = [LANGUAGES[0], *(code.lower() for code in pieces[1::2])]
    return {code: _tidied(words) for code, words in zip(codes, pieces[0::2], strict=True)}


def _tidied(words: str) -> str:
    lines = [_DOUBTFUL.sub(f" {DOUBT}", " ".join(line.split())) for line in words.splitlines() if line.strip()]
    return "\n".join([*(_BULLET.sub("", line) for line in lines[:1]), *map(_as_step, lines[1:])])


def _as_step(line: str) -> str:
    numbered = _STEP.match(line)
    return f"{numbered[1]}. {line[numbered.end() :]}" if numbered else f"- {_BULLET.sub('', line)}"


def typed_form(document: FaqDocument) -> str:
    """The words of an answer as staff would type them."""
    first, *others = document.bodies.items()
    return first[1] + "".join(f"\n--- {code} ---\n{body}" for code, body in others)


def sources_of(typed: str, office: str) -> tuple[Source, ...]:
    """The sources in what was typed, one a line (or with ; between): the name, then after a comma the page."""
    pieces = [_one_line(piece).strip(" ,") for piece in re.split(r"[\n;]", typed)]
    return tuple(_source(piece, office) for piece in pieces if piece)


def _source(typed: str, office: str) -> Source:
    if is_staff(typed):
        return Source(f"Petugas {office}")
    name, _, page = typed.partition(",")
    return Source(name.strip()[:_MOST_SOURCE_CHARACTERS], page.strip(), is_official=is_official(typed))


def reworded(
    document: FaqDocument, bodies: Mapping[str, str], sources: Sequence[Source], today: date, *, typed: bool = True
) -> FaqDocument:
    """The same topic with these words, seen today.

    `typed`: the sources were just named; where a line is still in doubt, they are to be confirmed.
    """
    if typed and any(DOUBT in body for body in bodies.values()):
        sources = [replace(source, is_verified=False, is_official=False) for source in sources]
    is_sure = all(source.is_official and not source.is_doubtful for source in sources)
    days = LONGEST_REVIEW_DAYS if is_sure else LONGEST_UNOFFICIAL_REVIEW_DAYS
    return replace(
        document,
        bodies=dict(bodies),
        sources=tuple(sources),
        reviewed_on=today,
        review_by=today + timedelta(days=days - 1),
        status=STATUSES[0],
    )


def problems_of_bodies(bodies: Mapping[str, str]) -> list[Problem]:
    """What is wrong in the words alone, each fault once."""
    found = [problem for body in bodies.values() for _, problem in problems_of_body(body)]
    strange = [code for code in bodies if code not in LANGUAGES]
    found += [Problem("language", f"{code} is no language of ours", code=code) for code in strange]
    return list({problem.key: problem for problem in found}.values())


def problems_in(document: FaqDocument) -> list[Problem]:
    """All that is wrong in an answer made in a chat, besides what belongs to other answers."""
    title = problems_of_title(document.title[LANGUAGES[0]])
    return [*problems_of_bodies(document.bodies), *title, *problems_of_doubt(document)]


def problems_of_title(title: str) -> Iterator[Problem]:
    """What is wrong in a title; the label is made from it."""
    return problems_of_name(title, MOST_TITLE_CHARACTERS)


def title_from(question: str) -> str:
    """A title to begin with: the question, cut between words."""
    return _cut(_one_line(re.sub(r"[<>]", "", question)), MOST_TITLE_CHARACTERS)


def label_from(title: str, taken: Collection[str], number: int) -> str:
    """A label for the button of a title, unlike all that are taken."""
    label = _cut(title, MOST_LABEL_CHARACTERS)
    return label if label not in taken else f"{_cut(title, MOST_LABEL_CHARACTERS - len(str(number)) - 1)} {number}"


def _one_line(words: str) -> str:
    return " ".join(_UNREADABLE.sub(" ", words).split())


def _cut(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    shorter = words[: most + 1].rsplit(" ", 1)[0]
    return shorter if len(shorter) <= most else words[:most]


def ways_to_ask(questions: Sequence[str], known: Collection[str]) -> list[str]:
    """These questions as ways to ask, one line each and without telephone numbers, unless they are `known`.

    `known` is in small letters. A long question is cut, of many the first are taken.
    """
    tidied = (_one_line(_PHONE_NUMBER.sub("", question))[:MOST_WAY_CHARACTERS].strip() for question in questions)
    found = {question.lower(): question for question in tidied if question}
    return [question for lower, question in found.items() if lower not in known][:MOST_WAYS]


def with_ways_to_ask(document: FaqDocument, questions: Sequence[str]) -> FaqDocument:
    """The same answer, asked for in these ways too."""
    return replace(document, ask={**document.ask, ADDED: (*document.ask.get(ADDED, ()), *questions)})


def new_answer(
    key: str, title: str, label: str, category: str, questions: Sequence[str], bodies: Mapping[str, str], today: date
) -> FaqDocument:
    """A topic that staff make; its sources are put in by `reworded`."""
    return FaqDocument(
        id=key,
        title={LANGUAGES[0]: title},
        button={LANGUAGES[0]: label},
        category=category,
        related=(),
        reviewed_on=today,
        review_by=today,
        status=STATUSES[0],
        sources=(),
        ask={ADDED: tuple(questions)},
        bodies=dict(bodies),
    )
