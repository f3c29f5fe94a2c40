"""The fixtures themselves: every other test leans on them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest

from tests.postgres import PREFIX, sweep_leftovers


def test_database_url_names_a_new_database_each_time(new_postgresql_url: Callable[[], str]) -> None:
    assert new_postgresql_url() != new_postgresql_url()


async def test_postgresql_database_is_real_and_empty(postgresql_url: str) -> None:
    connection = await asyncpg.connect(postgresql_url)
    try:
        tables = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        version = await connection.fetchval("SHOW server_version_num")
    finally:
        await connection.close()
    assert tables == 0
    assert int(version) >= 160000


def test_database_url_is_sqlite_then_postgresql(database_url: str, request: pytest.FixtureRequest) -> None:
    assert request.node.name.endswith(f"[{database_url.partition(':')[0]}]")


def test_folder_of_a_killed_test_process_is_swept_away() -> None:
    finished = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    leftover = Path(tempfile.gettempdir()) / f"{PREFIX}{finished.stdout.strip()}-x"
    ours = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    leftover.mkdir()
    sweep_leftovers()
    try:
        assert (leftover.exists(), ours.exists()) == (False, True)
    finally:
        ours.rmdir()
