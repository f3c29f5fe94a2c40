"""The hours at which a session may begin: from when a mentor can have answered, as far ahead as is looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from content.rules.matching import matching_rules
from services.mentors.availability import on_the_hour
from services.week import hour_of_week


@dataclass(frozen=True)
class Window:
    """All full hours between two instants, rising, each with its hour of the week."""

    earliest: datetime
    latest: datetime
    zone: ZoneInfo
    starts: tuple[tuple[datetime, int], ...]

    @classmethod
    def after(cls, now: datetime, zone: ZoneInfo) -> Window:
        """The window that the rules give for this moment."""
        bounds = matching_rules().bounds
        earliest, latest = now + timedelta(hours=bounds.lead_hours), now + timedelta(days=bounds.horizon_days)
        found = tuple((start, hour_of_week(start, zone)) for start in on_the_hour(earliest, latest, zone))
        return cls(earliest, latest, zone, found)

    def times(self, wanted: Collection[int]) -> Counter[int]:
        """How often each hour of the week that is wanted comes in the window; none wanted at all means any."""
        return Counter(hour for _, hour in self.starts if not wanted or hour in wanted)
