"""The settings, checked: the only place that reads the environment and .env. Their names are a public contract."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

from bot import setting_values as values
from bot.setting_values import Refused
from services.office_clock import OfficeClock
from services.working_time import OfficeHours

ROOT = Path(__file__).resolve().parent.parent
TELEGRAM = "https://api.telegram.org"
FREE_MESSAGES_PER_SECOND = 30
PAID_MESSAGES_PER_SECOND = 1000


class SettingsError(Exception):
    """Some settings are wrong; `faults` has one line for each, without secrets."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting, parsed. A field is the setting's name in small letters."""

    bot_token: str | None = field(repr=False)  # None: the web phone is the other end
    bot_api_url: str  # root of a Bot API server, without a slash at its end
    database_url: str = field(repr=False)  # sqlite:///<absolute path> or postgresql://..., without a driver
    webhook_url: str | None  # None: polling
    webhook_secret: str | None = field(repr=False)
    webhook_port: int | None
    admin_chat_ids: tuple[int, ...]
    office_name: str
    office_contact: str | None
    office_hours: OfficeHours  # [date.weekday()] -> spans of local time
    timezone: ZoneInfo
    quiet_hours: tuple[time, time]  # from, until; may cross midnight; equal ends: no quiet hours
    mentor_answer_hours: int  # before a silent mentor is reminded, and again before the next one is asked
    announce_alone_up_to: int  # people; an announcement to more needs a second member of staff
    send_rate: float  # messages per second over all chats; 0: no pace
    paid_broadcast: bool
    phone_port: int
    log_level: str
    log_format: str  # console or json
    metrics_port: int | None

    @property
    def database_url_without_password(self) -> str:
        """The database's address as it may be printed."""
        return values.without_password(self.database_url)

    @property
    def speaks_to_telegram(self) -> bool:
        """Whether the other end is Telegram itself and not a gateway."""
        return self.bot_token is not None and self.bot_api_url == TELEGRAM

    @property
    def office_clock(self) -> OfficeClock:
        """The office's times, as services ask for them."""
        return OfficeClock(self.timezone, self.office_hours, self.quiet_hours, self.mentor_answer_hours)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in a log."""
        found = (self.bot_token, self.webhook_secret, values.password_of(self.database_url))
        return tuple(secret for secret in found if secret)


# As one writes them; None: unset. DESIGN: "names are a public contract", so they only ever grow.
DEFAULTS: dict[str, str | None] = {
    "BOT_TOKEN": None,
    "BOT_API_URL": TELEGRAM,
    "DATABASE_URL": "sqlite:///data/pendamping.db",
    "WEBHOOK_URL": None,
    "WEBHOOK_SECRET": None,
    "WEBHOOK_PORT": None,
    "ADMIN_CHAT_IDS": "",
    "OFFICE_NAME": "Disperindag Kutai Timur",
    "OFFICE_CONTACT": None,
    "OFFICE_HOURS": "Mon-Thu 07:30-16:00 Fri 07:30-11:30",
    "TIMEZONE": "Asia/Makassar",
    "QUIET_HOURS": "21:00-06:00",
    "MENTOR_ANSWER_HOURS": "24",
    "ANNOUNCE_ALONE_UP_TO": "50",
    "SEND_RATE": "30",
    "PAID_BROADCAST": "false",
    "PHONE_PORT": "8800",
    "LOG_LEVEL": "INFO",
    "LOG_FORMAT": "console",
    "METRICS_PORT": None,
}
NAMES = tuple(each.name.upper() for each in fields(Settings))

_PARSERS: dict[str, Callable[[str], Any]] = {
    "BOT_TOKEN": values.token,
    "BOT_API_URL": values.api_url,
    "DATABASE_URL": lambda text: values.database_url(text, ROOT),
    "WEBHOOK_URL": values.web_address,
    "WEBHOOK_SECRET": values.webhook_secret,
    "WEBHOOK_PORT": values.port,
    "ADMIN_CHAT_IDS": values.chat_ids,
    "OFFICE_NAME": str,
    "OFFICE_CONTACT": str,
    "OFFICE_HOURS": values.office_hours,
    "TIMEZONE": values.zone,
    "QUIET_HOURS": values.span,
    "MENTOR_ANSWER_HOURS": values.answer_hours,
    "ANNOUNCE_ALONE_UP_TO": values.people,
    "SEND_RATE": values.rate,
    "PAID_BROADCAST": values.yes_or_no,
    "PHONE_PORT": values.port,
    "LOG_LEVEL": values.one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    "LOG_FORMAT": values.one_of("console", "json"),
    "METRICS_PORT": values.port,
}


def load(environ: Mapping[str, str] = os.environ, env_file: Path | None = ROOT / ".env") -> Settings:
    """Reads the environment, then .env for what the environment does not name. Raises SettingsError with every fault.

    An empty value means the default; in the environment it also hides the value of .env.
    """
    written = _written_in(env_file)
    faults = [line for name in written if name not in DEFAULTS for line in _misspelt(name)]
    parsed: dict[str, Any] = {}
    for name, default in DEFAULTS.items():
        text = (environ[name] if name in environ else written.get(name) or "").strip() or default
        try:
            parsed[name.lower()] = _PARSERS[name](text) if text is not None else None
        except Refused as refused:
            faults.append(f"{name}: {refused}")
    if faults:
        raise SettingsError(faults)
    settings = Settings(**parsed)
    if contradictions := _contradictions(settings):
        raise SettingsError(contradictions)
    return settings


def environment_of_child(**changes: str) -> dict[str, str]:
    """The environment for a process that we start: ours, with these settings changed."""
    return {**os.environ, **changes}


def _written_in(env_file: Path | None) -> Mapping[str, str | None]:
    if env_file is None or not env_file.is_file():
        return {}
    try:
        return dotenv_values(env_file, interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = "it is not UTF-8 text: save it again as UTF-8" if isinstance(fault, ValueError) else fault.strerror
        raise SettingsError([f"{env_file.name} cannot be read: {reason}."]) from fault


def _misspelt(name: str) -> list[str]:
    """A line about a name in .env that almost is a setting; none about names that are not meant for us."""
    meant = difflib.get_close_matches(name.upper(), NAMES, n=1, cutoff=0.8)
    return [f"{name} in .env is no setting: did you mean {known}?" for known in meant]


def _contradictions(settings: Settings) -> list[str]:
    """Lines about settings that are right alone and wrong together."""
    found = []
    if settings.speaks_to_telegram:
        found += _against_telegram(settings)
    if settings.webhook_url is not None:
        missing = [name for name in ("WEBHOOK_SECRET", "WEBHOOK_PORT") if getattr(settings, name.lower()) is None]
        found += [f"{name}: it is missing and WEBHOOK_URL needs it: set it, or empty WEBHOOK_URL." for name in missing]
    taken: dict[int, str] = {}
    for name in ("PHONE_PORT", "WEBHOOK_PORT", "METRICS_PORT"):
        number = getattr(settings, name.lower())
        if number is not None and taken.setdefault(number, name) != name:
            found.append(f"{name}: {number} is {taken[number]}'s already: give each its own number.")
    return found


def _against_telegram(settings: Settings) -> list[str]:
    """What the web phone takes but Telegram does not."""
    found = []
    if not values.TELEGRAM_TOKEN.fullmatch(settings.bot_token or ""):
        found.append(
            "BOT_TOKEN: this is not a Telegram token (not shown here): copy the whole line from @BotFather, "
            "it looks like 123456789:AA... with 35 signs after the colon."
        )
    limit = PAID_MESSAGES_PER_SECOND if settings.paid_broadcast else FREE_MESSAGES_PER_SECOND
    if settings.send_rate == 0:
        found.append("SEND_RATE: 0 (no pace) is refused at Telegram, it would block the bot: 30 would do.")
    elif settings.send_rate > limit:
        found.append(f"SEND_RATE: {settings.send_rate:g} is more than Telegram allows: at most {limit} would do.")
    if settings.webhook_url is not None and not settings.webhook_url.startswith("https://"):
        found.append("WEBHOOK_URL: Telegram only calls https addresses: https://bot.example.go.id/hook would do.")
    return found
