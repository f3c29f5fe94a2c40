"""Fixtures that give a test an empty database of its own: SQLite as a file, PostgreSQL as a real server."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import pytest

from tests.postgres import PostgresServer, PostgresUnavailable

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The PostgreSQL of this test process; what keeps it from starting fails the test, with the line to type."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    except PostgresUnavailable as fault:
        pytest.fail(str(fault), pytrace=False)
    finally:
        server.stop()


@pytest.fixture
def new_postgresql_url(postgres_server: PostgresServer) -> Iterator[Callable[[], str]]:
    """A function that makes one more empty PostgreSQL database and gives its plain URL."""
    made: list[str] = []

    def make() -> str:
        name = f"test_{next(_numbers)}"
        # file_copy takes 10 ms; PostgreSQL's own default takes 23 ms and fills the log
        _execute(postgres_server, f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
        made.append(name)
        return postgres_server.url(name)

    yield make
    for name in made:
        _execute(postgres_server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that is not there yet."""
    return f"sqlite:///{(tmp_path / 'test.db').as_posix()}"


@pytest.fixture
def postgresql_url(new_postgresql_url: Callable[[], str]) -> str:
    """The plain URL of an empty PostgreSQL database."""
    return new_postgresql_url()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def _execute(server: PostgresServer, statement: str) -> None:
    """Runs one statement on a loop of its own thread, so that sync and async tests may ask alike."""

    async def run() -> None:
        connection = await asyncpg.connect(server.url())
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, run()).result()
