"""One office on the web phone for all tests of a file: they use different people."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.processes.phone_office import PhoneOffice, phone_office


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PhoneOffice]:
    """On SQLite; its tests run on the loop of their module: `pytest.mark.asyncio(loop_scope="module")`."""
    folder = tmp_path_factory.mktemp("office")
    async with phone_office(folder, f"sqlite:///{(folder / 'office.db').as_posix()}") as office:
        yield office
