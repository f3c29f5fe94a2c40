"""The floors of the house: no import runs up, and clock, environment and commit have one place each."""

from __future__ import annotations

import pytest

from bot.settings import ROOT
from tests.floors import FLOORS, faults_in

PACKAGES = [name for name in (*FLOORS, "gateways") if (ROOT / name).is_dir()]


@pytest.mark.parametrize("package", PACKAGES)
def test_floor_is_kept(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files != []
    faults = [faults_in(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in files]
    assert [line for found in faults for line in found] == []


@pytest.mark.parametrize(
    ("path", "source", "fault"),
    [
        ("content/x.py", "import durable", "content imports durable, which is no lower floor"),
        (
            "durable/x.py",
            "from content import texts",
            "durable imports content, but the engine imports nothing of ours",
        ),
        ("models/x.py", "from services.a import b", "models imports services, which is no lower floor"),
        ("models/x.py", "import telegram.ext", "models must not know telegram"),
        ("services/x.py", "def f():\n    from telegram import Bot", "services must not know telegram"),
        ("services/x.py", "await session.commit()", "services never commit: the unit of work does"),
        ("services/x.py", "from ..handlers import a", "services imports handlers, which is no lower floor"),
        ("web/x.py", "import handlers", "web imports handlers, which is no lower floor"),
        ("handlers/x.py", "import bot.settings", "handlers imports bot, which is no lower floor"),
        ("handlers/x.py", "import tests.conftest", "handlers imports tests, which is no lower floor"),
        ("bot/x.py", "import gateways.phone", "bot imports gateways, but gateways stand outside the tower"),
        ("gateways/phone/x.py", "import durable", "gateways imports durable, but gateways stand outside the tower"),
        ("handlers/x.py", "datetime.now(UTC)", "datetime.now is forbidden: use durable.clock.now()"),
        ("handlers/x.py", "datetime.datetime.utcnow()", "datetime.utcnow is forbidden: use durable.clock.now()"),
        ("services/x.py", "date.today()", "date.today is forbidden: use durable.clock.now()"),
        ("durable/x.py", "time.time()", "time.time is forbidden: use durable.clock.now()"),
        ("durable/x.py", "from time import time", "time.time is forbidden: use durable.clock.now()"),
        ("bot/x.py", "os.environ['A']", "os.environ is forbidden: only bot/settings.py reads the environment"),
        ("bot/x.py", "from os import getenv", "os.getenv is forbidden: only bot/settings.py reads the environment"),
    ],
)
def test_a_broken_rule_is_found(path: str, source: str, fault: str) -> None:
    assert [line.partition(": ")[2] for line in faults_in(path, source)] == [fault]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("services/x.py", "from . import y\nfrom models.person import Person\nfrom durable.clock import now"),
        ("handlers/x.py", "from telegram import Update\nfrom datetime import datetime, time, date\ntime(7, 30)"),
        ("handlers/x.py", "datetime.time(7)\ntime.monotonic()\nwork.commit()"),
        ("durable/clock.py", "datetime.now(UTC)"),
        ("bot/settings.py", "import os\nos.environ"),
        ("gateways/phone/x.py", "import time\ntime.time()\nfrom gateways import botapi"),
    ],
)
def test_a_kept_rule_is_no_fault(path: str, source: str) -> None:
    assert faults_in(path, source) == []
