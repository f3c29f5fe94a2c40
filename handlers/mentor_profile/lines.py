"""A profile in short lines: for the summary, for its owner, and for staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from content.texts import Text
from handlers.mentor_profile.questions import QUESTIONS
from handlers.mentor_profile.steps import Step, text


def told_lines(answers: Mapping[str, Any], name: str) -> Text:
    """Everything that was told; `name` where it is no answer of the form."""
    shown = {key: QUESTIONS[key].shown(answers[key]) for key in QUESTIONS if key in answers and key != Step.NAME}
    shown.setdefault(Step.VISITS.value, text.told_no_visits)
    return text.told_profile.format(name=answers.get(Step.NAME) or name, **shown)
