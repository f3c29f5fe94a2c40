"""What a person at a small screen would suffer from, found in the text files before anybody reads them."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from content.language import LANGUAGES
from content.yaml_files import CONTENT, ContentError, parse_yaml

MOST_CHARACTERS = 500
MOST_LINES = 12
LINE_CHARACTERS = 38
"""What fits in one line of a chat bubble at 360 px."""
MOST_LABEL_CHARACTERS = 20

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)[^<>]*>")
_TAGS_OF_TELEGRAM = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_KNOWN_FIELDS = {*LANGUAGES, "formerly", "note"}


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend, with the file and the key where it stands."""

    file: str
    key: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem}"


def all_faults(folder: Path = CONTENT / "texts") -> list[Fault]:
    """Every fault of every text file; an empty list when all is well."""
    found: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            rows = parse_yaml(path)
        except ContentError as error:
            found.append(Fault(path.name, "", str(error)))
            continue
        if not isinstance(rows, dict):
            found.append(Fault(path.name, "", "the file must be keys, each with its languages"))
            continue
        for key, row in rows.items():
            found += [Fault(path.name, str(key), problem) for problem in _problems(str(key), row)]
    return found


def visible(words: str) -> str:
    """The words as people see them: without tags, with & instead of &amp;."""
    return html.unescape(_TAG.sub("", words))


def lines_on_screen(words: str) -> int:
    """How many lines the words fill at 360 px."""
    return sum(max(1, len(textwrap.wrap(line, LINE_CHARACTERS))) for line in visible(words).strip().split("\n"))


def placeholders(words: str) -> set[str]:
    """The names in braces; raises ValueError when the braces do not match."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def _problems(key: str, row: Any) -> Iterator[str]:
    if not _KEY.fullmatch(key):
        yield "a key is small letters, digits and _"
    if not isinstance(row, Mapping):
        yield "needs id: and en:"
        return
    for field in sorted(set(map(str, row)) - _KNOWN_FIELDS):
        yield f"{field}: is no field of a text"
    words = {code: row[code] for code in LANGUAGES if isinstance(row.get(code), str) and row[code].strip()}
    for code in LANGUAGES:
        if code not in words:
            yield f"{code}: is missing"
    for code, said in words.items():
        for problem in _problems_of_words(key, said.strip()):
            yield f"{code}: {problem}"
    yield from _different_placeholders(words)


def _problems_of_words(key: str, said: str) -> Iterator[str]:
    try:
        odd = {name for name in placeholders(said) if not _KEY.fullmatch(name)}
    except ValueError as error:
        yield f"braces: {error}"
    else:
        if odd:
            yield f"a placeholder needs a plain name, not {sorted(odd)}"
    yield from _problems_of_tags(said)
    seen = visible(said)
    if key.startswith("button_"):
        if len(seen) > MOST_LABEL_CHARACTERS:
            yield f"{len(seen)} characters, a label has at most {MOST_LABEL_CHARACTERS}"
        return
    if len(seen) > MOST_CHARACTERS:
        yield f"{len(seen)} characters, at most {MOST_CHARACTERS}"
    if lines_on_screen(said) > MOST_LINES:
        yield f"{lines_on_screen(said)} lines at 360 px, at most {MOST_LINES}"


def _problems_of_tags(said: str) -> Iterator[str]:
    open_tags: list[str] = []
    for closing, tag in _TAG.findall(said):
        if tag not in _TAGS_OF_TELEGRAM:
            yield f"Telegram knows no <{tag}>"
        elif not closing:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            yield f"</{tag}> closes nothing"
    if open_tags:
        yield f"<{open_tags[-1]}> is never closed"
    if re.search(r"[<>]|&(?!(lt|gt|amp|quot);)", _TAG.sub("", said)):
        yield "write &lt; &gt; &amp; for < > &"


def _different_placeholders(words: Mapping[str, str]) -> Iterator[str]:
    try:
        named = {code: placeholders(said) for code, said in words.items()}
    except ValueError:
        return
    if len({frozenset(names) for names in named.values()}) > 1:
        shown = "; ".join(f"{code}: {', '.join(sorted(names)) or 'none'}" for code, names in named.items())
        yield f"placeholders differ ({shown})"
