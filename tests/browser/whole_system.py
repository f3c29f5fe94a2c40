"""The whole system as `python -m bot up` starts it: bot and web phone as real processes, on a database of their own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import orjson

ROOT = Path(__file__).parent.parent.parent
_PATIENCE_SECONDS = 40.0


class WholeSystem:
    """The supervisor and its children; `folder` gets both databases and the log."""

    def __init__(self, folder: Path) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = f"sqlite:///{(folder / 'pendamping.db').as_posix()}"
        self.log = folder / "up.log"
        self._environment = {
            "DATABASE_URL": self.database_url,
            "PHONE_DATA": str(folder / "phone.db"),
            "PHONE_PORT": str(self.port),
            "BOT_TOKEN": "",  # whatever .env says: people of a real bot are not played with
            "ADMIN_CHAT_IDS": "",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts everything and returns when the bot asks the phone for updates."""
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "up"],
                cwd=ROOT,
                env=os.environ | self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait_for_bot()

    def wait_for_bot(self) -> None:
        """Returns when a bot process lives and polls."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while not (self.bot_pids() and self._bot_is_online()):
            assert self._process is not None
            assert self._process.poll() is None, f"it ended:\n{self.log.read_text()}"
            assert time.monotonic() < end, f"the bot does not come:\n{self.log.read_text()}"
            time.sleep(0.05)

    def kill_bot(self) -> None:
        """Ends the bot as a power cut does; the supervisor starts another."""
        for pid in self.bot_pids():
            os.kill(pid, signal.SIGKILL)

    def bot_pids(self) -> list[int]:
        """The bot's processes, without phone and supervisor."""
        assert self._process is not None
        listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        lines = [line.split(None, 2) for line in listed.splitlines()]
        return [int(pid) for pid, parent, args in lines if int(parent) == self._process.pid and "bot run" in args]

    def stop(self) -> int:
        """Ends everything as Ctrl-C does; returns the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        try:
            return self._process.wait(30)
        finally:
            self._process.kill()

    def _bot_is_online(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/control/health", timeout=2) as answer:
            return bool(orjson.loads(answer.read())["bot_online"])
        return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
