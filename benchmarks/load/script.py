"""What a person does in one talk with a bot, step by step. The words of each bot stand in benchmarks/scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Say:
    """Writes a text. `{person}`, `{loop}` and `{chat}` in it become numbers, so that answers can be told apart."""

    text: str


@dataclass(frozen=True)
class Press:
    """Presses the inline button whose label matches, on the newest message that has one; waits for it if need be."""

    label: str
    pattern: re.Pattern[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(self.label))


@dataclass(frozen=True)
class Expect:
    """Reads until a new or edited message matches `text`; the time since the last act is that reply's latency.

    A message that matches `never` breaks the talk at once, and so does waiting for more than `timeout` seconds
    (None: the time-out given with the people).
    """

    text: str
    timeout: float | None = None
    never: str | None = None
    pattern: re.Pattern[str] = field(init=False, compare=False, repr=False)
    forbidden: re.Pattern[str] | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(self.text))
        object.__setattr__(self, "forbidden", re.compile(self.never) if self.never else None)


@dataclass(frozen=True)
class Think:
    """Does nothing for a time drawn evenly between two numbers of seconds."""

    shortest: float
    longest: float


Step = Say | Press | Expect | Think


@dataclass(frozen=True)
class Script:
    """One registration from the first word to the last reply. Every Say and Press should be followed by an Expect."""

    name: str
    steps: tuple[Step, ...]

    @property
    def acts(self) -> int:
        """How many updates one whole talk gives the bot."""
        return sum(isinstance(step, Say | Press) for step in self.steps)
