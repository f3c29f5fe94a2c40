"""Loads content/rules/stop_words.yaml: the words of a question that do not say what it is about."""

from __future__ import annotations

from functools import cache

from content.yaml_files import ContentError, read_yaml


@cache
def stop_words() -> frozenset[str]:
    """All of them; raises ContentError for one that YAML takes for something else than a word."""
    words = [word for words in read_yaml("rules/stop_words.yaml").values() for word in words]
    if odd := [word for word in words if not isinstance(word, str)]:
        raise ContentError(f"stop_words.yaml: {odd!r}: must be in quotes")
    return frozenset(words)
