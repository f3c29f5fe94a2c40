"""Fixtures that give a test an empty database of its own: SQLite as a file, PostgreSQL as a real server."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Database
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
        made.append(_create(postgres_server, name, "template0"))
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
"""(sqlite or postgresql, what to prepare) -> the URL of a database that begins as it was prepared."""


@pytest.fixture(scope="session")
def originals(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """Each prepared once in a test process: making tables anew for each test would take longer than most tests.

    For tests that leave no trace (see `taken_back`); others get a copy from `fresh`.
    """
    known: dict[tuple[str, Prepare], str] = {}

    def original(kind: str, prepare: Prepare) -> str:
        if (kind, prepare) not in known:
            if kind == "sqlite":
                url = f"sqlite:///{(tmp_path_factory.mktemp('prepared') / 'source.db').as_posix()}"
            else:
                server: PostgresServer = request.getfixturevalue("postgres_server")
                url = server.url(_create(server, f"prepared_{next(_numbers)}", "template0"))
            _run(prepare(url))
            known[kind, prepare] = url
        return known[kind, prepare]

    return original


@pytest.fixture
def fresh(request: pytest.FixtureRequest, originals: Fresh, tmp_path: Path) -> Iterator[Fresh]:
    """Copies of prepared databases, each its test's own."""
    made: list[str] = []

    def copy(kind: str, prepare: Prepare) -> str:
        original = originals(kind, prepare)
        if kind == "sqlite":
            path = tmp_path / f"fresh_{next(_numbers)}.db"
            shutil.copy(original.removeprefix("sqlite:///"), path)
            return f"sqlite:///{path.as_posix()}"
        server: PostgresServer = request.getfixturevalue("postgres_server")
        made.append(_create(server, f"test_{next(_numbers)}", original.rpartition("/")[2]))
        return server.url(made[-1])

    yield copy
    for name in made:
        _execute(request.getfixturevalue("postgres_server"), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@asynccontextmanager
async def taken_back(url: str) -> AsyncIterator[AsyncSession]:
    """A session whose one transaction is undone at the end, when all of it has been written: no copy is needed."""
    database = Database(url)
    try:
        async with (
            database.write() as connection,
            AsyncSession(bind=connection, expire_on_commit=False) as session,
        ):
            yield session
            await session.flush()
            await connection.rollback()
    finally:
        await database.close()


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


def _create(server: PostgresServer, name: str, template: str) -> str:
    # file_copy takes 10 ms; PostgreSQL's own default takes 23 ms and fills the log
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return name


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
