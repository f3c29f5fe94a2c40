"""Reads the content's YAML files, once each, and refuses what YAML would silently swallow."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent


class ContentError(Exception):
    """A content file is not as it must be; the message names the file and what is wrong."""


class YamlError(ContentError):
    """A text is no YAML, or has a key twice; `line` counts from 1."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        self.file, self.line, self.problem = file, line, problem
        super().__init__(f"{file}, line {line}: {problem}")


class _Wrong(yaml.YAMLError):
    """What YAML would swallow, where it stands."""

    def __init__(self, node: yaml.Node, problem: str) -> None:
        self.line, self.problem = node.start_mark.line + 1, problem
        super().__init__(problem)


# The library's loader in C reads the answers ten times as fast; where it was not built in, the slow one does the same.
class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML takes the last of two equal keys without a word; in a table of texts that loses one."""


def _mapping_without_doubles(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise _Wrong(key_node, f"the key {key!r} stands there twice")
        if not isinstance(key, str | int) or isinstance(key, bool):
            raise _Wrong(key_node, f"the key {key!r} must be quoted")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_doubles)


def compose_strictly(written: str, file: str) -> tuple[yaml.Node | None, Any]:
    """(the node with the places of its parts, the value) of a text; `file` names it in a YamlError."""
    loader = None
    try:
        loader = _StrictLoader(written)
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node is not None else None
    except _Wrong as error:
        raise YamlError(file, error.line, error.problem) from error
    except yaml.reader.ReaderError as error:  # a sign that no YAML may hold
        raise YamlError(file, written.count("\n", 0, error.position) + 1, str(error.reason)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(file, mark.line + 1 if mark else 1, str(error.problem or error.context)) from error
    except yaml.YAMLError as error:
        raise YamlError(file, 1, str(error)) from error
    finally:
        if loader is not None:
            loader.dispose()


def parse_yaml(path: Path) -> Any:
    """The content of one file; raises YamlError when it is no YAML or has a key twice."""
    return compose_strictly(path.read_text(encoding="utf-8"), path.name)[1]


@cache
def read_yaml(name: str) -> Any:
    """The parsed content file (`rules/classification.yaml`); the same object each time, so never change it."""
    return parse_yaml(CONTENT / name)
