"""`make help` names every target that there is."""

from __future__ import annotations

import re

from bot.settings import ROOT
from tools.help import TARGETS


def test_help_names_every_target() -> None:
    (phony,) = re.findall(r"^\.PHONY: (help .*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(["help", *(name for name, _, _ in TARGETS)]) == sorted(phony.split())
