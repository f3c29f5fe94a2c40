"""One line in which somebody tells about themselves: it sells nothing and holds no way around the office."""

from __future__ import annotations

from services.errors import MentorRefused
from services.reading.folding import visible
from services.reading.names import holds_link_or_number

ABOUT_CHARACTERS = (5, 160)


def clean_about(text: str) -> str:
    """The line with single spaces; raises MentorRefused for a link, a phone number, and what is too short or long."""
    least, most = ABOUT_CHARACTERS
    line = visible(text)
    if not least <= len(line) <= most or sum(map(str.isalpha, line)) < least or holds_link_or_number(line):
        raise MentorRefused("refused_about", least=least, most=most)
    return line
