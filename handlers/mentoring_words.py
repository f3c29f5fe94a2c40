"""The names of topics, clusters, ways, languages and kinds of mentors, on a button and within a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import content.texts
from content.texts import Text
from models import Cluster, Expertise, MentorKind, Spoken, Way

text = content.texts.load("mentoring")
Choice = Expertise | Cluster | Way | Spoken | MentorKind
_WHAT: dict[type[StrEnum], str] = {
    Expertise: "topic", Cluster: "cluster", Way: "way", Spoken: "language", MentorKind: "kind"
}  # fmt: skip


def label_of(choice: Choice) -> Text:
    """`Kemasan`, for a button."""
    return text[f"button_{_key(choice)}"]


def told_choice(choice: Choice) -> Text:
    """`kemasan`, within a sentence."""
    return text[f"told_{_key(choice)}"]


def told_choices(choices: Iterable[Choice]) -> Text:
    """`kemasan, label`: each of several."""
    return Text(", ").join(told_choice(choice) for choice in choices)


def _key(choice: Choice) -> str:
    return f"{_WHAT[type(choice)]}_{choice.value.replace('-', '_')}"


text.require(*(f"{place}_{_key(each)}" for kind in _WHAT for each in kind for place in ("button", "told")))  # type: ignore[arg-type]
