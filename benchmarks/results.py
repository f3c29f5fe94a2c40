"""Where figures are kept: JSON under bench-out, and the marked place in the documentation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from benchmarks.contenders import ROOT
from benchmarks.measure import Run
from benchmarks.summary import Summary, targets

PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


class ResultsUnreadable(Exception):
    """A results file or the page cannot be used; the message says why in one line."""


def save(path: Path, head: Mapping[str, object], summary: Summary) -> None:
    """Writes head, every run and the targets."""
    content = {
        "head": dict(head),
        "runs": [asdict(run) for run in summary.runs],
        "targets": [asdict(target) for target in targets(summary)],
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(path: Path) -> tuple[dict[str, object], Summary]:
    """Reads what `save` wrote. Raises ResultsUnreadable."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return content["head"], Summary(Run(**run) for run in content["runs"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResultsUnreadable(f"{path} is no results file of this benchmark ({error})") from None


def write_into_page(text: str, page: Path = PAGE) -> None:
    """Puts the report between the two markers of the page. Raises ResultsUnreadable."""
    content = page.read_text(encoding="utf-8") if page.exists() else ""
    before, begin, rest = content.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ResultsUnreadable(f"{page} lacks the lines {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n```text\n{text}```\n{END}{after}", encoding="utf-8")
