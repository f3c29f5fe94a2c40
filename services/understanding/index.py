"""The index: everything that was learnt from the questions of the content, ready to rank another question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np

from content import lexicon
from content.answers.document import FaqDocument
from content.outside import outside_examples
from services.understanding.rankers import Ranker, Scores, fit_all
from services.understanding.words import known_stems, stems

_HERE = Path(__file__).parent
_HOW = (*(_HERE / name for name in ("words.py", "features.py", "rankers.py", "index.py")), Path(lexicon.__file__))
"""The files that decide how is learnt: an index kept by one program is not used by another."""


@dataclass(frozen=True)
class Index:
    """`topics` are the keys that may be answered, `outside` the kinds of messages that are not ours; together they
    are the labels, in the order of the scores. `stems` are those of the words it was learnt from, `asked`
    leads from each known question, as `told_apart` reads it, to its topic."""

    stamp: str
    topics: tuple[str, ...]
    outside: tuple[str, ...]
    rankers: tuple[Ranker, ...]
    stems: Mapping[str, str]
    asked: Mapping[str, str]

    def scores(self, text: str) -> Scores:
        """The rankers' scores added up, for each topic and then for each kind of outside."""
        total: Scores = np.sum([ranker.scores(text) for ranker in self.rankers], axis=0)
        return total

    def known_share(self, text: str) -> float:
        """Which share of the text's stems and concepts was ever seen."""
        return self.rankers[-1].known_share(text)


@dataclass(frozen=True)
class Example:
    """One text to learn from. `way` names who wrote it, so that a whole way can be held out."""

    text: str
    label: str
    way: str


def examples_of(documents: Mapping[str, FaqDocument]) -> list[Example]:
    """Every way of asking and every title of these answers, and every example of what is not ours."""
    found = []
    for key, document in sorted(documents.items()):  # the order of a database is none: the same answers, the same stamp
        found += [Example(text, key, way) for way, texts in document.ask.items() for text in texts]
        found += [Example(title, key, "title") for title in document.title.values()]
    for kind, texts in outside_examples().items():
        # Every fifth of each kind goes with one of five ways, so that each fold has some of them held out.
        found += [Example(text, kind, f"outside-{number % 5}") for number, text in enumerate(texts)]
    return found


def told_apart(text: str) -> str:
    """What makes a question the same as another, whatever their order of words: its stems, each once."""
    return " ".join(sorted(set(stems(text))))


def build(documents: Mapping[str, FaqDocument]) -> Index:
    """An index over these answers; takes a second or two, so never on the loop's own thread."""
    return learn(examples_of(documents), stamp_of(documents))


def learn(examples: Iterable[Example], stamp: str = "") -> Index:
    """An index from these examples alone."""
    examples = list(examples)
    outside = tuple(outside_examples())
    topics = tuple(sorted({example.label for example in examples} - set(outside)))
    number = {label: at for at, label in enumerate((*topics, *outside))}
    rankers = fit_all([example.text for example in examples], [number[example.label] for example in examples])
    known = set(topics)
    asked = {told_apart(example.text): example.label for example in examples if example.label in known}
    return Index(stamp, topics, outside, rankers, dict(known_stems), asked)


def stamp_of(documents: Mapping[str, FaqDocument]) -> str:
    """A hash of all that an index is made of."""
    made_of = hashlib.sha256(f"{version('scikit-learn')}\n{lexicon.lexicon_text()}".encode())
    for file in _HOW:
        made_of.update(file.read_bytes())
    for example in examples_of(documents):
        made_of.update(f"\n{example.label}\t{example.text}".encode())
    return made_of.hexdigest()[:32]
