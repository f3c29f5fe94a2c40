"""State machines as data: which events a state knows and where each leads. Services ask them before they write.

The charts in docs/reference/states.md are drawn from these tables, and the tests press every button in every state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from services.errors import Conflict

State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)


@dataclass(frozen=True)
class Machine(Generic[State, Event]):
    """The states of one thing. What is not in `moves` is refused with `conflict`."""

    name: str
    start: State
    moves: Mapping[tuple[State, Event], State]
    conflict: type[Conflict]

    def after(self, state: State, event: Event) -> State:
        """Where the event leads from this state. Raises the machine's Conflict when it does not know it there."""
        found = self.moves.get((state, event))
        if found is None:
            raise self.conflict
        return found

    def knows(self, state: State, event: Event) -> bool:
        """Whether the event can happen in this state."""
        return (state, event) in self.moves
