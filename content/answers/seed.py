"""The answers in content/faq/: what a new database begins with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from content.answers.document import FaqDocument
from content.answers.problems import Problem
from content.answers.reading import FaqFaults, Fault, parse
from content.yaml_files import CONTENT

FOLDER = CONTENT / "faq"


@dataclass(frozen=True)
class Found:
    """What a folder holds: the answers that are as they must be, and every fault of the others."""

    documents: Mapping[str, FaqDocument]
    faults: tuple[Fault, ...]


def load(folder: Path = FOLDER) -> dict[str, FaqDocument]:
    """{id: answer} of every file in the folder; raises FaqFaults with the faults of all files in one go."""
    found = read(folder)
    if found.faults:
        raise FaqFaults(found.faults)
    return dict(found.documents)


def read(folder: Path = FOLDER) -> Found:
    """The good files of the folder, and what is wrong in the others.

    A broken file makes no other one faulty; of two that clash neither is good, for nobody knows which one is meant.
    """
    documents: dict[str, FaqDocument] = {}
    faults: list[Fault] = []
    paths = sorted(folder.glob("*.md"))
    texts: dict[str, str] = {}
    for path in paths:
        try:
            texts[path.name] = path.read_text(encoding="utf-8")
            document = parse(texts[path.name], path.name)
        except FaqFaults as error:
            faults += error.faults
            continue
        except UnicodeDecodeError:
            faults.append(Fault(path.name, 1, "must be saved as UTF-8"))
            continue
        except OSError as error:
            faults.append(Fault(path.name, 1, f"cannot be read ({error.strerror})"))
            continue
        if document.id != path.stem:
            faults.append(Fault(path.name, 1, f"id: {document.id!r} must be the name of the file"))
            continue
        documents[document.id] = document
    faults += faults_together(documents, {path.stem for path in paths})
    faults = [_placed(fault, texts.get(fault.file, "")) for fault in faults]
    broken = {fault.file for fault in faults} | {f"{fault.clashes_with}.md" for fault in faults}
    good = {key: document for key, document in documents.items() if f"{key}.md" not in broken}
    return Found(good, tuple(faults))


def _placed(fault: Fault, text: str) -> Fault:
    """The fault with the line of the field it begins with, where only the file was known."""
    field = fault.problem.partition(":")[0]
    lines = [at for at, line in enumerate(text.split("\n"), 1) if line.startswith(f"{field}:")]
    return replace(fault, line=lines[0]) if fault.line == 1 and lines else fault


def faults_together(documents: Mapping[str, FaqDocument], ids: Collection[str] = ()) -> list[Fault]:
    """What is wrong between answers: unknown related ones, equal buttons, a question that leads to two.

    Of two that clash the later one is at fault. `ids` are of answers that are there, but not among these.
    """
    faults = []
    for document in documents.values():
        file = f"{document.id}.md"
        for other in document.related:
            if (other not in documents and other not in ids) or other == document.id:
                faults.append(Fault(file, 1, f"related: there is no other answer {other!r}"))
    for what, claims in (("button", _buttons(documents.values())), ("ask", _questions(documents.values()))):
        owners: dict[str, str] = {}
        for words, owner in claims:
            if owners.setdefault(words, owner) != owner:
                said = f"{what}: {words!r} belongs to {owners[words]} already"
                faults.append(Fault(f"{owner}.md", 1, Problem(f"{what}_taken", said, taken=words), owners[words]))
    return faults


def _buttons(documents: Iterable[FaqDocument]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for code, words in document.button.items():
            yield f"{words} ({code})", document.id


def _questions(documents: Iterable[FaqDocument]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for question in document.questions:
            yield question.lower(), document.id
