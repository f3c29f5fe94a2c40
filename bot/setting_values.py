"""How the text of each setting becomes its value; a Refused says what is wrong and what would do."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import time
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from services.working_time import OfficeHours, Span

TELEGRAM_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TIME = r"(\d{1,2})[:.](\d{2})"
_SPAN = re.compile(rf"{_TIME}[-–]{_TIME}")
_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_DAYS |= {"sen": 0, "sel": 1, "rab": 2, "kam": 3, "jum": 4, "sab": 5, "min": 6}
_YES, _NO = ("true", "1", "yes", "on", "ya"), ("false", "0", "no", "off", "tidak")
_PASSWORD_IN_URL = re.compile(r"(?<=://)([^/?#@]*?):([^/?#]*)@")
_PASSWORD_IN_QUERY = re.compile(r"([?&]password=)[^&#]*", re.IGNORECASE)


class Refused(ValueError):
    """A value that cannot be taken; the message says what would do and holds no secret."""


def token(text: str) -> str:
    """A bot token; gateways take shapes that Telegram would not, so only the outline is checked here."""
    if not re.fullmatch(r"\d+:[^\s/?#]+", text):
        raise Refused("this is not a bot token (not shown here): it is digits, a colon, letters: 123456789:AA...")
    return text


def web_address(text: str) -> str:
    """An http or https address."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or re.search(r"\s", text):
        raise Refused(f"{without_password(text)!r} is no web address: https://example.go.id would do.")
    return text


def api_url(text: str) -> str:
    """The root of a Bot API server, without a slash at its end."""
    if re.search(r"/bot\d*(:|%3A|/|$)", text, re.IGNORECASE):  # first: a token inside must not be shown
        raise Refused("give the root alone, without /bot and the token: https://api.telegram.org would do.")
    return web_address(text).rstrip("/")


def database_url(text: str, root: Path) -> str:
    """sqlite:///<absolute path> or postgresql://...; a relative path starts at `root`; drivers are taken out."""
    scheme, separator, rest = text.partition("://")
    dialect = {"postgres": "postgresql"}.get(scheme.partition("+")[0].lower(), scheme.partition("+")[0].lower())
    if separator and dialect == "sqlite":
        return f"sqlite:///{_sqlite_path(rest, root).as_posix()}"
    shown = without_password(text)
    if not separator or dialect != "postgresql":
        raise Refused(f"{shown!r} is no database: sqlite:///data/pendamping.db or postgresql://... would do.")
    try:
        parts = urlsplit(f"postgresql://{rest}")
        usable = bool(parts.path.strip("/")) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise Refused(f"{shown!r} is not complete: postgresql://user:password@host:5432/pendamping would do.")
    return f"postgresql://{rest}"


def _sqlite_path(rest: str, root: Path) -> Path:
    path = rest.removeprefix("/").partition("?")[0]
    if not rest.startswith("/") or not path.strip("/") or path == ":memory:":
        raise Refused("this names no file, and all would be lost at the end: sqlite:///data/pendamping.db would do.")
    return root / path


def without_password(url: str) -> str:
    """The address with its password, if any, replaced by ***."""
    return _PASSWORD_IN_QUERY.sub(r"\1***", _PASSWORD_IN_URL.sub(r"\1:***@", url))


def password_of(url: str) -> str | None:
    """The password inside an address, as it is written there."""
    found = _PASSWORD_IN_URL.search(url)
    if found:
        return found[2] or None
    return dict(parse_qsl(urlsplit(url).query)).get("password")


def webhook_secret(text: str) -> str:
    """Telegram's secret_token."""
    if not _WEBHOOK_SECRET.fullmatch(text):
        raise Refused("only letters, digits, _ and -, at most 256 of them (not shown here).")
    return text


def port(text: str) -> int:
    """A TCP port."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Refused(f"{text!r} is no port: a whole number from 1 to 65535, such as 8800, would do.")
    return int(text)


def answer_hours(text: str) -> int:
    """Hours for an answer: each 24 are one working day, what is left is working time."""
    if not text.isdecimal() or not 1 <= int(text) <= 168:
        raise Refused(f"{text!r} is no number of hours: a whole number from 1 to 168, such as 24, would do.")
    return int(text)


def people(text: str) -> int:
    """A number of people."""
    if not text.isdecimal() or int(text) > 1_000_000:
        raise Refused(f"{text!r} is no number of people: a whole number such as 50 would do.")
    return int(text)


def chat_ids(text: str) -> tuple[int, ...]:
    """Ids of private chats, with commas or spaces between."""
    found = [word for word in re.split(r"[,;\s]+", text) if word]
    wrong = [word for word in found if not word.isdecimal() or int(word) == 0]
    if wrong:
        raise Refused(f"{wrong[0]!r} is no private chat's id: digits only, such as 123456789, with commas between.")
    return tuple(dict.fromkeys(int(word) for word in found))


def span(text: str) -> Span:
    """Two times of a day, such as 21:00-06:00."""
    found = _SPAN.fullmatch(re.sub(r"\s*[-–]\s*", "-", text))
    try:
        if found:
            from_hour, from_minute, to_hour, to_minute = (int(number) for number in found.groups())
            return time(from_hour, from_minute), time(to_hour, to_minute)
    except ValueError:
        pass
    raise Refused(f"{text!r} is no span of time: 21:00-06:00 would do (24 hours a day, from and until).")


def office_hours(text: str) -> OfficeHours:
    """Seven tuples of spans, Monday first, from words such as "Mon-Thu 07:30-12:00 13:00-16:00 Fri 07:30-11:30"."""
    table: list[list[Span]] = [[] for _ in range(7)]
    days: list[int] = []
    for word in re.sub(r"\s*[-–]\s*", "-", text).replace(",", " ").split():
        if word[0].isdigit():
            opens, closes = span(word)
            if not days or opens >= closes:
                raise Refused(f"{word!r} needs a day before it and must end later than it begins: Mon-Thu 07:30-16:00")
            for day in days:
                table[day].append((opens, closes))
        else:
            days = _days(word)
    if not any(table):
        raise Refused(f"{text!r} names no working time: Mon-Thu 07:30-16:00 Fri 07:30-11:30 would do.")
    return tuple(tuple(sorted(spans)) for spans in table)


def _days(word: str) -> list[int]:
    ends = [_DAYS.get(name[:3].lower()) for name in word.split("-")]
    if None in ends or len(ends) > 2:
        raise Refused(f"{word!r} is no day: Mon, Tue, Wed, Thu, Fri, Sat, Sun, or two with a line between: Mon-Thu")
    first, last = ends[0] or 0, ends[-1] or 0
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def zone(text: str) -> ZoneInfo:
    """A time zone of the IANA list."""
    try:
        return ZoneInfo(text)
    except (ValueError, OSError, LookupError) as fault:
        raise Refused(f"{text!r} is no time zone: Asia/Makassar would do.") from fault


def rate(text: str) -> float:
    """Messages per second, 0 for no pace."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise Refused(f"{text!r} is no rate: a number of messages per second, such as 30, would do.")
    return number


def yes_or_no(text: str) -> bool:
    """A switch."""
    if text.lower() not in _YES + _NO:
        raise Refused(f"{text!r} is neither yes nor no: true or false would do.")
    return text.lower() in _YES


def one_of(*choices: str) -> Callable[[str], str]:
    """A parser that takes one of these words, whatever the size of its letters."""

    def parse(text: str) -> str:
        for choice in choices:
            if text.lower() == choice.lower():
                return choice
        raise Refused(f"{text!r} is not known: one of {', '.join(choices)} would do.")

    return parse
