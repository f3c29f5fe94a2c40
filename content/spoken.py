"""Loads content/rules/spoken.yaml: words as people say and write them."""

from __future__ import annotations

from functools import cache
from typing import Any

from content.yaml_files import read_yaml


@cache
def words(topic: str, kind: str) -> frozenset[str]:
    """The words of one list, such as `words("people", "alone")`."""
    return frozenset(_topic(topic)[kind])


@cache
def longest_first(topic: str, kind: str) -> tuple[str, ...]:
    """The same list, longest first, for finding the longest that fits."""
    return tuple(sorted(_topic(topic)[kind], key=len, reverse=True))


@cache
def values(topic: str, kind: str) -> dict[str, int]:
    """A list of words that stand for numbers, such as `values("numbers", "digits")`."""
    return dict(_topic(topic)[kind])


def lists(topic: str, kind: str) -> dict[str, list[str]]:
    """From a word to its other spellings, such as `lists("products", "spellings")`."""
    found: dict[str, list[str]] = _topic(topic)[kind]
    return found


@cache
def multipliers() -> dict[str, int]:
    """From each word that multiplies (rb, juta, M) to its factor."""
    return {word: factor for factor, heard in _topic("numbers")["units"].items() for word in heard}


def _topic(topic: str) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml("rules/spoken.yaml")[topic]
    return found
