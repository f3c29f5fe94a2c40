"""What the readers of HTML and of MarkdownV2 share: the plain text as it grows, its entities, and the complaint."""

from __future__ import annotations

from typing import Any

from gateways.botapi_errors import ApiError, bad_request

Entity = dict[str, Any]


def units(text: str) -> int:
    """The length as the platform counts it: signs beyond the first 65,536 count twice."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


class FormattedTextReader:
    """A place in the source, and what has been read so far; `units` is the plain text's length in UTF-16."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.plain: list[str] = []
        self.units = 0
        self.entities: list[Entity] = []

    def _add(self, text: str) -> None:
        self.plain.append(text)
        self.units += units(text)

    def _broken(self, reason: str, at: int | None = None) -> ApiError:
        """The platform's complaint, with the place in bytes where it names one."""
        if at is not None:
            reason += f" at byte offset {len(self.source[:at].encode())}"
        return bad_request(f"can't parse entities: {reason}")
