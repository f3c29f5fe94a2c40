"""The time in which somebody may be reminded: outside the quiet hours, and where they have a connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Window = tuple[int, int]
"""From and until, in hours of the office's zone; it may cross midnight."""
_Spans = tuple[tuple[int, int], ...]

SPARE = timedelta(minutes=15)
"""What is brought forward comes so much before the allowed time ends, so that it surely still goes out."""
_MINUTES = 24 * 60


@dataclass(frozen=True)
class AllowedTime:
    """Spans of each day, in minutes from local midnight, ends not included; there is at least one."""

    zone: ZoneInfo
    spans: _Spans

    def has(self, instant: datetime) -> bool:
        """Whether somebody may be reminded at this instant."""
        local = instant.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self.spans)

    def first_from(self, instant: datetime) -> datetime:
        """The instant itself, or the next beginning of allowed time."""
        if self.has(instant):
            return instant
        return next(start for start, _ in self._days(instant, forward=True) if start > instant)

    def last_until(self, instant: datetime) -> datetime:
        """The instant itself, or a little before the end of the allowed time before it."""
        if self.has(instant):
            return instant
        start, end = next(span for span in self._days(instant, forward=False) if span[1] <= instant)
        return max(start, end - SPARE)

    def _days(self, instant: datetime, *, forward: bool) -> Iterator[tuple[datetime, datetime]]:
        """Spans around an instant, in the order in which one looks for them."""
        today = instant.astimezone(self.zone).date()
        for days in range(3):
            day = today + timedelta(days=days if forward else -days)
            for start, end in self.spans if forward else reversed(self.spans):
                yield self._at(day, start), self._at(day, end)

    def _at(self, day: date, minute: int) -> datetime:
        return datetime.combine(day, time(), self.zone) + timedelta(minutes=minute)


def allowed_time(zone: ZoneInfo, quiet_hours: tuple[time, time], window: Window | None = None) -> AllowedTime:
    """Outside the quiet hours and inside the window. A window that lies wholly in the quiet hours does not count."""
    return AllowedTime(zone, _spans(quiet_hours, window) or _spans(quiet_hours, None))


def is_within_quiet_hours(quiet_hours: tuple[time, time], window: Window) -> bool:
    """Whether nothing of this window is left outside the quiet hours."""
    return not _spans(quiet_hours, window)


@lru_cache(maxsize=1024)
def _spans(quiet_hours: tuple[time, time], window: Window | None) -> _Spans:
    quiet_from, quiet_until = (each.hour * 60 + each.minute for each in quiet_hours)
    signal_from, signal_until = (hour * 60 for hour in window) if window else (0, 0)

    def fits(minute: int) -> bool:
        with_signal = signal_from == signal_until or _between(minute, signal_from, signal_until)
        return with_signal and not _between(minute, quiet_from, quiet_until)

    starts = [at for at in range(_MINUTES) if fits(at) and (at == 0 or not fits(at - 1))]
    ends = [at for at in range(1, _MINUTES + 1) if fits(at - 1) and (at == _MINUTES or not fits(at))]
    return tuple(zip(starts, ends, strict=True))


def _between(minute: int, start: int, end: int) -> bool:
    """Whether a minute of the day lies in a span that may cross midnight; equal ends mean none."""
    return start <= minute < end if start <= end else minute >= start or minute < end
