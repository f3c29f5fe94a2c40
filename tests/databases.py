"""Fixtures that give a test an empty database of its own: SQLite as a file, PostgreSQL as a real server."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

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


Prepare = Callable[[str], Coroutine[Any, Any, None]]
Fresh = Callable[[str, Prepare], str]
"""(sqlite or postgresql, what to prepare) -> the URL of a new database that begins as it was prepared."""


@pytest.fixture(scope="session")
def prepared() -> dict[tuple[str, Prepare], str]:
    """What was prepared in this test process: making tables anew for each test would take longer than most tests."""
    return {}


@pytest.fixture
def fresh(
    request: pytest.FixtureRequest,
    prepared: dict[tuple[str, Prepare], str],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Fresh]:
    """Copies of prepared databases, each its test's own."""
    made: list[str] = []

    def on_sqlite(prepare: Prepare) -> str:
        if ("sqlite", prepare) not in prepared:
            source = tmp_path_factory.mktemp("prepared") / "source.db"
            _run(prepare(f"sqlite:///{source.as_posix()}"))
            prepared["sqlite", prepare] = str(source)
        path = tmp_path / f"fresh_{next(_numbers)}.db"
        shutil.copy(prepared["sqlite", prepare], path)
        return f"sqlite:///{path.as_posix()}"

    def on_postgresql(prepare: Prepare) -> str:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        if ("postgresql", prepare) not in prepared:
            source = f"prepared_{next(_numbers)}"
            _execute(server, f"CREATE DATABASE {source} TEMPLATE template0 STRATEGY file_copy")
            _run(prepare(server.url(source)))
            prepared["postgresql", prepare] = source
        name = f"test_{next(_numbers)}"
        _execute(server, f"CREATE DATABASE {name} TEMPLATE {prepared['postgresql', prepare]} STRATEGY file_copy")
        made.append(name)
        return server.url(name)

    yield lambda kind, prepare: (on_sqlite if kind == "sqlite" else on_postgresql)(prepare)
    for name in made:
        _execute(request.getfixturevalue("postgres_server"), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def kind_of_database(request: pytest.FixtureRequest) -> str:
    """The test runs once on SQLite and once on PostgreSQL."""
    kind: str = request.param
    return kind


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def _execute(server: PostgresServer, statement: str) -> None:
    """Runs one statement."""

    async def run() -> None:
        connection = await asyncpg.connect(server.url())
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    _run(run())


def _run(work: Coroutine[Any, Any, None]) -> None:
    """On a loop of its own thread, so that sync and async tests may ask alike."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, work).result()
