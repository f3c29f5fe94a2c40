"""No text without a place where it is said, and no place that says a text which is not there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import content.texts
from bot.settings import ROOT

SPEAKING = ("handlers", "services", "documents", "bot", "durable", "tools")
METHODS = {"all_wordings", "keys", "require"}


@cache
def modules() -> dict[str, ast.Module]:
    """{dotted name: syntax tree} of all code that may say something."""
    files = [file for folder in SPEAKING for file in (ROOT / folder).rglob("*.py")]
    return {_dotted(file): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def _dotted(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def own_books(module: str) -> dict[str, str]:
    """{variable: text file} of what a module loads itself."""
    found: dict[str, str] = {}
    for node in modules()[module].body if module in modules() else ():
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            loaded = re.search(r"content\.texts\.load\('(\w+)'\)", ast.unparse(node.value))
            if loaded:
                found[node.targets[0].id] = loaded[1]
    return found


@cache
def books(module: str) -> dict[str, str]:
    """The same, with those that it imports from the module that loads them."""
    found = dict(own_books(module))
    for node in modules()[module].body:
        if isinstance(node, ast.ImportFrom):
            theirs = own_books(node.module or "")
            found |= {alias.asname or alias.name: theirs[alias.name] for alias in node.names if alias.name in theirs}
    return found


def said() -> set[tuple[str, str, str]]:
    """(module, text file, key) of every `text.key` in the code."""
    return {
        (module, books(module)[node.value.id], node.attr)
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in books(module)
    }


@cache
def written() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Every string and name in the code and the rules, and a pattern for each string made from parts."""
    plain: set[str] = set()
    made: list[re.Pattern[str]] = []
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.Attribute):
                plain.add(node.attr)
            elif isinstance(node, ast.JoinedStr) and re.search(r"\w{4,}_|_\w{4,}", ast.unparse(node)):
                parts = [re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in node.values]
                made.append(re.compile("".join(parts)))
    rules = " ".join(file.read_text(encoding="utf-8") for file in (ROOT / "content" / "rules").glob("*.yaml"))
    return frozenset(plain | set(re.findall(r"\w+", rules))), tuple(made)


@pytest.mark.parametrize("name", content.texts.names())
def test_every_text_is_said_somewhere(name: str) -> None:
    plain, made = written()
    keys = content.texts.load(name).keys()
    assert [key for key in keys if key not in plain and not any(each.fullmatch(key) for each in made)] == []


def test_every_text_that_is_said_exists() -> None:
    missing = [
        f"{module}: {name}.yaml has no {key}"
        for module, name, key in sorted(said())
        if key not in content.texts.load(name) and key not in METHODS
    ]
    assert missing == []


def test_the_search_finds_what_it_should() -> None:
    assert ("handlers.register", "register", "told_registered") in said()
    assert ("handlers.form", "questions", "button_back") in said()
