"""`up`: the bot and the web phone as child processes, each started again when it dies."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time as sleeping
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass

from bot.settings import ROOT, Settings, environment_of_child
from durable import clock

PHONE_TOKEN = "8800000001:web-phone"  # noqa: S105  the loopback phone's constant, no secret
PHONE_STAFF = "1000005"
_STABLE_SECONDS = 30.0
_BACKOFF = (0.5, 1.0, 2.0, 5.0, 10.0)
_STOP_SECONDS = 10.0
_GIVES_UP = 1
"""Exit code of a child that has said in one line what is wrong: starting it again would not help at first."""


@dataclass(slots=True)
class Child:
    """One process that is to run; `failures` counts quick deaths in a row."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    not_before: float = 0.0

    def start(self) -> None:
        self.started_at = clock.monotonic()
        # An own process group: Ctrl-C reaches only the supervisor, which ends the children in order.
        self.process = subprocess.Popen(  # noqa: S603  our own programs
            self.command, cwd=ROOT, env=dict(self.environment), start_new_session=os.name == "posix"
        )

    def look_after(self) -> int | None:
        """Starts the process when it is due. Returns its exit code when it gave up at its first start."""
        now = clock.monotonic()
        if self.process is None:
            if now >= self.not_before:
                self.start()
            return None
        code = self.process.poll()
        if code is None:
            if now - self.started_at > _STABLE_SECONDS:
                self.failures = 0
            return None
        if code == _GIVES_UP and self.failures == 0 and now - self.started_at < _STABLE_SECONDS:
            return code
        wait = _BACKOFF[min(self.failures, len(_BACKOFF) - 1)]
        print(f"{self.name} ended (code {code}); starting it again in {wait:g} s.", file=sys.stderr, flush=True)
        self.process, self.not_before, self.failures = None, now + wait, self.failures + 1
        return None

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def up(settings: Settings) -> int:
    """Runs until Ctrl-C, SIGTERM or the end of the terminal. Returns the exit code for the shell."""
    children, address = _children(settings)
    stopping: list[int] = []
    # Without SIGHUP a closed window would leave both children running, unseen, on their port and database.
    for number in {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        signal.signal(number, lambda received, _: stopping.append(received))
    phone_is_open = address is None
    try:
        while not stopping:
            for child in children:
                if child.name == "bot" and not phone_is_open:
                    continue  # the bot's first line would be that nobody is at the other end
                code = child.look_after()
                if code is not None:
                    return code
            if address is not None and not phone_is_open and _answers(address):
                phone_is_open = True
                print(f"\n  Open {address} in a browser. Ctrl-C ends it.\n", flush=True)
            sleeping.sleep(0.1)
        return 0
    finally:
        for child in reversed(children):
            with contextlib.suppress(ProcessLookupError):
                child.stop()


def _children(settings: Settings) -> tuple[list[Child], str | None]:
    """(processes to run, address of the web phone if it is one of them)."""
    bot = [sys.executable, "-m", "bot", "run"]
    if settings.bot_token is not None:
        return [Child("bot", bot, environment_of_child())], None
    address = f"http://127.0.0.1:{settings.phone_port}"
    phone = [sys.executable, "-m", "gateways.phone", "--port", str(settings.phone_port)]
    environment = environment_of_child(
        BOT_TOKEN=PHONE_TOKEN,
        BOT_API_URL=address,
        ADMIN_CHAT_IDS=",".join(map(str, settings.admin_chat_ids)) or PHONE_STAFF,
    )
    return [Child("web phone", phone, environment_of_child()), Child("bot", bot, environment)], address


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1):  # noqa: S310  our own address
            return True
    except (urllib.error.URLError, OSError):
        return False
