"""Reads a module's imports and names, and says where it breaks the house rules of DESIGN ("The floors")."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

# A file imports only its own package or lower floors; two packages of one floor do not know each other.
FLOORS = {"content": 0, "durable": 1, "models": 2, "services": 3, "handlers": 4, "documents": 4, "web": 4, "bot": 5}
OURS = {*FLOORS, "gateways", "migrations", "tests", "tools", "benchmarks"}
NO_TELEGRAM = {"content", "models", "services", "documents"}
CLOCK = "durable/clock.py"
ENVIRONMENT = "bot/settings.py"
CLOCK_CALLS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
ENVIRONMENT_NAMES = {"environ", "environb", "getenv", "putenv", "unsetenv"}


def faults_in(path: str, source: str) -> list[str]:
    """One line for each broken rule of the file at `path` (relative to the checkout, with slashes)."""
    package = PurePosixPath(path).parts[0]
    tree = ast.parse(source, path)
    found = [f"{path}:{line}: {fault}" for line, fault in _import_faults(tree, path, package)]
    if package in FLOORS:
        found += [f"{path}:{line}: {fault}" for line, fault in _name_faults(tree, path, package)]
    return found


def _import_faults(tree: ast.AST, path: str, package: str) -> Iterator[tuple[int, str]]:
    for line, module in _imports(tree, path):
        target = module.partition(".")[0]
        if target == "telegram" and package in NO_TELEGRAM:
            yield line, f"{package} must not know telegram"
        if target not in OURS or target == package:
            continue
        if package == "gateways" or target == "gateways":
            yield line, f"{package} imports {target}, but gateways stand outside the tower"
        elif package == "durable":
            yield line, f"durable imports {target}, but the engine imports nothing of ours"
        elif FLOORS.get(target, 99) >= FLOORS[package]:
            yield line, f"{package} imports {target}, which is no lower floor"


def _imports(tree: ast.AST, path: str) -> Iterator[tuple[int, str]]:
    folders = PurePosixPath(path).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            above = folders[: len(folders) - node.level + 1]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from ((node.lineno, ".".join([*above, name])) for name in names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def _name_faults(tree: ast.AST, path: str, package: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            used, name = (owner, node.attr), node.attr
            lines = [(node.lineno, used, name)]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            lines = [(node.lineno, (node.module or "", alias.name), alias.name) for alias in node.names]
        else:
            continue
        for line, used, name in lines:
            if used in CLOCK_CALLS and path != CLOCK:
                yield line, f"{'.'.join(used)} is forbidden: use durable.clock.now()"
            if used[0] == "os" and name in ENVIRONMENT_NAMES and path != ENVIRONMENT:
                yield line, f"os.{name} is forbidden: only {ENVIRONMENT} reads the environment"
            if name == "commit" and package == "services" and isinstance(node, ast.Attribute):
                yield line, "services never commit: the unit of work does"
