"""What every test shares: real databases, a real browser, and an environment without anybody's settings."""

from __future__ import annotations

import gc
import os

import pytest

from bot.settings import NAMES
from durable import database
from tests.compiled_once import compile_once
from tests.memory_files import keep_files_in_memory

pytest_plugins = ["tests.databases", "tests.browsers"]

keep_files_in_memory()

# Neither the tests nor the processes that they start may see this machine's settings: a name that is
# set and empty means its default, and wins over the .env of the checkout (which may hold a real token).
for _name in NAMES:
    os.environ[_name] = ""
os.environ["SEND_RATE"] = "0"  # only tests about pace set another

# What a test keeps in this process does not outlive it, so nothing of it has to reach the disk; the processes
# that tests start and kill keep their promise.
database.SQLITE_PRAGMAS["synchronous"] = "OFF"
compile_once()


# As the bot does: while it loads it looks for no garbage, and then seldom.
gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """All tests are loaded, in this process or in those that it leads."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spreads the files that mostly wait for processes and browsers among those that compute.

    Run one after the other at the end they would leave the machine idle for minutes.
    """
    of_file: dict[str, list[pytest.Item]] = {}
    for item in items:
        of_file.setdefault(item.nodeid.partition("::")[0], []).append(item)
    waiting = [file for file in of_file if file.startswith(("tests/processes/", "tests/browser/"))]
    computing = [file for file in of_file if file not in waiting]
    apart = sum(len(of_file[file]) for file in computing) / (len(waiting) or 1)
    ordered: list[pytest.Item] = []
    computed = placed = 0
    for file in computing:
        while placed < len(waiting) and computed >= placed * apart:
            ordered += of_file[waiting[placed]]
            placed += 1
        ordered += of_file[file]
        computed += len(of_file[file])
    items[:] = [*ordered, *(item for file in waiting[placed:] for item in of_file[file])]
