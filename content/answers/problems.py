"""One thing that is wrong in an answer, told in two ways: to those who edit files, and to staff in the chat."""

from __future__ import annotations

from collections.abc import Mapping


class Problem(str):
    """The words for whoever edits a file. `key` and `values` let staff be told the same in their own language."""

    __slots__ = ("key", "values")
    key: str
    values: Mapping[str, object]

    def __new__(cls, key: str, words: str, **values: object) -> Problem:
        made = super().__new__(cls, words)
        made.key, made.values = key, values
        return made
