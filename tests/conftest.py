"""What every test shares: real databases, a real browser, and an environment without anybody's settings."""

from __future__ import annotations

import os

from bot.settings import NAMES
from durable import database

pytest_plugins = ["tests.databases", "tests.browsers"]

# Neither the tests nor the processes that they start may see this machine's settings: a name that is
# set and empty means its default, and wins over the .env of the checkout (which may hold a real token).
for _name in NAMES:
    os.environ[_name] = ""
os.environ["SEND_RATE"] = "0"  # only tests about pace set another

# What a test keeps in this process does not outlive it, so nothing of it has to reach the disk; the processes
# that tests start and kill keep their promise.
database.SQLITE_PRAGMAS["synchronous"] = "OFF"
