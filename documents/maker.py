"""What a kind of document is made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from documents.made import Made
from models import Person
from services.office_clock import OfficeClock
from services.roles import Act

__all__ = ["Asking", "Made", "Maker", "Office"]


@dataclass(frozen=True)
class Office:
    """The office as documents name it. `deep_link` is what a start payload is put behind, for QR codes."""

    name: str
    contact: str | None
    clock: OfficeClock
    deep_link: str


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

    `gather` reads only; it may raise services.errors.OfficeError: its words are the answer then. What it gives is
    pickled for the drawing process; `draw` is a plain function of a module, called with it there. Drawing libraries
    are imported inside it: the bot itself has no room for them.
    """

    act: Act
    gather: Callable[[AsyncSession, Asking], Awaitable[Any]]
    draw: Callable[[Any], Sequence[Made]]
