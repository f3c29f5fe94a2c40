"""The people of an announcement in words."""

from __future__ import annotations

from services.announcements.audience import Audience


def audience_words(audience: Audience) -> str:
    """As staff chose them, in the language that is set."""
    raise NotImplementedError
