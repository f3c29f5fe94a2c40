"""The figures of understanding: over an exam of our own, and over lists that are not as they must be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from content.answers.document import FaqDocument
from content.yaml_files import ContentError
from services.understanding import evaluation
from services.understanding.understander import Understander

EXAM = Path(__file__).parent / "exam.yaml"


def test_exam_is_passed_with_room_to_spare(understander: Understander, documents: Mapping[str, FaqDocument]) -> None:
    """The targets of the project are lower; this exam flatters, so less than this would tell of a fault."""
    questions = evaluation.read_questions(EXAM)
    assert evaluation.unknown_topics(questions, documents) == []
    figures = evaluation.evaluate(understander, questions)
    assert (figures["questions"], sorted(figures["by_kind"])) == (362, ["phone", "real"])
    assert figures["top1"] >= 0.94
    assert figures["top3"] >= 0.98
    assert figures["oos_refused"] >= 0.95
    assert figures["answered"] >= 0.75
    assert figures["right_of_answered"] >= 0.97


def test_no_question_of_the_exam_is_learnt_from(documents: Mapping[str, FaqDocument]) -> None:
    learnt = {question.lower() for document in documents.values() for question in document.questions}
    assert [asked.words for asked in evaluation.read_questions(EXAM) if asked.words.lower() in learnt] == []


def test_figures_of_a_small_list(understander: Understander, tmp_path: Path) -> None:
    path = tmp_path / "few.yaml"
    path.write_text(
        """
        - {q: "pirt itu apa sih", topic: pirt-apa, kind: phone}
        - {q: "pirt itu apa sih", topic: merek-daftar, also: [pirt-apa], kind: phone}
        - {q: "pirt itu apa sih", topic: merek-daftar, kind: real}
        - {q: "slot gacor", topic: oos, kind: oos}
        """
    )
    figures = evaluation.evaluate(understander, evaluation.read_questions(path))
    assert {name: figures[name] for name in ("questions", "top1", "oos_refused", "answered", "right_of_answered")} == {
        "questions": 4, "top1": 0.6667, "oos_refused": 1.0, "answered": 1.0, "right_of_answered": 0.6667,
    }  # fmt: skip
    assert figures["by_kind"]["phone"] == {"questions": 2, "top1": 1.0, "top3": 1.0}
    assert figures["by_kind"]["real"]["top1"] == 0.0
    assert 0 < figures["ms_p50"] <= figures["ms_p95"]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("{}", "x.yaml: must be a list of questions, each {q, topic, also?, kind}"),
        ("[]", "x.yaml: must be a list of questions, each {q, topic, also?, kind}"),
        (
            "- {q: halo, topic: oos, kind: oos}\n- {q: halo}",
            "x.yaml: question 2 needs q, topic and kind, each in words",
        ),
        ("- {q: 1, topic: oos, kind: oos}", "x.yaml: question 1 needs q, topic and kind, each in words"),
        ("- {q: a, topic: b, kind: c, also: d}", "x.yaml: question 1: also must be a list of topics"),
        ("- {q: a", "x.yaml, line 2: did not find expected ',' or '}'"),
    ],
)
def test_list_that_is_none_is_told(tmp_path: Path, written: str, fault: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(written)
    with pytest.raises(ContentError) as refused:
        evaluation.read_questions(path)
    assert str(refused.value) == fault
