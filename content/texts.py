"""The words of the conversations: one file per conversation, both languages side by side.

`text = content.texts.load("register")`; then `text.ask_district` is a `Text` in the language of
`content.language`, ready to be sent as HTML; `text.ask_district.format(name=...)` escapes the name.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any, Self

from content.language import LANGUAGES, language
from content.yaml_files import CONTENT, ContentError, read_yaml


def escaped(value: object) -> str:
    """What may stand inside HTML: a Text as it is, anything else with its signs escaped."""
    return str(value) if isinstance(value, Text) else html.escape(str(value), quote=False)


class _EscapingFormatter(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        return value if isinstance(value, Text) else html.escape(format(value, format_spec), quote=False)


_formatter = _EscapingFormatter()


class Text(str):
    """Words of ours, safe as HTML. Whatever is put into it that is not itself a Text is escaped."""

    __slots__ = ()

    def format(self, *args: Any, **values: Any) -> Text:
        """This text with its placeholders filled; a missing value raises KeyError."""
        return Text(_formatter.vformat(self, args, values))

    def plain(self, **values: Any) -> str:
        """The same where no HTML is read: button labels and answers to a press."""
        return html.unescape(str(self)).format(**values)

    def join(self, parts: Iterable[object]) -> Text:
        """The parts with this text between them, each escaped that is not a Text."""
        return Text(str(self).join(escaped(part) for part in parts))

    def __add__(self, other: str) -> Text:
        return Text(str(self) + escaped(other))

    def __radd__(self, other: str) -> Text:
        return Text(escaped(other) + str(self))


@dataclass(frozen=True)
class Wording:
    """One key of a text file: the words in each language, and earlier ones that still count when pressed."""

    words: Mapping[str, Text]
    formerly: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*dict.fromkeys([*map(str, self.words.values()), *self.formerly]),)


class Texts:
    """One file of texts; `text.some_key` is in the current language, a key that is not there an AttributeError."""

    def __init__(self, name: str, wordings: Mapping[str, Wording]) -> None:
        self._name = name
        self._wordings = wordings

    def __getattr__(self, key: str) -> Text:
        wordings: Mapping[str, Wording] = self.__dict__.get("_wordings", {})
        if key not in wordings:
            raise AttributeError(f"content/texts/{self.__dict__.get('_name')}.yaml has no text {key!r}")
        words = wordings[key].words
        return words.get(language.get()) or words[LANGUAGES[0]]

    def __getitem__(self, key: str) -> Text:
        """The same for a key that is made at run time, such as a refusal's reason."""
        return self.__getattr__(key)

    def __contains__(self, key: object) -> bool:
        return key in self._wordings

    def keys(self) -> tuple[str, ...]:
        """All keys of the file, in its order."""
        return tuple(self._wordings)

    def require(self, *keys: str) -> Self:
        """Raises AttributeError, when a module is imported, for each key that it will need and that is missing."""
        missing = [key for key in keys if key not in self._wordings]
        if missing:
            raise AttributeError(f"content/texts/{self._name}.yaml lacks {', '.join(missing)}")
        return self

    def all_wordings(self, key: str) -> tuple[str, ...]:
        """A label in every language and in its earlier forms: each of them counts as the same press."""
        self.require(key)
        return self._wordings[key].all


@cache
def load(name: str) -> Texts:
    """The texts of content/texts/<name>.yaml; raises ContentError when the file is not as it must be."""
    rows = read_yaml(f"texts/{name}.yaml")
    if not isinstance(rows, dict):
        raise ContentError(f"texts/{name}.yaml: must be a list of keys, each with id: and en:")
    return Texts(name, {key: _wording(name, key, row) for key, row in rows.items()})


def names() -> Sequence[str]:
    """The names of all text files."""
    return sorted(path.stem for path in (CONTENT / "texts").glob("*.yaml"))


def _wording(name: str, key: str, row: object) -> Wording:
    if not isinstance(row, dict) or not isinstance(row.get(LANGUAGES[0]), str):
        raise ContentError(f"texts/{name}.yaml: {key} needs at least {LANGUAGES[0]}: with its words")
    words = {code: Text(row[code].strip()) for code in LANGUAGES if isinstance(row.get(code), str)}
    return Wording(words, tuple(row.get("formerly", ())))
