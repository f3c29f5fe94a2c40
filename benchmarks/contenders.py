"""The bots that are measured: how each is started, in which environment, and with which words people speak to it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Script
from benchmarks.scripts.ours import REGISTRATION
from benchmarks.scripts.six_questions import SIX_QUESTIONS

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
TOKEN = "123456:" + "A" * 35  # of the right form, and of no use anywhere


@dataclass(frozen=True)
class Contender:
    """One bot. `lock` names the lock file of its own environment; None: it runs in the environment of this project."""

    key: str
    title: str
    script: Script
    lock: Path | None
    arguments: tuple[str, ...]

    def command(self, python: Path | None) -> list[str]:
        """The start command; `python` is the interpreter of the bot's own environment."""
        return [str(python or sys.executable), *self.arguments]

    def settings(self, api_url: str, folder: Path) -> dict[str, str]:
        """The bot's environment variables; its database lies in `folder`, which is new for each run."""
        settings = {"BOT_API_URL": api_url, "BOT_TOKEN": TOKEN}
        if self.lock is None:
            return settings | {"DATABASE_URL": f"sqlite:///{(folder / 'ours.db').as_posix()}", "SEND_RATE": "0"}
        return settings | {"PEER_DATABASE": str(folder / "peer.db")}


def _peer(key: str, title: str, lock: str, file: str) -> Contender:
    return Contender(key, title, SIX_QUESTIONS, ROOT / "requirements" / lock, (str(PEERS / file),))


CONTENDERS = (
    _peer("ptb", "python-telegram-bot", "bench-ptb.txt", "ptb_bot.py"),
    _peer("ptb-sniffio", "the same with sniffio", "bench-ptb-sniffio.txt", "ptb_bot.py"),
    _peer("aiogram", "aiogram", "bench-aiogram.txt", "aiogram_bot.py"),
    Contender("ours", "ours (durable)", REGISTRATION, None, ("-m", "bot", "run")),
)
