"""A scene is set once in a test process and copied for every test after: setting one costs more than most tests."""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.conversations.checked_office import CheckedOffice

Scene = TypeVar("Scene")


@dataclass(frozen=True)
class _Kept:
    rows: bytes
    """The database as it was when the scene stood."""
    scene: Any
    memories: list[dict[str, Any]]
    """What each place remembered."""
    understands: bool
    """Whether the scene left the office what understands questions."""
    places: tuple[Any, ...]
    """The office and whatever else `scene` names of its test; a copy names those of its own."""


_kept: dict[Callable[..., Awaitable[Any]], _Kept] = {}


async def scene(office: CheckedOffice, setting: Callable[..., Awaitable[Scene]], *of_test: Any) -> Scene:
    """What `setting(office, *of_test)` gives; on SQLite it is called once, and then rows and people are copied."""
    if not office.database.is_sqlite:
        return await setting(office, *of_test)
    places, known = (office, *of_test), office.application.bot_data
    if setting not in _kept:
        found = await setting(office, *of_test)
        memories = [office.remembers(), *map(vars, of_test)]
        copied = _copied((found, memories), places, places)
        _kept[setting] = _Kept(_rows(office), *copied, known["understander"] is not None, places)
        return found
    kept = _kept[setting]
    await office.database.close()
    _file(office).write_bytes(kept.rows)
    found, memories = _copied((kept.scene, kept.memories), kept.places, places)
    for place, memory in zip(places, memories, strict=True):
        vars(place).update(memory)
    if not kept.understands:
        known["understander"] = None
    return found


def _copied(what: Any, places: tuple[Any, ...], others: tuple[Any, ...]) -> Any:
    return copy.deepcopy(what, {id(place): other for place, other in zip(places, others, strict=True)})


def _rows(office: CheckedOffice) -> bytes:
    connection = sqlite3.connect(_file(office))
    try:
        return connection.serialize()
    finally:
        connection.close()


def _file(office: CheckedOffice) -> Path:
    return Path(office.database.engine.url.database or "")
