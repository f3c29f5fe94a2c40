"""A day and a time: typed as people say it, and always said back in full for one tap.

A day without a time is asked on about by buttons: the part of the day, then the hour.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from content.texts import Text, escaped
from handlers.callbacks import number
from handlers.local_time import office_clock, told_clock, told_day, told_full
from handlers.questions.question import Answer, Asking, Question, Rows, Screen, in_columns, text
from handlers.replies import say, show
from services.errors import FieldRefused, MomentRefused
from services.reading.moments import MOST_DAYS_AHEAD, Moment, read_moment
from services.reading.short_answers import says
from services.week import PARTS, Part

_COLUMNS = 3


def instant_of(answer: Answer) -> datetime:
    """The instant that an answer names, in UTC."""
    return datetime.fromisoformat(answer[0])


@dataclass(frozen=True)
class MomentQuestion(Question):
    """The answer is [instant in UTC, zone in which it is told]; read it with `instant_of`.

    `asks` gives the words of the question, where `Kapan waktunya?` says too little.
    """

    key: str = "moment"
    asks: Callable[[], Text] = lambda: text.ask_moment

    @property
    def field(self) -> Text:
        return text.field_moment

    async def screen(self, asking: Asking) -> Screen:
        return Screen(self.asks(), [])

    async def rows(self, asking: Asking) -> Rows:
        return _said_back(asking)[1] if asking.notes else []

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        if "at" in asking.notes and says(said, "yes"):
            return _checked(asking, asking.notes["at"])
        _note(asking, _read(asking, said))
        told, rows = _said_back(asking)
        await say(asking.context, asking.whole(told), [*rows, *asking.way_out])
        return None

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        act, _, rest = what.partition("-")
        chosen = number(rest)
        if act == "at" and chosen is not None:
            return _checked(asking, chosen)
        if act not in set(Part) or chosen is None:
            raise FieldRefused
        today = asking.context.now.astimezone(_zone(asking)).date()
        ahead = chosen - today.toordinal()
        if not 0 <= ahead <= MOST_DAYS_AHEAD:
            raise FieldRefused
        _note(asking, Moment(today + timedelta(days=ahead), part=Part(act)))
        told, rows = _said_back(asking)
        await show(asking.update, asking.context, asking.whole(told), [*rows, *asking.way_out])
        return None

    def shown(self, answer: Answer) -> Text:
        return Text(escaped(told_full(instant_of(answer), ZoneInfo(answer[1]))))


def _zone(asking: Asking) -> ZoneInfo:
    return office_clock(asking.context).zone


def _read(asking: Asking, said: str) -> Moment:
    """What the text says, of the day that was said before if it names none itself."""
    now, zone = asking.context.now, _zone(asking)
    if "day" in asking.notes and "at" not in asking.notes:
        with suppress(MomentRefused):  # when it names another day
            moment = read_moment(f"{asking.notes['day']} {said}", now, zone)
            if moment.time or moment.part:
                return moment
    return read_moment(said, now, zone)


def _note(asking: Asking, moment: Moment) -> None:
    """Keeps what is known by now; what was said before does not count any more."""
    asking.notes.clear()
    instant = moment.instant(_zone(asking))
    if instant is not None:
        asking.notes["at"] = _minutes(instant)
    else:
        asking.notes["day"] = moment.day.isoformat()
        asking.notes["part"] = moment.part


def _said_back(asking: Asking) -> tuple[Text, Rows]:
    """What was understood, and the buttons that lead on from there."""
    notes, zone = asking.notes, _zone(asking)
    if "at" in notes:
        told = text.ask_moment_right.format(moment=told_full(_instant(notes["at"]), zone))
        return told, [[asking.button(text.button_moment_right.plain(), f"at-{notes['at']}")]]
    day = date.fromisoformat(notes["day"])
    if notes["part"] is not None:
        told, buttons = text.ask_moment_hour, [_hour(asking, at) for at in _hours_ahead(asking, day, notes["part"])]
    else:
        parts = [part for part in Part if _hours_ahead(asking, day, part)]
        told, buttons = text.ask_moment_part, [_part(asking, day, part) for part in parts]
    return told.format(day=told_day(day)), in_columns(buttons, _COLUMNS)


def _hours_ahead(asking: Asking, day: date, part: str) -> list[datetime]:
    hours = [datetime.combine(day, time(hour), _zone(asking)) for hour in PARTS[Part(part)]]
    return [hour for hour in hours if hour > asking.context.now]


def _hour(asking: Asking, at: datetime) -> InlineKeyboardButton:
    return asking.button(told_clock(at, _zone(asking)), f"at-{_minutes(at)}")


def _part(asking: Asking, day: date, part: Part) -> InlineKeyboardButton:
    return asking.button(text[f"button_part_{part}"].plain(), f"{part}-{day.toordinal()}")


def _checked(asking: Asking, minutes: int) -> Answer:
    """The answer, if the moment still lies ahead: buttons may be pressed much later."""
    instant, now = _instant(minutes), asking.context.now
    if instant <= now:
        raise MomentRefused("refused_moment_past")
    if instant > now + timedelta(days=MOST_DAYS_AHEAD + 1):
        raise FieldRefused
    return [instant.isoformat(), _zone(asking).key]


def _minutes(instant: datetime) -> int:
    return int(instant.timestamp()) // 60


def _instant(minutes: int) -> datetime:
    return datetime.fromtimestamp(60 * minutes, UTC)
