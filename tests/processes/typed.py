"""A command as somebody types it: its words, its exit code, and whether it kept secrets and tracebacks to itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.fleet import environment
from bot.settings import ROOT

TOKEN = "123456:BENCH-TOKEN"
PASSWORD = "geheim-Sandi-77"
NOWHERE = "http://127.0.0.1:9"  # nobody listens there


@dataclass(frozen=True)
class Typed:
    """What came of it: exit code, all lines written to stdout and to stderr."""

    code: int
    said: list[str]
    complained: list[str]


def type_command(*words: str, seconds: float = 25, **settings: str) -> Typed:
    """Runs `python -m bot ...` to its end; it must end within `seconds`, without a traceback or a secret."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env=environment({"BOT_API_URL": NOWHERE, "SEND_RATE": "0", **settings}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        said, complained = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise AssertionError(f"it did not end within {seconds} s: {process.communicate()}") from None
    for secret in (TOKEN, TOKEN.split(":")[1], PASSWORD, "Traceback"):
        assert secret not in said + complained, said + complained
    return Typed(process.returncode, said.splitlines(), complained.splitlines())


def only_line(typed: Typed) -> str:
    """The one line of a command that could not do what was asked; beside it the log may hold what went well."""
    complaints = [line for line in typed.complained if " INFO " not in line]
    assert (typed.code, typed.said, len(complaints)) == (1, [], 1), typed
    return complaints[0]
