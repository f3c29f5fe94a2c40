"""How well questions are understood: the figures of a list of questions whose topics are known."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from content.answers.document import FaqDocument
from content.yaml_files import ContentError, parse_yaml
from services.understanding.calibration import HeldOut
from services.understanding.confidence import Calibration
from services.understanding.outcome import Understanding
from services.understanding.understander import Understander

OUTSIDE = "oos"


@dataclass(frozen=True)
class Asked:
    """One question of a list. `topics` are all that would be right; none of them when it must not be answered."""

    words: str
    topics: frozenset[str]
    kind: str


def read_questions(path: Path) -> list[Asked]:
    """The questions of a file: a YAML list of `{q, topic, also?, kind}`; raises ContentError for anything else."""
    rows = parse_yaml(path)
    if not isinstance(rows, list) or not rows:
        raise ContentError(f"{path.name}: must be a list of questions, each {{q, topic, also?, kind}}")
    return [_asked(path.name, number, row) for number, row in enumerate(rows, 1)]


def _asked(file: str, number: int, row: object) -> Asked:
    if not isinstance(row, dict) or not all(isinstance(row.get(field), str) for field in ("q", "topic", "kind")):
        raise ContentError(f"{file}: question {number} needs q, topic and kind, each in words")
    also = row.get("also", [])
    if not isinstance(also, list) or not all(isinstance(topic, str) for topic in also):
        raise ContentError(f"{file}: question {number}: also must be a list of topics")
    topics = frozenset() if row["topic"] == OUTSIDE else frozenset({row["topic"], *also})
    return Asked(row["q"], topics, row["kind"])


def unknown_topics(questions: Sequence[Asked], documents: Mapping[str, FaqDocument]) -> list[str]:
    """Topics named in a list that no answer has: such a question could never be right."""
    return sorted({topic for asked in questions for topic in asked.topics} - set(documents))


def evaluate(understander: Understander, questions: Sequence[Asked]) -> dict[str, Any]:
    """The figures, all shares from 0 to 1: `top1` and `top3` over what is ours (and by kind), `oos_refused` over what
    is not, `answered` = share of ours that got a direct answer, `right_of_answered`; milliseconds a question.
    """
    spent, found = [], []
    for asked in questions:
        began = time.perf_counter()
        found.append(understander.understand(asked.words))
        spent.append((time.perf_counter() - began) * 1000)
    ours = [(asked, said) for asked, said in zip(questions, found, strict=True) if asked.topics]
    others = [said for asked, said in zip(questions, found, strict=True) if not asked.topics]
    answered = [(asked, said) for asked, said in ours if said.way is Understanding.SURE]
    kinds = sorted({asked.kind for asked, _ in ours})
    return {
        "questions": len(questions),
        "top1": _share([_is_right(*row, first=1) for row in ours]),
        "top3": _share([_is_right(*row, first=3) for row in ours]),
        "by_kind": {
            kind: {
                "questions": sum(asked.kind == kind for asked, _ in ours),
                "top1": _share([_is_right(*row, first=1) for row in ours if row[0].kind == kind]),
                "top3": _share([_is_right(*row, first=3) for row in ours if row[0].kind == kind]),
            }
            for kind in kinds
        },
        "oos_refused": _share([said.way is not Understanding.SURE for said in others]),
        "answered": _share([said.way is Understanding.SURE for _, said in ours]),
        "right_of_answered": _share([_is_right(*row, first=1) for row in answered]),
        "ms_p50": round(float(np.percentile(spent, 50)), 2),
        "ms_p95": round(float(np.percentile(spent, 95)), 2),
    }


def _is_right(asked: Asked, said: Any, first: int) -> bool:
    return bool({one.key for one in said.candidates[:first]} & asked.topics)


def _share(hits: Sequence[bool]) -> float | None:
    """None where there was nothing to count."""
    return round(sum(hits) / len(hits), 4) if hits else None


def cross_validated(rows: Sequence[HeldOut], limits: Calibration) -> dict[str, Any]:
    """The same figures over the content's own questions, each ranked without the way of asking it belongs to."""

    def figures(these: Sequence[HeldOut]) -> dict[str, Any]:
        is_answered: Callable[[HeldOut], bool] = lambda row: limits.chance(row.ranked.signs) >= limits.sure_from  # noqa: E731
        ours = [row for row in these if row.is_ours]
        answered = [row for row in ours if is_answered(row)]
        return {
            "questions": len(these),
            "top1": _share([row.is_right for row in ours]),
            "top3": _share([row.example.label in {key for key, _ in row.ranked.topics[:3]} for row in ours]),
            "oos_refused": _share([not is_answered(row) for row in these if not row.is_ours]),
            "answered": _share([is_answered(row) for row in ours]),
            "right_of_answered": _share([row.is_right for row in answered]),
        }

    ways = sorted({row.example.way for row in rows if row.is_ours})
    return {**figures(rows), "by_way": {way: figures([row for row in rows if row.example.way == way]) for way in ways}}
