"""Loads content/understanding/outside.yaml: examples of messages that none of our topics answers, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from content.yaml_files import ContentError, read_yaml


@cache
def outside_examples() -> Mapping[str, tuple[str, ...]]:
    """{kind: examples}; a kind's name begins with `_`, which no topic's key does."""
    found = {}
    for kind, texts in read_yaml("understanding/outside.yaml").items():
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise ContentError(f"outside.yaml: {kind}: must be a list of messages, each in quotes")
        found[f"_{kind}"] = tuple(texts)
    return found
