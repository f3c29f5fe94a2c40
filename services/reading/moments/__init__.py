"""Dates and times as people type them: `besok jam 10 pagi`, `Senin depan 14.00`, `lusa sore`, `tgl 5 des`.

The words stand in content/rules/moments.yaml. How they are read, always with what comes next in mind:

- An hour from 1 to 6 without a part of the day is one of the afternoon (but `06.00` is six in the morning), `jam 12`
  is noon, `setengah 3` is 14.30. `12 malam` is the midnight after that day. Of a span of hours the first counts.
- `pagi`, `nanti sore`, `habis magrib` name a part of the day; an hour that is said with it is one within it.
- A time without a day is today, or tomorrow when it is past.
- `Senin` is the next Monday: today only where a time is said that is still ahead. `Senin depan` and `Senin minggu
  depan` are the Monday of the week after this one, `Senin ini` and `Senin besok` the coming one. `malam Minggu` is
  Saturday evening. `minggu` is a week beside a number, `ini` or `depan`, else Sunday.
- A date without a year or month is the next such day, today included. 31 February is refused, never moved.
- `14.00 WIB` is 15.00 in WITA.
- Two moments, a choice (`besok atau lusa`), a `tidak`, a number of which nothing is known, and what is over are
  refused; other words (`di rumah saja bu`) change nothing. Whatever was read is said back for one tap.
"""

from services.reading.moments.moment import Moment
from services.reading.moments.reading import MOST_DAYS_AHEAD, read_moment
from services.reading.moments.spans import read_days

__all__ = ["MOST_DAYS_AHEAD", "Moment", "read_days", "read_moment"]
