"""The language people read now: set once at the start of an update, read by every text."""

from __future__ import annotations

from contextvars import ContextVar

LANGUAGES = ("id", "en")
"""All languages, the default first."""

language: ContextVar[str] = ContextVar("content_language", default=LANGUAGES[0])
