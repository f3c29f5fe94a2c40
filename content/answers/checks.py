"""What may be wrong in the fields and the words of an answer, each told in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from content.answers.document import CATEGORIES, DOUBT, STATUSES, WAYS_OF_ASKING, FaqDocument
from content.answers.problems import Problem
from content.language import LANGUAGES
from content.text_faults import MOST_LABEL_CHARACTERS, lines_on_screen

MOST_BODY_CHARACTERS = 520
MOST_BODY_LINES = 7
MOST_SCREEN_LINES = 15
MOST_TITLE_CHARACTERS = 60
MOST_QUESTION_CHARACTERS = 400
LONGEST_REVIEW_DAYS = 366
LONGEST_UNOFFICIAL_REVIEW_DAYS = 183
"""What rests on a page that is not official is looked at again within half a year."""

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SOURCE_FIELDS = {"name", "page", "status", "official", "changes"}


def _is_key(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 40 and _KEY.fullmatch(value) is not None


def _is_list_of_keys(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_key, value)) and len(set(value)) == len(value)


def _problems_of_names(value: object, most: int) -> Iterator[str]:
    if not isinstance(value, dict) or not all(isinstance(words, str) and words.strip() for words in value.values()):
        yield "needs words for each language, such as {id: ..., en: ...}"
        return
    if LANGUAGES[0] not in value:
        yield f"{LANGUAGES[0]}: is missing"
    for code, words in value.items():
        if code not in LANGUAGES:
            yield f"{code}: is no language of ours"
        yield from (f"{code}: {problem}" for problem in problems_of_name(words, most))


def problems_of_name(words: str, most: int) -> Iterator[Problem]:
    """What is wrong in a title or a label, in one language."""
    if len(words) > most:
        yield Problem("name_long", f"{len(words)} characters, at most {most}", count=len(words), most=most)
    if re.search(r"[<>\n]", words):
        yield Problem("name_signs", "plain words on one line, without < and >")


def _problems_of_sources(value: object) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield "an answer needs at least one source"
        return
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"].strip():
            yield f"number {number} needs a name"
            continue
        if row.get("status") not in ("verified", "recalled"):
            yield f"number {number}: status must be verified or recalled"
        for field in sorted(set(row) - _SOURCE_FIELDS):
            yield f"number {number}: {field} is no field of a source"
        if not isinstance(row.get("page", ""), str):
            yield f"number {number}: page must be words"
        for field in ("official", "changes"):
            if not isinstance(row.get(field, False), bool):
                yield f"number {number}: {field} must be true or false"


def _problems_of_questions(value: object) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield f"must hold lists of questions under {', '.join(WAYS_OF_ASKING)}"
        return
    seen: set[str] = set()
    for way, questions in value.items():
        if way not in WAYS_OF_ASKING:
            yield f"{way}: must be one of {', '.join(WAYS_OF_ASKING)}"
        if not isinstance(questions, list) or not all(isinstance(one, str) and one.strip() for one in questions):
            yield f"{way}: must be a list of questions, each in quotes"
            continue
        for question in questions:
            if question in seen:
                yield f"{way}: stands there twice: {question!r}"
            if len(question) > MOST_QUESTION_CHARACTERS:
                yield f"{way}: {len(question)} characters, at most {MOST_QUESTION_CHARACTERS}: {question[:40]!r}..."
            seen.add(question)


def problems_of_body(body: str) -> Iterator[tuple[int, Problem]]:
    """(line counted from 0, problem) for each fault in the words of one language."""
    if not body:
        yield 0, Problem("no_words", "the answer has no words")
        return
    lines = body.split("\n")
    for at, line in enumerate(lines):
        for problem in _problems_of_line(line, is_first=at == 0):
            yield at, problem
    if len(lines) > MOST_BODY_LINES:
        words = f"{len(lines)} lines, at most {MOST_BODY_LINES}"
        yield MOST_BODY_LINES, Problem("lines", words, count=len(lines), most=MOST_BODY_LINES)
    if len(body) > MOST_BODY_CHARACTERS:
        words = f"{len(body)} characters, at most {MOST_BODY_CHARACTERS}"
        yield 0, Problem("body_long", words, count=len(body), most=MOST_BODY_CHARACTERS)
    screen = lines_on_screen(body.replace(f" {DOUBT}", " *"))
    if screen > MOST_SCREEN_LINES:
        words = f"{screen} lines at 360 px, at most {MOST_SCREEN_LINES}"
        yield 0, Problem("screen_lines", words, count=screen, most=MOST_SCREEN_LINES)


def _problems_of_line(line: str, is_first: bool) -> Iterator[Problem]:
    if re.search(r"</?[a-zA-Z][^>]*>", line):
        yield Problem("html", "HTML is not allowed in an answer: write plain words")
    elif re.search(r"[<>&]", line):
        yield Problem("signs", "the signs < > & are not allowed: write the word for them")
    is_step = re.match(r"- |\d\. ", line) is not None
    if is_first and is_step:
        yield Problem("first_line", "the first line is the answer itself, in a sentence")
    elif not is_first and not is_step:
        yield Problem("later_line", "a line after the first begins with `- ` or a number such as `1. `")
    if DOUBT in line and not line.endswith(f" {DOUBT}"):
        yield Problem("doubt_place", f"{DOUBT} stands at the end of a line")


def problems_of_dates(document: FaqDocument) -> Iterator[str]:
    """How long an answer may stand before somebody looks at it again."""
    days = (document.review_by - document.reviewed_on).days
    is_official = all(source.is_official and not source.is_doubtful for source in document.sources)
    most = LONGEST_REVIEW_DAYS if is_official else LONGEST_UNOFFICIAL_REVIEW_DAYS
    if days <= 0:
        yield "must be after reviewed_on"
    elif days > most:
        why = "" if is_official else ", because a source is not official or is doubtful"
        yield f"at most {most} days after reviewed_on{why}"


def problems_of_doubt(document: FaqDocument) -> Iterator[Problem]:
    """Doubtful sources and marked lines must go together."""
    doubts = {code: body.count(DOUBT) for code, body in document.bodies.items()}
    if len(set(doubts.values())) > 1:
        yield Problem("doubt_languages", f"{DOUBT} must mark the same lines in every language")
    is_doubtful = any(source.is_doubtful for source in document.sources)
    if is_doubtful and not doubts[LANGUAGES[0]]:
        words = f"sources: one is recalled or changing, so the lines that rest on it must end with {DOUBT}"
        yield Problem("doubt_missing", words)
    if not is_doubtful and doubts[LANGUAGES[0]]:
        yield Problem("doubt_unfounded", f"sources: no source is recalled or changing, but a line ends with {DOUBT}")


FIELDS: Mapping[str, Callable[[Any], Iterator[str]]] = {
    "id": lambda value: _unless(_is_key(value), "small letters and digits, with - between"),
    "title": lambda value: _problems_of_names(value, MOST_TITLE_CHARACTERS),
    "button": lambda value: _problems_of_names(value, MOST_LABEL_CHARACTERS),
    "category": lambda value: _unless(value in CATEGORIES, f"must be one of {', '.join(CATEGORIES)}"),
    "related": lambda value: _unless(_is_list_of_keys(value), "must be a list of ids of other answers"),
    "reviewed_on": lambda value: _unless(type(value) is date, "must be a date such as 2026-11-21"),
    "review_by": lambda value: _unless(type(value) is date, "must be a date such as 2027-05-15"),
    "status": lambda value: _unless(value in STATUSES, f"must be one of {', '.join(STATUSES)}"),
    "sources": _problems_of_sources,
    "ask": _problems_of_questions,
}
"""Every field of the head, with what finds its problems."""


def _unless(is_well: bool, problem: str) -> Iterator[str]:
    if not is_well:
        yield problem
