"""Writes an answer as the text that people edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from content.answers.document import FaqDocument, Source


def written(document: FaqDocument) -> str:
    """The text of an answer, such that `parse` gives the same answer back."""
    head = [
        f"id: {document.id}",
        f"title: {_flow(dict(document.title))}",
        f"button: {_flow(dict(document.button))}",
        f"category: {document.category}",
        f"related: [{', '.join(document.related)}]",
        f"reviewed_on: {document.reviewed_on.isoformat()}",
        f"review_by: {document.review_by.isoformat()}",
        f"status: {document.status}",
        "sources:",
        *(f"  - {_flow(_written_source(source))}" for source in document.sources),
        "ask:",
    ]
    for way, questions in document.ask.items():
        head += [f"  {way}:{'' if questions else ' []'}", *(f"    - {_quoted(question)}" for question in questions)]
    first, *others = document.bodies.items()
    bodies = first[1] + "".join(f"\n\n--- {code} ---\n{body}" for code, body in others)
    return "---\n" + "\n".join(head) + "\n---\n" + bodies + "\n"


def _written_source(source: Source) -> dict[str, Any]:
    row: dict[str, Any] = {"name": source.name}
    if source.page:
        row["page"] = source.page
    row["status"] = "verified" if source.is_verified else "recalled"
    if source.is_verified:
        row["official"] = source.is_official
    return row | ({"changes": True} if source.changes else {})


def _flow(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in values.items()) + "}"


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value in ("verified", "recalled") else _quoted(value)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
