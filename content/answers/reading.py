"""Reads an answer from its text, and finds every fault of it at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from content.answers.checks import FIELDS, problems_of_body, problems_of_dates, problems_of_doubt
from content.answers.document import FaqDocument, Source
from content.language import LANGUAGES
from content.yaml_files import ContentError, YamlError, compose_strictly

_HEAD = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)
_OTHER_LANGUAGE = re.compile(r"^--- *(\w+) *---$", re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file, and on which line. `clashes_with`: the id of another answer that claims the same."""

    file: str
    line: int
    problem: str
    clashes_with: str = ""

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.problem}"


class FaqFaults(ContentError):
    """All that is wrong in one or more files; the message has a line for each fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


def parse(document: str, file: str) -> FaqDocument:
    """The answer that a text holds; raises FaqFaults with everything that is wrong in it. `file` names it there."""
    found, faults = _Reader(document.replace("\r\n", "\n"), file).read()
    if faults or found is None:
        raise FaqFaults(sorted(faults, key=lambda fault: fault.line))
    return found


class _Reader:
    """Reads one document and gathers its faults."""

    def __init__(self, document: str, file: str) -> None:
        self._document, self._file = document, file
        self._faults: list[Fault] = []
        self._lines: dict[str, int] = {}

    def read(self) -> tuple[FaqDocument | None, list[Fault]]:
        parts = _HEAD.match(self._document)
        if parts is None:
            self._fault("", "must begin with a head between two lines of ---")
            return None, self._faults
        head = self._head(parts[1])
        if head is None:
            return None, self._faults
        bodies = self._bodies(parts[2], first_line=parts[1].count("\n") + 3)
        self._check_fields(head)
        if self._faults:
            return None, self._faults
        made = _made(head, bodies)
        for problem in problems_of_dates(made):
            self._fault("review_by", f"review_by: {problem}")
        for problem in problems_of_doubt(made):
            self._fault("sources", problem)
        return made, self._faults

    def _check_fields(self, head: Mapping[str, Any]) -> None:
        for field in sorted(set(head) - set(FIELDS)):
            self._fault(field, f"{field}: is no field of an answer")
        for field, problems in FIELDS.items():
            if field not in head:
                self._fault("", f"{field}: is missing in the head")
                continue
            for problem in problems(head[field]):
                self._fault(field, f"{field}: {problem}")

    def _fault(self, field: str, problem: str) -> None:
        self._faults.append(Fault(self._file, self._lines.get(field, 1), problem))

    def _head(self, written: str) -> dict[str, Any] | None:
        try:
            node, head = compose_strictly(written, self._file)
        except YamlError as error:
            self._faults.append(Fault(self._file, error.line + 1, error.problem))
            return None
        if not isinstance(node, yaml.MappingNode):
            self._fault("", "the head must be fields, each `name: value`")
            return None
        self._lines = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
        found: dict[str, Any] = head
        return found

    def _bodies(self, written: str, first_line: int) -> dict[str, str]:
        pieces = _OTHER_LANGUAGE.split(written)
        codes = [LANGUAGES[0], *pieces[1::2]]
        line, bodies = first_line, {}
        for code, body in zip(codes, pieces[0::2], strict=True):
            if code not in LANGUAGES:
                self._faults.append(Fault(self._file, line, f"--- {code} ---: is no language of ours"))
            skipped = len(body) - len(body.lstrip("\n"))
            for at, problem in problems_of_body(body.strip()):
                self._faults.append(Fault(self._file, line + skipped + at, f"{code}: {problem}"))
            bodies[code] = body.strip()
            line += body.count("\n")
        return bodies


def _made(head: Mapping[str, Any], bodies: Mapping[str, str]) -> FaqDocument:
    return FaqDocument(
        id=head["id"],
        title=head["title"],
        button=head["button"],
        category=head["category"],
        related=tuple(head["related"]),
        reviewed_on=head["reviewed_on"],
        review_by=head["review_by"],
        status=head["status"],
        sources=tuple(
            Source(
                name=row["name"],
                page=row.get("page", ""),
                is_verified=row["status"] == "verified",
                is_official=row.get("official", False),
                changes=row.get("changes", False),
            )
            for row in head["sources"]
        ),
        ask={way: tuple(questions) for way, questions in head["ask"].items()},
        bodies=bodies,
    )
