"""What drawing gives. This file imports nothing: the drawing process begins with it, and is to begin quickly."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """One file. A picture ("image/png") is sent as a photo with `words` as its caption, anything else as a document.

    `words` is HTML: for a picture it says in words what the picture shows.
    """

    name: str
    mime: str
    content: bytes
    words: str


class DrawingFault(Exception):
    """Drawing failed. It says what kind of error it was and where, never its words: they may be a person's."""
