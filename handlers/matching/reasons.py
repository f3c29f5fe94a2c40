"""The reasons for a mentor in words: `ahli kemasan, pernah bantu 4 usaha pisang, bisa Selasa sore, dari Kaliorang`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_decimal

import content.texts
from content.language import language
from content.texts import Text
from handlers.mentoring_words import told_choice
from services.matching import Reason
from services.office_clock import WITA
from services.week import PARTS, Part

text = content.texts.load("matching").require(*(f"told_part_{part.value}" for part in Part))


def told_reasons(reasons: Sequence[Reason], zone: ZoneInfo = WITA, most: int | None = None) -> Text:
    """The first of the reasons, at most so many, as one line."""
    return Text(", ").join(_told(reason, zone) for reason in reasons[:most])


def told_part(instant: datetime, zone: ZoneInfo = WITA) -> Text:
    """Morning, midday, afternoon or evening, by what is nearest."""
    hour = instant.astimezone(zone).hour
    part = next((part for part, hours in PARTS.items() if hour < hours.stop), Part.EVENING)
    return text[f"told_part_{part.value}"]


def _told(reason: Reason, zone: ZoneInfo) -> Text:
    values: Mapping[str, Any] = dict(reason.values)
    match reason.key:
        case "told_reason_time":
            day = format_datetime(values["starts_at"].astimezone(zone), "EEEE", locale=language.get())
            return text.told_reason_time.format(day=day, part=told_part(values["starts_at"], zone))
        case "told_reason_rating":
            return text.told_reason_rating.format(stars=format_decimal(values["stars"], "0.0", locale=language.get()))
        case "told_reason_district":
            return text.told_reason_district.format(**values)
        case "told_reason_helped":
            cluster = told_choice(values["cluster"])
            told = text.told_reason_helped if values["count"] > 1 else text.told_reason_helped_one
            return told.format(count=values["count"], cluster=cluster)
        case key:
            return text[key].format(**{name: told_choice(value) for name, value in values.items()})
