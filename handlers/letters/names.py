"""What the parts of this conversation share, and how a letter is told."""

from __future__ import annotations

import content.texts
from content.texts import Text
from services.letters.periods import Period

NAME = "letters"
text = content.texts.load("letters").require(*(f"button_{period.value}" for period in Period))


def told_hours(minutes: int) -> Text:
    """`7 jam 30 menit`."""
    hours, rest = divmod(minutes, 60)
    return text.told_hours_minutes.format(hours=hours, minutes=rest) if rest else text.told_hours.format(hours=hours)
