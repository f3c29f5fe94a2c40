"""Reads the content's YAML files, once each, and refuses what YAML would silently swallow."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent


class ContentError(Exception):
    """A content file is not as it must be; the message names the file and what is wrong."""


class _StrictLoader(yaml.SafeLoader):
    """YAML takes the last of two equal keys without a word; in a table of texts that loses one."""


def _place(node: yaml.Node) -> str:
    return f"{Path(node.start_mark.name).name}, line {node.start_mark.line + 1}"


def _mapping_without_doubles(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise ContentError(f"{_place(key_node)}: the key {key!r} stands there twice")
        if not isinstance(key, str | int) or isinstance(key, bool):
            raise ContentError(f"{_place(key_node)}: the key {key!r} must be quoted")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_doubles)


def parse_yaml(path: Path) -> Any:
    """The content of one file; raises ContentError when it is no YAML or has a key twice."""
    with path.open(encoding="utf-8") as file:
        try:
            return yaml.load(file, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader, only stricter
        except yaml.YAMLError as error:
            raise ContentError(f"{path.name}: {error}") from error


@cache
def read_yaml(name: str) -> Any:
    """The parsed content file (`rules/classification.yaml`); the same object each time, so never change it."""
    return parse_yaml(CONTENT / name)
