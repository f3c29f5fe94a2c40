"""What a kind of document is made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import Person
from services.office_clock import OfficeClock
from services.roles import Act


@dataclass(frozen=True)
class Office:
    """The office as documents name it. `deep_link` is what a start payload is put behind, for QR codes."""

    name: str
    contact: str | None
    clock: OfficeClock
    deep_link: str


@dataclass(frozen=True)
class Made:
    """One file. A picture ("image/png") is sent as a photo with `words` as its caption, anything else as a document.

    `words` is HTML: for a picture it says in words what the picture shows.
    """

    name: str
    mime: str
    content: bytes
    words: str


@dataclass(frozen=True)
class Asking:
    """What somebody asked for."""

    person: Person
    params: Mapping[str, int | str]
    office: Office
    language: str
    now: datetime


@dataclass(frozen=True)
class Maker:
    """How one kind is made: who may have it, what is read, and what is drawn of it.

    `gather` may raise services.errors.OfficeError: its words are the answer then. What it gives is pickled for the
    drawing process; `draw` is a plain function of a module, called with it there.
    """

    act: Act
    gather: Callable[[AsyncSession, Asking], Awaitable[Any]]
    draw: Callable[[Any], Sequence[Made]]
