"""Every command that the documentation tells people to type exists."""

from __future__ import annotations

import re
import subprocess
import sys

from bot.settings import ROOT
from tools.help import TARGETS

PAGES = [*ROOT.glob("*.md"), ROOT / ".env.example", ROOT / "Makefile", ROOT / "tools" / "help.py"]
PAGES += [file for file in (ROOT / "docs").rglob("*") if file.suffix in (".md", ".service")]


def named(pattern: str) -> set[str]:
    """What the first group of the pattern finds on all pages."""
    return {word for page in PAGES for word in re.findall(pattern, page.read_text(encoding="utf-8"))}


def test_commands_of_the_bot_exist() -> None:
    command = [sys.executable, "-m", "bot", "--help"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (choices,) = re.findall(r"\{([\w,-]+)\}", said)[:1]
    assert sorted(named(r"-m bot ([a-z]\w*)") - set(choices.split(","))) == []


def test_targets_of_make_exist() -> None:
    targets = {"help", *(name for name, _, _ in TARGETS)}
    assert sorted(named(r"(?:`|^|\n\s*)make ([a-z-]+)") - targets) == []
