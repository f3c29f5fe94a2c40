"""Between the answers of the form, which are JSON, and the profile that services keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.mentor_profile.steps import Step
from models import Cluster, Expertise, Mentor, MentorKind, Spoken, Way
from services.mentors.fields import MOST_PER_MONTH, choices_of
from services.mentors.profile import Profile

_READ: dict[str, Callable[[Any], Any]] = {
    Step.KIND: MentorKind,
    Step.TOPICS: lambda chosen: [Expertise(each) for each in chosen],
    Step.CLUSTERS: lambda chosen: [Cluster(each) for each in chosen],
    Step.WAYS: lambda chosen: [Way(each) for each in chosen],
    Step.LANGUAGES: lambda chosen: [Spoken(each) for each in chosen],
}


def value_of(key: str, answer: Any) -> Any:
    """What services take for the answer to this question."""
    return _READ[key](answer) if key in _READ else answer


def put_answer(given: dict[str, Any], key: str, answer: Any) -> None:
    """Takes an answer; what does not fit it any more is taken out, and so asked again if it is asked at all."""
    given[key] = answer
    if key == Step.VISITS and not answer:  # to visit nowhere is not to visit
        given[Step.WAYS] = [way for way in given.get(Step.WAYS, ()) if way != Way.VISIT]
    if not given.get(Step.WAYS, True):
        del given[Step.WAYS]
    if Way.VISIT not in given.get(Step.WAYS, (Way.VISIT,)) or not given.get(Step.VISITS, True):
        given.pop(Step.VISITS, None)
    if given.get(Step.MONTH, MOST_PER_MONTH) < given.get(Step.WEEK, 1):
        del given[Step.MONTH]


def profile_of(answers: Mapping[str, Any]) -> Profile:
    """The profile that all answers make."""
    value = {key: value_of(key, answer) for key, answer in answers.items()}
    return Profile(
        name=value.get(Step.NAME),
        kind=value[Step.KIND],
        district_id=value[Step.DISTRICT],
        expertise=value[Step.TOPICS],
        clusters=value[Step.CLUSTERS],
        ways=value[Step.WAYS],
        visits=value.get(Step.VISITS, ()),
        languages=value[Step.LANGUAGES],
        most_per_week=value[Step.WEEK],
        most_per_month=value[Step.MONTH],
        card_hour=value[Step.HOUR],
        about=value[Step.ABOUT] or None,
    )


def answers_of(mentor: Mentor) -> dict[str, Any]:
    """The answers that make this profile, in the shape of the form's."""
    chosen = {
        Step.TOPICS: "expertise", Step.CLUSTERS: "clusters", Step.WAYS: "ways", Step.LANGUAGES: "languages",
    }  # fmt: skip
    return {
        Step.NAME.value: mentor.person.name,
        Step.KIND.value: mentor.kind.value,
        Step.DISTRICT.value: mentor.district_id,
        Step.VISITS.value: choices_of(mentor, "visits"),
        Step.WEEK.value: mentor.most_per_week,
        Step.MONTH.value: mentor.most_per_month,
        Step.HOUR.value: mentor.card_hour,
        Step.ABOUT.value: mentor.about or "",
        **{step.value: [each.value for each in choices_of(mentor, field)] for step, field in chosen.items()},
    }
