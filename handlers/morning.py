"""What staff read on a working day's morning: a line for each matter, with the command that shows it."""

from __future__ import annotations

from collections.abc import Mapping

import content.texts
from content.texts import Text
from handlers.telling import Notice
from services.morning import Matter

text = content.texts.load("morning").require(*(f"told_{matter.value}" for matter in Matter))


def morning(matters: Mapping[Matter, int]) -> Notice:
    """One message, in the language that is set."""
    lines = [text[f"told_{matter.value}"].format(count=count) for matter, count in matters.items()]
    return text.told_morning.format(lines=Text("\n").join(lines)), ()
