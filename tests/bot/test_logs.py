"""The logs, as a process writes them: one event a line, and no way out for the token."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from bot.settings import ROOT

TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz012345678"
PHONE_TOKEN = "7:phone-tok"


def logged(statements: str, **environ: str) -> list[str]:
    """The lines that a real process writes to its log."""
    code = f"import logging\nfrom bot import logs, settings\nlogs.set_up(settings.load(env_file=None))\n{statements}"
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True
    )
    assert finished.stdout == ""
    return finished.stderr.splitlines()


def test_console_line_is_time_level_event_and_pairs() -> None:
    (line,) = logged("logging.getLogger('x').info('update_stored', extra={'chat_id': 5, 'why': 'a b=\"c\"\\nd'})")
    date, clock, rest = line.split(" ", 2)
    assert (len(date), clock[-6:]) == (10, "+08:00")
    assert rest == r'INFO update_stored chat_id=5 why="a b=\"c\"\nd"'


def test_json_line_is_one_object_with_the_ids() -> None:
    (line,) = logged("logging.getLogger('x').info('update_stored', extra={'chat_id': 5})", LOG_FORMAT="json")
    found = json.loads(line)
    assert found.pop("time").endswith("+00:00")
    assert found == {"level": "INFO", "logger": "x", "event": "update_stored", "chat_id": 5}


def test_a_line_feed_in_an_event_makes_no_second_line() -> None:
    assert len(logged("logging.getLogger('x').warning('one\\ntwo %s', 'three\\nfour')")) == 1


def test_level_hides_what_is_below() -> None:
    assert logged("logging.getLogger('x').info('quiet')", LOG_LEVEL="WARNING") == []


@pytest.mark.parametrize("name", ["httpx", "httpcore", "apscheduler.executors", "aiohttp.access"])
def test_talkative_libraries_are_silent_below_warning(name: str) -> None:
    assert logged(f"logging.getLogger({name!r}).info('HTTP Request')", LOG_LEVEL="DEBUG") == []


@pytest.mark.parametrize("log_format", ["console", "json"])
@pytest.mark.parametrize(
    "statements",
    [
        "log.info('https://api.telegram.org/bot' + token + '/getMe')",
        "log.info('at %s', 'bot' + token)",
        "log.info('call', extra={'address': '/bot' + token.replace(':', '%3A') + '/getMe'})",
        "log.info('call', extra={'token': token})",
        "log.warning('odd', extra={'nested': {'bot': [token]}})",
        "try: raise ValueError('bot' + token)\nexcept ValueError: log.exception('failed')",
        "try:\n try: raise ValueError(token)\n except ValueError as e: raise KeyError('x') from e\n"
        "except KeyError: log.error('failed', exc_info=True)",
        "import warnings; warnings.warn('bot' + token)",
        "raise RuntimeError('https://api.telegram.org/bot' + token)",
        "import threading; t = threading.Thread(target=lambda: int('bot' + token)); t.start(); t.join()",
    ],
)
@pytest.mark.parametrize(("token", "configured"), [(TOKEN, ""), (PHONE_TOKEN, PHONE_TOKEN)])
def test_the_token_never_appears(statements: str, log_format: str, token: str, configured: str) -> None:
    """A token of Telegram's shape even when it is not ours; ours whatever its shape."""
    prefix = f"log = logging.getLogger('x'); token = {token!r}\n"
    lines = logged(prefix + statements, LOG_FORMAT=log_format, BOT_TOKEN=configured, BOT_API_URL="http://127.0.0.1:1")
    everything = "\n".join(lines)
    assert "***" in everything
    assert token not in everything
    assert token.replace(":", "%3A") not in everything


def test_database_password_never_appears() -> None:
    line = "\n".join(
        logged(
            "logging.error('no way to postgresql://budi:rahasia@db/x and pwd rahasia')",
            DATABASE_URL="postgresql://budi:rahasia@db/x",
        )
    )
    assert line.endswith("ERROR no way to postgresql://budi:***@db/x and pwd ***")
