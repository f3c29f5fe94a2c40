"""An appointment as a file for the calendar of a phone (RFC 5545): one event, times in UTC, an alarm an hour before.

The same `uid` with a higher `sequence` takes the place of what was sent before; a cancelled one goes from the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

MOST_BYTES = 75
"""Of one line; a longer one is folded."""


@dataclass(frozen=True)
class Appointment:
    """What stands in the calendar. `stamped_at` is when the file was made."""

    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    description: str
    place: str | None = None
    is_cancelled: bool = False


def calendar_file(of: Appointment) -> bytes:
    """The file, as `text/calendar`."""
    return "".join(f"{part}\r\n" for line in _lines(of) for part in _folded(line)).encode()


def _lines(of: Appointment) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pendamping IKM//Sesi//ID", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", "BEGIN:VEVENT", f"UID:{_escaped(of.uid)}", f"SEQUENCE:{of.sequence}")
    yield from (f"DTSTAMP:{_utc(of.stamped_at)}", f"DTSTART:{_utc(of.starts_at)}", f"DTEND:{_utc(of.ends_at)}")
    yield f"STATUS:{'CANCELLED' if of.is_cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{_escaped(of.title)}"
    yield f"DESCRIPTION:{_escaped(of.description)}"
    if of.place:
        yield f"LOCATION:{_escaped(of.place)}"
    if not of.is_cancelled:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", f"DESCRIPTION:{_escaped(of.title)}")
        yield "END:VALARM"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(words: str) -> str:
    """What people wrote cannot end a line or begin another property."""
    lines = "\\n".join(words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").splitlines())
    return "".join(sign for sign in lines if sign.isprintable())


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most so many bytes, never within a letter; each after the first begins with a space."""
    part = ""
    for sign in line:
        if len((part + sign).encode()) > MOST_BYTES:
            yield part
            part = " "
        part += sign
    yield part
