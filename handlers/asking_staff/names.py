"""The names of the conversation, its states and its steps, for all who make buttons that lead to it."""

from __future__ import annotations

from enum import StrEnum

NAME = "ask_staff"


class AskStaff(StrEnum):
    """The states."""

    WORDS = "words"
    """Something is to be written, photographed or recorded."""
    CHECK = "check"
    """All is there; it is to be sent."""
