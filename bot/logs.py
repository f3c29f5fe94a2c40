"""Logging: one line per event, `logger.info("event_name", extra={...})`, with ids only and never a secret.

Names, phone numbers and texts of people do not belong in `extra`. The formatters here are the last net:
whatever looks like a bot token, and every secret of the settings, leaves them as ***.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from datetime import UTC, datetime, tzinfo
from types import TracebackType
from urllib.parse import quote

from pythonjsonlogger.json import JsonFormatter

from bot.settings import Settings

# httpx writes whole addresses at INFO, and the address of a Bot API call holds the token.
TALKATIVE = ("httpx", "httpcore", "apscheduler", "aiohttp.access", "asyncio", "hpack", "alembic")

_TOKEN = re.compile(r"(?<!\d)\d{5,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
_PASSWORD_IN_ADDRESS = re.compile(r"(?<=://)([^\s/:@]*):[^\s/@]+@")
_SHORTEST_SECRET = 6  # a shorter one would blot out words that hold it
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


class Redactor:
    """Replaces secrets in a finished line."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        # as they stand, in an address and in JSON; the longest first, one may be part of another
        long_enough = [secret for secret in secrets if len(secret) >= _SHORTEST_SECRET]
        written = {
            form for secret in long_enough for form in (secret, quote(secret, safe=""), json.dumps(secret)[1:-1])
        }
        named = "|".join(re.escape(form) for form in sorted(written, key=len, reverse=True))
        self._named = re.compile(named) if named else None

    def __call__(self, line: str) -> str:
        line = _PASSWORD_IN_ADDRESS.sub(r"\1:***@", _TOKEN.sub("***", line))
        return self._named.sub("***", line) if self._named else line


class ConsoleFormatter(logging.Formatter):
    """`time level event key=value ...`, for people; a traceback follows on lines of its own."""

    def __init__(self, redact: Redactor, zone: tzinfo) -> None:
        super().__init__()
        self._redact = redact
        self._zone = zone

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, self._zone).isoformat(sep=" ", timespec="milliseconds")
        pairs = [f"{key}={_shown(value)}" for key, value in vars(record).items() if key not in _STANDARD]
        line = " ".join([at, record.levelname, _on_one_line(record.getMessage()), *pairs])
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        if record.stack_info:
            line += "\n" + self.formatStack(record.stack_info)
        return self._redact(line)


class JsonLineFormatter(JsonFormatter):
    """One JSON object a line, for machines: time (UTC), level, logger, event, and what `extra` held."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger", "message": "event", "exc_info": "exception"},
            json_ensure_ascii=False,
            reserved_attrs=sorted(_STANDARD),
        )
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))

    def add_fields(
        self, log_data: dict[str, object], record: logging.LogRecord, message_dict: dict[str, object]
    ) -> None:
        """Puts the instant first; the rest is the library's."""
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        super().add_fields(log_data, record, message_dict)


def set_up(settings: Settings) -> None:
    """Makes the root logger write to stderr as the settings say; called once at the start of each process."""
    redact = Redactor(settings.secrets)
    handler = logging.StreamHandler(sys.stderr)
    json_wanted = settings.log_format == "json"
    handler.setFormatter(JsonLineFormatter(redact) if json_wanted else ConsoleFormatter(redact, settings.timezone))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    # It warns of each tick left out because the one before is still at work, which is meant; errors we log ourselves.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    logging.captureWarnings(True)
    # What nobody catches would be written by Python itself, around the net.
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _log_uncaught(kind: type[BaseException], fault: BaseException | None, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("uncaught_exception", exc_info=(kind, fault or kind(), traceback))


def _shown(value: object) -> str:
    text = str(value)
    return text if re.fullmatch(r"[^\s\"=]+", text) else json.dumps(text, ensure_ascii=False)


def _on_one_line(text: str) -> str:
    """A line feed inside a value would look like a second event."""
    return text.replace("\r", "\\r").replace("\n", "\\n")
