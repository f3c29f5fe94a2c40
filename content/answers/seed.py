"""The answers in content/faq/: what a new database begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from content.answers.document import FaqDocument
from content.answers.reading import FaqFaults, Fault, parse
from content.language import LANGUAGES
from content.yaml_files import CONTENT

FOLDER = CONTENT / "faq"


def load(folder: Path = FOLDER) -> dict[str, FaqDocument]:
    """{id: answer} of every file in the folder; raises FaqFaults with the faults of all files in one go."""
    found: dict[str, FaqDocument] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.md")):
        try:
            document = parse(path.read_text(encoding="utf-8"), path.name)
        except FaqFaults as error:
            faults += error.faults
            continue
        except UnicodeDecodeError:
            faults.append(Fault(path.name, 1, "must be saved as UTF-8"))
            continue
        if document.id != path.stem:
            faults.append(Fault(path.name, 1, f"id: {document.id!r} must be the name of the file"))
        if document.id in found:
            faults.append(Fault(path.name, 1, f"id: {document.id!r} stands in another file too"))
        found[document.id] = document
    faults += faults_together(found)
    if faults:
        raise FaqFaults(faults)
    return found


def faults_together(documents: Mapping[str, FaqDocument]) -> list[Fault]:
    """What is wrong between answers: unknown related ones, equal buttons, a question that leads to two."""
    faults = []
    for document in documents.values():
        file = f"{document.id}.md"
        for other in document.related:
            if other not in documents or other == document.id:
                faults.append(Fault(file, 1, f"related: there is no other answer {other!r}"))
    for what, claims in (("button", _buttons(documents.values())), ("ask", _questions(documents.values()))):
        owners: dict[str, str] = {}
        for words, owner in claims:
            if owners.setdefault(words, owner) != owner:
                faults.append(Fault(f"{owner}.md", 1, f"{what}: {words!r} belongs to {owners[words]} already"))
    return faults


def _buttons(documents: Iterable[FaqDocument]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for code in LANGUAGES:
            yield f"{document.button.get(code, '')} ({code})", document.id


def _questions(documents: Iterable[FaqDocument]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for question in document.questions:
            yield question.lower(), document.id
