"""Keeps the last column of docs/reference/pitfalls.md: which test carries `@pytest.mark.pitfall(number)`.

`python -m tools.pitfalls` writes it, `--check` compares. A row whose column "comes with" says "now" is of
what exists already, and must have a test; `untested_now` lists those that have none.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "pitfalls.md"
TESTS = ROOT / "tests"
NOW = "now"


def marked_tests(folder: Path = TESTS) -> dict[int, list[str]]:
    """Row number -> `file::test` of every test that carries its marker, read without running anything."""
    found: dict[int, list[str]] = defaultdict(list)
    for file in sorted(folder.rglob("test_*.py")):
        shown = file.relative_to(folder).as_posix()
        for name, number in _markers(ast.parse(file.read_text(encoding="utf-8"))):
            if f"{shown}::{name}" not in found[number]:
                found[number].append(f"{shown}::{name}")
    return dict(found)


def _markers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    everywhere = [node.value for node in tree.body if isinstance(node, ast.Assign) and _names_pytestmark(node)]
    shared = [number for value in everywhere for number in _numbers(value)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            own = [number for decorator in node.decorator_list for number in _numbers(decorator)]
            yield from ((node.name, number) for number in [*shared, *own])


def _names_pytestmark(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)


def _numbers(expression: ast.expr) -> Iterator[int]:
    for node in ast.walk(expression):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "pitfall":
            yield from (word.value for word in node.args if isinstance(word, ast.Constant) and type(word.value) is int)


def rows(page: str) -> Iterator[list[str]]:
    """The cells of each numbered row: number, what happened, where, comes with, tests."""
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0].isdecimal():
            yield cells


def with_tests(page: str, tests: dict[int, list[str]]) -> str:
    """The page with its last column written anew."""
    lines = []
    for line in page.splitlines():
        for cells in rows(line):
            named = "<br>".join(f"`{test}`" for test in tests.get(int(cells[0]), []))
            missing = "not yet" if cells[3] == NOW else "-"
            line = f"| {' | '.join(cells[:4])} | {named or missing} |"
        lines.append(line)
    return "\n".join(lines) + "\n"


def untested_now(page: str, tests: dict[int, list[str]]) -> list[int]:
    """The rows of what exists already that no test carries."""
    return [int(cells[0]) for cells in rows(page) if cells[3] == NOW and int(cells[0]) not in tests]


def main(words: list[str]) -> int:
    """Writes or compares; 1 after a line when something is not right."""
    page, tests = PAGE.read_text(encoding="utf-8"), marked_tests()
    unknown = sorted(set(tests) - {int(cells[0]) for cells in rows(page)})
    if unknown:
        print(f"Tests name rows that docs/reference/pitfalls.md does not have: {unknown}", file=sys.stderr)
        return 1
    if "--check" not in words:
        PAGE.write_text(with_tests(page, tests), encoding="utf-8")
        print(f"Rows of what exists that have no test yet: {untested_now(page, tests) or 'none'}")
    elif with_tests(page, tests) != page:
        print("docs/reference/pitfalls.md is not up to date: type `make format`.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
